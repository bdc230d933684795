"""Text to tokens; the same chain when an article is indexed and when somebody asks.

    characters   any Unicode            -> composed, width-folded text with a map back
    korean       folded text            -> morphemes (Kiwi, on the whole text: it needs the context)
    scripts      morphemes              -> runs of Han among them
    chinese      a run of Han           -> simplified words (OpenCC, jieba)
    filters      morphemes              -> content words, lower-cased
    letters      text and its morphemes -> every printed letter with the borders that meet there
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.analysis import chinese, filters, korean
from archive.analysis.characters import Folded, fold
from archive.analysis.letters import letters, plain, units
from archive.analysis.tokens import BREAK, Analysis, Token, TokenStream

__all__ = ["BREAK", "Analysis", "Analyzer", "AskedWord", "Token", "TokenStream", "build_analyzer"]

VERSION = 1
"""Raised whenever the same text gives other tokens than before; indexes that are older say so."""


@dataclass(frozen=True, slots=True)
class AskedWord:
    """A word of a query: its content terms, its letters, and whether the terms are one bare stem of one syllable."""

    terms: tuple[str, ...]
    units: tuple[str, ...]
    is_short_stem: bool


class Analyzer:
    """The whole chain. One instance serves all threads of a process."""

    def __init__(self, korean_: korean.Korean, chinese_: chinese.Chinese) -> None:
        self._korean = korean_
        self._chinese = chinese_
        self.fingerprint = f"analysis-{VERSION} {korean.NAME} {chinese.NAME}"

    def analyze(self, *parts: str) -> Analysis:
        """The analysis of one text; several parts are analyzed each by itself, with a BREAK between them.

        Offsets are code points of the parts joined by one line feed.
        """
        return next(self.analyze_all([parts]))

    def analyze_all(self, texts: Iterable[Sequence[str]]) -> Iterator[Analysis]:
        """`analyze` for many texts, on all cores, lazily and in order."""
        queue: list[list[Folded]] = []

        def folded_parts() -> Iterator[str]:
            for parts in texts:
                queue.append([fold(part) for part in parts])
                yield from (part.text for part in queue[-1])

        morphemes = self._korean.morphemes_of_all(folded_parts())
        for first in morphemes:
            folded = queue.pop(0)
            of_parts = [first, *(next(morphemes) for _ in folded[1:])]
            yield self._joined(folded, of_parts)

    def asked(self, word: str) -> AskedWord:
        """A word of a query, analyzed as articles are; helper verbs are left out of its terms."""
        text = fold(word).text
        kept = [m for m in self._korean.morphemes(text) if filters.is_asked(m.tag)]
        terms = tuple(self._content(text, kept).terms)
        short = len(kept) == 1 and filters.is_stem(kept[0].tag) and len(kept[0].form) == 1
        return AskedWord(terms, tuple(units(plain(text, self._chinese.simplify_characters))), short)

    def plain(self, text: str) -> str:
        """A text as comparisons see it: folded, in lower case, simplified, without white space."""
        return "".join(plain(fold(text).text, self._chinese.simplify_characters).split())

    def _joined(self, folded: list[Folded], morphemes: list[list[korean.Morpheme]]) -> Analysis:
        joined = Analysis(TokenStream(), TokenStream())
        offset = 0
        for number, (part, of_part) in enumerate(zip(folded, morphemes, strict=True)):
            if number:
                joined.words.add(BREAK, offset - 1, offset)
                joined.letters.add(BREAK, offset - 1, offset)
            analysis = self._analyzed(part, of_part)
            joined.words.extend(analysis.words, offset)
            joined.letters.extend(analysis.letters, offset)
            offset += part.length + 1
        return joined

    def _analyzed(self, folded: Folded, morphemes: list[korean.Morpheme]) -> Analysis:
        begins = {m.start for m in morphemes}
        ends = {m.end for m in morphemes}
        marked = letters(plain(folded.text, self._chinese.simplify_characters), begins, ends)
        content = self._content(folded.text, [m for m in morphemes if filters.is_content(m.tag)])
        return Analysis(_restored(content, folded), _restored(marked, folded))

    def _content(self, text: str, morphemes: list[korean.Morpheme]) -> TokenStream:
        stream = TokenStream()
        for morpheme in morphemes:
            if morpheme.tag == "SH":
                for term, start, end in self._chinese.words(text[morpheme.start : morpheme.end]):
                    stream.add(term, morpheme.start + start, morpheme.start + end)
            elif morpheme.end > morpheme.start:
                stream.add(_term(morpheme.form), morpheme.start, morpheme.end)
        return stream


def build_analyzer() -> Analyzer:
    """The analyzer for indexing and asking alike; loads the language models (a few seconds, about 600 MB)."""
    return Analyzer(korean.Korean(), chinese.Chinese())


def _term(form: str) -> str:
    """No token contains a space (engines get tokens joined by spaces), though a morpheme may (게티즈버그 전투)."""
    return "".join(form.lower().split())


def _restored(stream: TokenStream, folded: Folded) -> TokenStream:
    if folded.starts is None or folded.ends is None:
        return stream
    starts = [folded.starts[start] for start in stream.starts]
    ends = [folded.ends[end - 1] for end in stream.ends]
    return TokenStream(stream.terms, starts, ends)
