"""Where an issue's last article ends and the newsletter speaks of itself again."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from indexer.cover import contacts, is_label
from indexer.document import Line
from indexer.sources import source_line
from indexer.wording import is_drawn, squeezed

_MOST_LINES = 25
_LONGEST_LINE = 100
_LONGEST_PARAGRAPH = 6
_LONGEST_ADDRESS = 60
_SHORTEST_NAME = 4
_LONG_NAME = 8
"""Letters. A line of the cover as long as that is known within another line, too."""
_ABOUT_ITSELF = re.compile(
    r"구독|수신\s?(?:거부|동의)|뉴스레터|저작권|무단|재배포|배포를 금|발행(?:처|인|사|일)|펴낸|편집(?:인|부|자|:)"
    r"|발신\s?전용|공식\s?(?:견해|입장)|입장과|내부\s?참고|subscri|copyright|©|订阅",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:주소|전화|팩스|문의|홈페이지|이?메일|tel|fax|e-?mail|web)\s?[.:：]", re.IGNORECASE)
_EARLIER_ISSUES = re.compile(r"(?:지난|이전)\s?호.{0,30}")


def colophon_start(lines: Sequence[Line], start: int, cover_end: int, newsletter: str | None) -> int:
    """The index of the colophon's first line, `len(lines)` if there is none. It is looked for from `start` on.

    Evidence is the newsletter's name on a line of its own, or the titles of an earlier issue, followed by short lines
    to the end; or, at the very end, paragraphs in which it speaks of itself or says where it can be reached: at least
    two lines, and one of them more than an address. The cover, lines before `cover_end`, tells its name and addresses.
    """
    texts = [index for index in range(start, len(lines)) if lines[index].plain]
    short = _short_tail(lines, texts)
    own = squeezed(newsletter or "")
    for index in short:
        if (own and squeezed(lines[index].plain) == own) or _EARLIER_ISSUES.fullmatch(lines[index].plain):
            return index
    printed = [line.plain for line in lines[:cover_end]]
    said = {squeezed(part) for text in printed for part in (text, text.partition(":")[2])}
    known = frozenset[str]().union(*map(contacts, lines[:cover_end]))
    return _about_itself(lines, short, _Cover(own, {each for each in said if len(each) >= _SHORTEST_NAME}, known))


class _Cover:
    """What a colophon may say again: the newsletter's name, the cover's lines (letters only), its addresses."""

    def __init__(self, name: str, said: Collection[str], known: Collection[str]) -> None:
        self._name, self._said, self._known = name, said, known

    def speaks(self, line: Line) -> bool:
        """Whether a line shows by itself that the newsletter speaks of itself."""
        letters = squeezed(line.plain)
        named = len(self._name) >= _SHORTEST_NAME and self._name in letters
        said = any(len(each) >= _LONG_NAME and each in letters for each in self._said)
        again = said or letters in self._said or not contacts(line).isdisjoint(self._known)
        return named or again or bool(_ABOUT_ITSELF.search(line.plain))


def _short_tail(lines: Sequence[Line], texts: Sequence[int]) -> list[int]:
    """The indices of the last lines with text, as far back as they are short."""
    tail: list[int] = []
    for index in reversed(texts[-_MOST_LINES:]):
        if len(lines[index].plain) > _LONGEST_LINE:
            break
        tail.append(index)
    return tail[::-1]


def _about_itself(lines: Sequence[Line], tail: Sequence[int], cover: _Cover) -> int:
    """Where the paragraphs at the end begin in which the newsletter speaks of itself."""
    found: list[int] = []
    for paragraph in _paragraphs_from_the_end(lines, tail):
        told = [i for i in paragraph if cover.speaks(lines[i])]
        reached = [i for i in paragraph if _is_address(lines[i])]
        source = any(source_line(lines[i]) is not None for i in paragraph)
        whole = len({*told, *reached}) == len(paragraph) or (told and len(paragraph) <= _LONGEST_PARAGRAPH)
        drawn = all(is_drawn(lines[i].plain) for i in paragraph)
        if source or not (whole or drawn):
            break
        found = [*paragraph, *found]
    sure = [i for i in found if cover.speaks(lines[i])]
    return found[0] if len(found) > 1 and sure else len(lines)


def _is_address(line: Line) -> bool:
    short = len(line.plain) <= _LONGEST_ADDRESS and bool(contacts(line))
    return short or is_label(line) or bool(_ADDRESS.match(line.plain))


def _paragraphs_from_the_end(lines: Sequence[Line], tail: Sequence[int]) -> Iterator[list[int]]:
    """The tail's lines that touch each other, the last ones first."""
    paragraph: list[int] = []
    for index in reversed(tail):
        if paragraph and index != paragraph[0] - 1:
            yield paragraph
            paragraph = []
        paragraph.insert(0, index)
    if paragraph and (paragraph[0] == 0 or not lines[paragraph[0] - 1].plain):
        yield paragraph
