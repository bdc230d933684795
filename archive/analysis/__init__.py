"""Text to tokens; the same chain when an article is indexed and when somebody asks.

characters   any Unicode            -> composed, width-folded text with a map back
korean       folded text            -> morphemes (Kiwi, on the whole text: it needs the context)
scripts      a morpheme with Han    -> its runs of one script
chinese      a run of Han           -> simplified words (OpenCC, jieba)
filters      morphemes              -> content words, lower-cased
letters      text and its morphemes -> every printed letter with the borders that meet there
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.analysis import chinese, filters, korean
from archive.analysis.characters import Folded, fold
from archive.analysis.letters import letters, plain, units, without_separators
from archive.analysis.scripts import has_han, is_syllable, runs
from archive.analysis.tokens import BREAK, Analysis, Token, TokenStream

__all__ = [
    "BREAK",
    "FINGERPRINT",
    "Analysis",
    "Analyzer",
    "AskedWord",
    "Question",
    "Token",
    "TokenStream",
    "build_analyzer",
]

CACHED_WORDS = 4096
CACHED_FORMS = 32_768

VERSION = 2
"""Raised whenever the same text gives other tokens than before; indexes that are older say so."""

FINGERPRINT = f"analysis-{VERSION} {korean.NAME} {chinese.NAME}"
"""What tokens depend on: this chain and the versions of its models and dictionaries."""


@dataclass(frozen=True, slots=True)
class AskedWord:
    """A word of a query: its content terms and its letters; `stands_for_word` is false where the terms say too little.

    They do where a meaningful part is missing from them (재시작 without 재), where a noun is not printed as it is read
    (역산 as 역사 and ㄴ), and where one syllable of a stem or adverb is all there is (가나 read as 가다).
    """

    terms: tuple[str, ...]
    units: tuple[str, ...]
    stands_for_word: bool


@dataclass(frozen=True, slots=True)
class Question:
    """All that a query asks for, read as one text: words beside each other tell Kiwi how each is meant.

    `terms` are its content terms, `runs` its runs of nouns of two letters or more (대한민국정부) in plain form, and
    `plain` is all of it as `Analyzer.plain` gives it, without signs.
    """

    terms: tuple[str, ...] = ()
    runs: tuple[str, ...] = ()
    plain: str = ""


class Analyzer:
    """The whole chain. One instance serves all threads of a process."""

    def __init__(self, korean_: korean.Korean, chinese_: chinese.Chinese) -> None:
        self._korean = korean_
        self._chinese = chinese_
        # One search asks for each of its words several times over: in all its plans, and beside its neighbours.
        self.asked = lru_cache(maxsize=CACHED_WORDS)(self._asked)
        self.question = lru_cache(maxsize=CACHED_WORDS)(self._question)

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

        morphemes = self._korean.columns_of_all(folded_parts())
        for first in morphemes:
            folded = queue.pop(0)
            of_parts = [first, *(next(morphemes) for _ in folded[1:])]
            yield self._joined(folded, of_parts)

    def _asked(self, word: str) -> AskedWord:
        """A word of a query, analyzed as articles are; helper verbs are left out of its terms."""
        text = fold(word).text
        read = self._korean.morphemes(text)
        terms = tuple(self._content(text, read, filters.is_asked).terms)
        asked_units = tuple(units(plain(text, self._chinese.simplify_characters)))
        return AskedWord(terms, asked_units, bool(terms) and _stands_for(text, read))

    def _question(self, text: str) -> Question:
        """What a whole query asks for."""
        folded = fold(text).text
        read = self._korean.morphemes(folded)
        terms = tuple(self._content(folded, read, filters.is_asked).terms)
        runs_ = (self.plain(folded[start:end]) for start, end in _noun_runs(read))
        letters_ = "".join(filter(str.isalnum, self.plain(folded)))
        return Question(terms, tuple(r for r in runs_ if len(r) > 1), letters_)

    def standings(self, words: Sequence[str]) -> list[korean.Standing]:
        """How each word reads by itself, without context: whether it may be taken for something else."""
        return self._korean.standings(words)

    def plain(self, text: str) -> str:
        """A text as comparisons see it: folded, in lower case, simplified, without white space."""
        return "".join(plain(fold(text).text, self._chinese.simplify_characters).split())

    def _joined(self, folded: list[Folded], morphemes: list[korean.Morphemes]) -> Analysis:
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

    def _analyzed(self, folded: Folded, morphemes: korean.Morphemes) -> Analysis:
        printed = plain(folded.text, self._chinese.simplify_characters)
        marked = letters(printed, morphemes.starts, morphemes.ends)
        content = self._content(folded.text, zip(*morphemes, strict=True), filters.is_content)
        return Analysis(_restored(content, folded), _restored(marked, folded))

    def _content(
        self, text: str, morphemes: Iterable[tuple[str, str, int, int]], counts: Callable[[str], bool]
    ) -> TokenStream:
        """The words of the morphemes (form, tag, start, end) whose tags count."""
        stream = TokenStream()
        with_han = has_han(text)
        for form, tag, start, end in morphemes:
            if not counts(tag):
                continue
            if with_han and has_han(text[start:end]):
                self._add_runs(stream, text[start:end], start)
            elif start < end:
                stream.add(_term(form), start, end)
        return stream

    def _add_runs(self, stream: TokenStream, surface: str, offset: int) -> None:
        """Kiwi leaves Han uncut, by itself or in one piece with other scripts (a hashtag, say)."""
        for run in runs(surface):
            text = surface[run.start : run.end]
            if run.script == "han":
                for term, start, end in self._chinese.words(text):
                    stream.add(term, offset + run.start + start, offset + run.start + end)
            elif run.script != "other":
                stream.add(_term(text), offset + run.start, offset + run.end)


def build_analyzer(*, threads: bool = True) -> Analyzer:
    """The analyzer for indexing and asking alike; loads the language models (a few seconds, about 600 MB).

    Without `threads` many texts are analyzed on one core, and the process may fork: threads do not survive that.
    """
    analyzer = Analyzer(korean.Korean(threads=threads), chinese.Chinese())
    # Kiwi finishes loading at its first use; that must not be the first visitor's search.
    analyzer.analyze("서고")
    return analyzer


def _noun_runs(read: list[korean.Morpheme]) -> list[tuple[int, int]]:
    """(start, end) of nouns and what makes one word with them, as long as nothing stands between."""
    bounds: list[tuple[int, int]] = []
    for morpheme in filter(lambda each: filters.is_part_of_noun(each.tag), read):
        if bounds and bounds[-1][1] == morpheme.start:
            bounds[-1] = (bounds[-1][0], morpheme.end)
        else:
            bounds.append((morpheme.start, morpheme.end))
    return bounds


def _stands_for(text: str, read: list[korean.Morpheme]) -> bool:
    """Whether the content among these morphemes says what the whole word says (see AskedWord)."""
    kept = [morpheme for morpheme in read if filters.is_asked(morpheme.tag)]
    nouns = [morpheme for morpheme in kept if filters.is_noun(morpheme.tag)]
    missing = [m for m in read if not filters.is_asked(m.tag) and not filters.is_inflection(m.form, m.tag)]
    misread = [noun for noun in nouns if noun.form != text[noun.start : noun.end]]
    too_short = len(kept) == 1 and not nouns and is_syllable(kept[0].form)
    return not (missing or misread or too_short)


@lru_cache(maxsize=CACHED_FORMS)
def _term(form: str) -> str:
    """No token contains a space (engines get tokens joined by spaces), though a morpheme may (게티즈버그 전투)."""
    return "".join(without_separators(form).lower().split())


def _restored(stream: TokenStream, folded: Folded) -> TokenStream:
    if folded.starts is None or folded.ends is None:
        return stream
    starts = [folded.starts[start] for start in stream.starts]
    ends = [folded.ends[end - 1] for end in stream.ends]
    return TokenStream(stream.terms, starts, ends)
