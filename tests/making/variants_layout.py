"""How an editor lays out an issue: numbers, titles, credits, sections, contents page. Text only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

from archive.checked import Sureness
from archive.models import Outlet
from tests.making.variants_stories import COLOPHON, COVER, NOTICE, Story

Numbering = Callable[[int], str]
SectionName = Callable[[int, str], str]
"""How a section's name is printed, by its place and the name."""
_CIRCLED_ONE, _ROMAN_ONE, _FULL_WIDTH_ZERO = map(ord, "①Ⅰ０")
_LONG_TITLE = 40


@dataclass(frozen=True)
class Variant:
    """A file that an editor might have mailed, and the articles in it.

    `least` and `most` bound how sure the split of the whole issue may be; None where evidence decides neither way.
    `stem` names a file whose name says what its cover does not.
    """

    data: bytes
    stories: tuple[Story, ...]
    number: int = 307
    date: str = "2022-12-14"
    least: Sureness | None = None
    most: Sureness | None = None
    suffix: str = ".txt"
    stem: str | None = None


class Credit(NamedTuple):
    """What is printed of a story's source: behind its title, in a line below the title, in a line after the text."""

    behind: str = ""
    below: str = ""
    closing: str = ""


def dotted(number: int) -> str:
    """As in issue 307."""
    return f"{number}. "


def bracketed(number: int) -> str:
    """`1) `."""
    return f"{number}) "


def circled(number: int) -> str:
    """`① `, up to ⑳."""
    return f"{chr(_CIRCLED_ONE + number - 1)} "


def roman(number: int) -> str:
    """`Ⅰ. `, one character, up to Ⅻ."""
    return f"{chr(_ROMAN_ONE + number - 1)}. "


def ganada(number: int) -> str:
    """`가. `, up to 차."""
    return f"{'가나다라마바사아자차'[number - 1]}. "


def nothing(_: int) -> str:
    """Articles are not numbered."""
    return ""


def around(look: str) -> SectionName:
    """A section's name in a look such as `■ {}`."""
    return lambda _, name: look.format(name)


def full_width(text: str) -> str:
    """A text with its digits as wide as its letters."""
    return re.sub("[0-9]", lambda match: chr(_FULL_WIDTH_ZERO + int(match[0])), text)


def named(outlet: Outlet) -> str:
    """An outlet as it is printed, `과기일보(科技日报)` or its Korean name alone."""
    return f"{outlet.name}({outlet.name_zh})" if outlet.name_zh else outlet.name


def source(story: Story, between: str = "·") -> str:
    """The outlets of a story and the title of what they published."""
    return " ".join(filter(None, [between.join(map(named, story.outlets)), story.note]))


def as_in_307(story: Story) -> Credit:
    """Behind the title, or below a long one; after the text if there is more to say than an outlet's name."""
    if not story.outlets:
        return Credit()
    if story.note or len(story.outlets) > 1:
        return Credit(closing=f"*출처: {source(story)}")
    dashed = f"— {source(story)}"
    return Credit(below=dashed) if len(story.title) > _LONG_TITLE else Credit(behind=f" {dashed}")


def behind(look: str, between: str = "·") -> Callable[[Story], Credit]:
    """Behind every title, in a look such as ` / {}`."""
    return lambda story: Credit(behind=look.format(source(story, between))) if story.outlets else Credit()


def below(look: str, between: str = "·") -> Callable[[Story], Credit]:
    """In a line below every title, in a look such as `출처: {}`."""
    return lambda story: Credit(below=look.format(source(story, between))) if story.outlets else Credit()


def closing(look: str, between: str = "·") -> Callable[[Story], Credit]:
    """In a line after every text, in a look such as `자료: {}`."""
    return lambda story: Credit(closing=look.format(source(story, between))) if story.outlets else Credit()


@dataclass(frozen=True)
class Look:
    """How the body is printed: the numbers of the articles, their titles, the names of the sections, the sources.

    Articles are counted in each section `anew`, or through the issue. `gap` is what parts articles and sections,
    `after` a head and its text. `otherwise` numbers the articles of single sections, by their place, in another way.
    """

    number: Numbering = dotted
    title: Callable[[str], str] = str
    section: SectionName = lambda _, name: name
    credit: Callable[[Story], Credit] = as_in_307
    anew: bool = True
    gap: str = "\n\n"
    after: str = "\n\n"
    section_again: bool = False
    otherwise: Mapping[int, Numbering] = field(default_factory=dict)


def article(story: Story, number: str, look: Look) -> str:
    """One article, from its number to its source."""
    credit = look.credit(story)
    heading = look.title(number + story.title) + credit.behind
    head = "\n\n".join(filter(None, [heading, credit.below]))
    return head + look.after + "\n\n".join(filter(None, [story.body, credit.closing]))


def counted(stories: Sequence[Story], anew: bool = True) -> Iterator[tuple[int, str | None, list[tuple[int, Story]]]]:
    """The sections in order: the place of each, its name, its articles with their numbers."""
    before = 0
    for place, (name, group) in enumerate(groupby(stories, lambda story: story.section), 1):
        own = list(enumerate(group, 1 if anew else before + 1))
        before = own[-1][0]
        yield place, name, own


def body(stories: Sequence[Story], look: Look) -> str:
    """All articles, below the names of their sections."""
    parts: list[str] = []
    for place, name, own in counted(stories, look.anew):
        numbering = look.otherwise.get(place, look.number)
        for number, story in own:
            first = story is own[0][1]
            parts += [look.section(place, name)] if name and (first or look.section_again) else []
            parts.append(article(story, numbering(number), look))
    return look.gap.join(parts)


def issue(
    stories: Sequence[Story],
    look: Look,
    contents: str = "",
    cover: str = COVER,
    gap: str = "\n\n\n",
    colophon: str = COLOPHON,
) -> str:
    """The whole text, from the cover to the colophon."""
    return gap.join(filter(None, [cover, contents, body(stories, look), colophon])) + "\n"


def table_contents(stories: Sequence[Story]) -> str:
    """A contents page as in issue 307: columns of section, title and page, parted by tabs."""
    tables = [
        f"{place:02}\n\n"
        + "\n".join(f"{'' if row else name}\t{story.title}\tP{story.page}" for row, (_, story) in enumerate(own))
        for place, name, own in counted(stories)
    ]
    return "\n\n".join(["목록", NOTICE, *tables])


def list_contents(
    stories: Sequence[Story],
    row: Callable[[int, Story], str],
    title: str = "목차",
    section: SectionName = lambda _, name: name,
    anew: bool = True,
) -> str:
    """A contents page that is a plain list, a line an article."""
    groups = [
        "\n".join([*([section(place, name)] if name else []), *(row(number, story) for number, story in own)])
        for place, name, own in counted(stories, anew)
    ]
    return "\n\n".join(filter(None, [title, *groups]))


def text(
    printed: str,
    stories: Iterable[Story],
    number: int = 307,
    date: str = "2022-12-14",
    least: Sureness | None = None,
    most: Sureness | None = None,
) -> Variant:
    """A variant that is a text file in UTF-8."""
    return Variant(printed.encode(), tuple(stories), number, date, least, most)


def retitled(story: Story, title: str) -> Story:
    """The story under another title, as a contents page may list it."""
    return replace(story, title=title)
