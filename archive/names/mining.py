"""The places of an article where a Korean or Latin form and a Chinese one stand beside each other.

Nothing is decided here: a candidate holds the Chinese form and all the words that may belong to the other form, and
`deciding` chooses, knowing the whole archive. Work is bounded for each bracket, so time is linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Self

from archive.analysis.characters import Folded, fold
from archive.analysis.scripts import DIGIT, HAN, HANGUL, LATIN, has_han

Edge = Literal["open", "enclosed", "whole", "inside"]
"""What is known of where the form begins: nothing; form and gloss together are in quotation marks; the form is in
quotation marks or else marked off; the form is what the bracket holds and the Chinese stands before it."""

MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A Chinese form and what may be the other one. All offsets are code points of the article's text.

    `zh` stands at [zh_start, zh_end). `form` is the longest possible form as printed, with single spaces; it ends at
    `end`, and `starts` tells where it may begin, the nearest word first. With one start only the form is whole. `more`:
    other words in the bracket may be what belongs to the Chinese, or the rest of it, as in a quotation.
    """

    zh: str
    zh_start: int
    zh_end: int
    form: str
    starts: tuple[int, ...]
    end: int
    edge: Edge = "open"
    more: bool = False

    def forms(self) -> tuple[str, ...]:
        """The possible forms, as many as there are starts and in their order."""
        if len(self.starts) == 1:
            return (self.form,)
        words = self.form.split(" ")
        return tuple(" ".join(words[-count:]) for count in range(1, len(self.starts) + 1))

    def as_json(self) -> list[Any]:
        return [self.zh, self.zh_start, self.zh_end, self.form, list(self.starts), self.end, self.edge, self.more]

    @classmethod
    def from_json(cls, value: Sequence[Any]) -> Self:
        """The candidate that `as_json` wrote."""
        zh, zh_start, zh_end, form, starts, end, edge, more = value
        return cls(zh, zh_start, zh_end, form, tuple(starts), end, edge, more)


class _Span(NamedTuple):
    start: int
    end: int


class _Gloss(NamedTuple):
    zh: _Span
    more: bool


class _Left(NamedTuple):
    """Words of folded text, the nearest first."""

    words: tuple[_Span, ...]
    edge: Edge


_OPENING, _CLOSING = "([{【〔〖〘⟨", ")]}】〕〗〙⟩"
_QUOTES = dict(zip("'\">〉》」』", "'\"<〈《「『", strict=True))
_LETTER = f"{HANGUL}{HAN}{LATIN}{DIGIT}"
_PLAIN = f"{LATIN}{DIGIT}"
_BRACKET = re.compile(f"[{re.escape(_OPENING)}]")
_JOINT = f"(?:[-&]|(?<=[{_PLAIN}])[.'](?=[{_PLAIN}])|(?<=[{DIGIT}])·(?=[{DIGIT}]))"
_WORD = re.compile(f"[{_LETTER}]+(?:{_JOINT}[{_LETTER}]+)*\\+?")
_IS_PLAIN = re.compile(f"[{_PLAIN}]+")
_GAP = re.compile(" {1,3}| ?\n ?")
_BEFORE_BRACKET = re.compile("[ ]{0,3}\n?[ ]{0,3}\\Z")
_REACH = 120
"""Code points on each side of a bracket that are looked at."""

_PLACE_MARK = re.compile("(?:좌측?|우측?|상단?|하단?|위|아래|왼쪽|오른쪽|가운데|중앙|앞|뒤)-(?=.)")
"""Captions of several pictures tell which one is meant; that is no part of the name."""

_LABEL = "(?:(?:중국어|일본어|한자|한문|간체자?|번체자?|정체자?) ?: ?)?"
_GLOSS = re.compile(
    f"\\s*{_LABEL}['\"]?(?P<zh>(?:[{_PLAIN}]{{1,10}})?[{HAN}]"
    f"(?:\n?[{HAN}]|[{_PLAIN}]{{1,10}}(?=[{HAN}])){{0,40}}(?:[{_PLAIN}]{{1,5}}(?![{_LETTER}]))?)['\"]?"
    f"(?=\\s*[{re.escape(_OPENING + _CLOSING)},、;·/]|\\s+[{HANGUL}{_PLAIN}]|[{DIGIT}]|\\.\\s)"
)
_SEGMENT = re.compile(f"\\s*[^{re.escape(_OPENING + _CLOSING)},、;·/\n{HAN}]{{1,60}}[,、;·/]")
_NOT_CHINESE = re.compile(f"[{HANGUL}{LATIN}]")
_HAS_HANGUL = re.compile(f"[{HANGUL}]")
_MOST_SEGMENTS = 3
_REST = re.compile(f"[^{re.escape(_OPENING + _CLOSING)}]{{0,80}}")
_OTHER_HAN = re.compile(f"[{HAN}]{{2}}")
_HAN_BEFORE = re.compile(f"[{HAN}](?:[{HAN}]|[{_PLAIN}]{{1,10}}(?=[{HAN}]))*\\Z")
_INSIDE = re.compile(
    f"\\s*(?P<form>{_WORD.pattern}(?: {_WORD.pattern}){{0,{MOST_WORDS - 1}}})\\s*(?=[{re.escape(_CLOSING)},、;·/])"
)
_NOTE = re.compile("(?:편집자|역자|옮긴이|필자|기자) ?주 ?:")
_INVISIBLE = ("Cf", "Cc", "Cs")
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f]")


def find(text: str) -> list[Candidate]:
    """The candidates of one article (its blocks joined by line feeds), in the order of their brackets, notes last."""
    if not has_han(text):
        return []
    # Folding makes a tab a space, but between the cells of a table nothing belongs together.
    folded = fold(text.replace("\t", "|"))
    return [_candidate(text, folded, *found) for found in _found(folded.text)]


def _found(text: str) -> Iterator[tuple[_Gloss, _Left]]:
    for match in _BRACKET.finditer(text):
        found = _glossed(text, match.start(), match.end()) or _turned(text, match.start(), match.end())
        if found:
            yield found
    for match in _NOTE.finditer(text):
        found = _glossed(text, match.start(), match.end())
        if found:
            yield found[0], found[1]._replace(edge="whole")


def _glossed(text: str, bracket: int, start: int) -> tuple[_Gloss, _Left] | None:
    """The form before the bracket and the Chinese in it, from `start` on."""
    gloss = _gloss(text, start)
    left = _left(text, bracket, gloss) if gloss else None
    return (gloss, left) if gloss and left else None


def _gloss(text: str, start: int) -> _Gloss | None:
    """The Chinese among the first segments of what begins at `start`."""
    more = False
    for _ in range(_MOST_SEGMENTS):
        match = _GLOSS.match(text, start)
        if match:
            rest = _REST.match(text, match.end())
            return _Gloss(_Span(*match.span("zh")), more or bool(rest and _OTHER_HAN.search(rest[0])))
        skipped = _SEGMENT.match(text, start)
        if not skipped:
            return None
        more = more or _HAS_HANGUL.search(skipped[0]) is not None
        start = skipped.end()
    return None


def _left(text: str, bracket: int, gloss: _Gloss) -> _Left | None:
    """The words before a bracket that may be the form, with at least one that is not Chinese."""
    gap = _BEFORE_BRACKET.search(text, max(0, bracket - 8), bracket)
    end = gap.start() if gap else bracket
    opening = _QUOTES.get(text[end - 1 : end])
    if opening:
        return _quoted(text, end - 1, opening)
    words = _words_before(text, end)
    if not words or not _NOT_CHINESE.search(text, *words[0]):
        return None
    outer = text[words[-1].start - 1 : words[-1].start]
    closing = _after_bracket(text, gloss.zh.end)
    enclosed = bool(closing) and _QUOTES.get(closing) == outer
    return _Left(words, "enclosed" if enclosed else "open")


def _quoted(text: str, end: int, opening: str) -> _Left | None:
    start = text.rfind(opening, max(0, end - _REACH), end) + 1
    words = tuple(_Span(*match.span()) for match in _WORD.finditer(text, start, end)) if start else ()
    if not words or len(words) > MOST_WORDS or has_han(text[start:end]) or "\n" in text[start:end]:
        return None
    return _Left(words[::-1], "whole")


def _words_before(text: str, end: int) -> tuple[_Span, ...]:
    """Up to MOST_WORDS words that end at `end`, the nearest first, with nothing but a space or a line end between."""
    begin = max(0, end - _REACH)
    found: list[_Span] = []
    for match in reversed(list(_WORD.finditer(text, begin, end))):
        next_start = found[-1].start if found else end
        adjoins = _GAP.fullmatch(text, match.end(), next_start) if found else match.end() == end
        if match.start() == begin > 0 or not adjoins:
            break
        # Lines of Latin words are cells of a table or captions, not one long name.
        if found and "\n" in text[match.end() : next_start] and _IS_PLAIN.fullmatch(text, *match.span()):
            break
        mark = _PLACE_MARK.match(text, match.start(), match.end())
        found.append(_Span(mark.end() if mark else match.start(), match.end()))
        if mark or len(found) == MOST_WORDS:
            break
    return tuple(found)


def _after_bracket(text: str, start: int) -> str:
    """The character after the bracket that closes behind `start`, or nothing."""
    rest = _REST.match(text, start)
    place = rest.end() if rest else start
    return text[place + 1 : place + 2] if text[place : place + 1] in tuple(_CLOSING) else ""


def _turned(text: str, bracket: int, start: int) -> tuple[_Gloss, _Left] | None:
    """Chinese before the bracket and the other form in it."""
    end = bracket - 1 if text[bracket - 1 : bracket] in ("'", '"', " ") else bracket
    if not has_han(text[max(0, end - 1) : end]):
        return None
    begin = max(0, end - _REACH)
    inside = _INSIDE.match(text, start, start + _REACH)
    chinese = _HAN_BEFORE.search(text, begin, end)
    if not inside or has_han(inside["form"]) or not chinese or chinese.start() == begin > 0:
        return None
    return _Gloss(_Span(*chinese.span()), False), _Left((_Span(*inside.span("form")),), "inside")


def _candidate(text: str, folded: Folded, gloss: _Gloss, left: _Left) -> Candidate:
    zh_start, zh_end = folded.span(*gloss.zh)
    starts = [folded.span(*word)[0] for word in left.words]
    end = folded.span(*left.words[0])[1]
    printed = _printed(text[starts[-1] : end])
    whole = left.edge in ("whole", "inside") or len(printed.split(" ")) != len(starts)
    return Candidate(
        "".join(_printed(text[zh_start:zh_end]).split(" ")),
        zh_start,
        zh_end,
        printed,
        tuple(starts[-1:] if whole else starts),
        end,
        left.edge,
        gloss.more,
    )


def _printed(piece: str) -> str:
    """What a reader sees: composed, white space made single spaces, nothing that is invisible."""
    spaced = " ".join(piece.split())
    if spaced.isascii():
        return spaced
    seen = "".join(each for each in spaced if unicodedata.category(each) not in _INVISIBLE)
    return unicodedata.normalize("NFC", _VARIATION_SELECTORS.sub("", seen))
