"""Lines that head sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.cover import tells_of_the_issue
from indexer.document import Line
from indexer.marks import NUMBER_FORMS, mark_of, number_length
from indexer.numbering import article_number, ends_like_a_sentence, is_spaced
from indexer.sources import source_line
from indexer.wording import neat

LONGEST_SECTION = 30
_ORNAMENTS = " ■□◆◇●◎▣★☆▶▷►◈◉❖▌▐█▎┃▩⊙➤※|=~#*_[]<>【】「」『』《》〈〉-–—"
_ARABIC = re.compile(r"(?:(?:PART|Part|제)\s?)?\d{1,2}\s?[.．장부:]\s+(?=\D)|(?:PART|Part)\s?\d{1,2}\s+")
_OFFICE = re.compile(
    r"(?:센터|연구소|연구원|협회|대사관|영사관|진흥원|본부|지부|지사|사무소|재단|위원회|공사|대학교?|팀|[가-힣]실|레터|브리핑)$"
)
"""How the names of publishers end; where one stands alone below the number of an issue, it is no section."""
_LEADING_NUMBER = ("roman", "hanja", "zero", "round", "square", "letter")
"""Numbers before a section's name that are no part of it; 3D or 1인 창업 is."""


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """The line (an index) that heads a section, its name as printed there, and the contents page's name for it."""

    index: int
    name: str
    listed: str | None = None


def section_name(printed: str) -> str:
    """The name of a section as printed, without the ornaments and the number around it."""
    name = neat(printed)
    form = next((form for form in _LEADING_NUMBER if NUMBER_FORMS[form].match(name)), None)
    bare = _ARABIC.sub("", name) if _ARABIC.match(name) else name[number_length(name) :] if form else name
    return bare.strip(_ORNAMENTS)


def section_above(lines: Sequence[Line], index: int, start: int) -> int | None:
    """The line right above an article's heading, blank lines aside, if it may name a section."""
    above = next((i for i in range(index - 1, start - 1, -1) if lines[i].plain), None)
    return above if above is not None and may_name_a_section(lines, above, start) else None


def may_name_a_section(lines: Sequence[Line], index: int, start: int) -> bool:
    """Whether a line is short and alone and nothing else: no sentence, no source, no line of a cover or a table."""
    line = lines[index]
    if len(line.plain) > LONGEST_SECTION or "\t" in line.text:
        return False
    if (
        _OFFICE.search(line.plain)
        or tells_of_the_issue(line)
        or source_line(line) is not None
        or article_number(line) is not None
    ):
        return False
    # 현장을 가다 is a name where ▣ stands before it or an article ends above, and elsewhere may end a sentence.
    above = next((lines[i] for i in range(index - 1, start - 1, -1) if lines[i].plain), None)
    ended = above is not None and source_line(above) is not None
    set_apart = ended or mark_of(line) is not None or line.heading is not None
    free = index == start or not lines[index - 1].plain or not is_spaced(lines, index)
    return section_name(line.text)[:1].isalnum() and free and (set_apart or not ends_like_a_sentence(line))
