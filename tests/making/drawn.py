"""Issues that combine the customs of all variants, drawn by chance: what an archive of many years brings.

The expectation of each comes from the pieces that it is made of; the splitter has no part in it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tests.making import drawn_customs as customs
from tests.making.drawn_contents import listed
from tests.making.drawn_letters import DIGITS, FORMS, HYPHENS, LINE_ENDS, spelled
from tests.making.drawn_rules import left_out, settled
from tests.making.drawn_stories import FEWEST, HEADINGS, MOST, MOST_SECTIONS, OUTLETS, ROOMS, shortened, stories
from tests.making.variants_layout import Look, Numbering, Variant, issue, named, retitled
from tests.making.variants_stories import Story, moved, paged, uncredited, unnoted, unpaged

Choices = Mapping[str, str]
"""The name of a custom by the name of its dimension."""

DIMENSIONS: Mapping[str, Sequence[str]] = {
    "house": tuple(customs.HOUSES),
    "articles": tuple(map(str, range(FEWEST, MOST + 1))),
    "sections": tuple(map(str, range(MOST_SECTIONS + 1))),
    "numbers": tuple(customs.NUMBERS),
    "counted": ("anew", "through"),
    "titles": tuple(customs.TITLES),
    "section look": tuple(customs.SECTIONS),
    "section again": ("first", "every article"),
    "section in": ("both", "body", "contents"),
    "contents": customs.CONTENTS,
    "contents title": customs.CONTENTS_TITLES,
    "contents number": customs.CONTENTS_NUMBERS,
    "contents page": tuple(customs.CONTENTS_PAGES),
    "credits": tuple(customs.CREDITS),
    "outlets": tuple(OUTLETS),
    "gap": tuple(customs.GAPS),
    "room": tuple(ROOMS),
    "headings": tuple(HEADINGS),
    "digits": tuple(DIGITS),
    "hyphens": tuple(HYPHENS),
    "form": tuple(FORMS),
    "line ends": tuple(LINE_ENDS),
}
_FIRST: Mapping[str, float] = {
    "numbers": 0.3,
    "sections": 0.3,
    "section look": 0.2,
    "section again": 0.9,
    "section in": 0.6,
    "digits": 0.85,
    "hyphens": 0.85,
    "form": 0.8,
    "line ends": 0.7,
}
"""How often a dimension is what it offers first, if not as often as anything else."""


@dataclass(frozen=True)
class Drawn:
    """A drawn issue: the custom chosen in each dimension (`-` where it does not apply), its file, its articles."""

    choices: Choices
    variant: Variant


def draw(count: int, seed: int) -> Iterator[Drawn]:
    """So many issues, the same ones for one seed, the first ones the same for any count."""
    for number in range(count):
        yield _drawn(random.Random(f"{seed}/{number}"))


def _drawn(chance: random.Random) -> Drawn:
    while True:
        choices = settled({name: _choice(chance, name, offered) for name, offered in DIMENSIONS.items()})
        if not left_out(choices, own := _stories(chance, choices)):
            return Drawn(choices, made(choices, own))


def _choice(chance: random.Random, dimension: str, offered: Sequence[str]) -> str:
    first = _FIRST.get(dimension, 1 / len(offered))
    return offered[0] if chance.random() < first else chance.choice(offered[1:])


def _stories(chance: random.Random, choices: Choices) -> list[Story]:
    """The articles as their editor has them, before anything is printed."""
    own = stories(chance, int(choices["articles"]), int(choices["sections"]))
    changes: list[Callable[[Story], Story]] = [
        HEADINGS[choices["headings"]],
        ROOMS[choices["room"]],
        lambda story: shortened(chance, story),
        OUTLETS.get(choices["outlets"], uncredited),
    ]
    for change in changes:
        own = list(map(change, own))
    noted = choices["credits"] in customs.NOTED
    own = own if noted else list(map(unnoted, own))
    return list(paged(own) if choices["contents page"] not in ("none", "-") else unpaged(own))


def made(choices: Choices, own: Sequence[Story]) -> Variant:
    """The file of an issue in these customs, and what must come out of it."""
    mailed, gap = customs.HOUSES[choices["house"]], customs.GAPS[choices["gap"]]
    printed = issue(
        [_printed(story, choices) for story in own],
        _look(choices, len(own)),
        listed(own, choices),
        mailed.house.cover,
        gap.around,
        mailed.house.colophon,
    )
    digits, hyphens, form = DIGITS[choices["digits"]], HYPHENS[choices["hyphens"]], FORMS[choices["form"]]

    def unseen(text: str) -> str:
        return form(hyphens(text))

    data = LINE_ENDS[choices["line ends"]](unseen(digits(printed)))
    return Variant(data, tuple(spelled(story, digits, unseen) for story in own), mailed.number)


def _printed(story: Story, choices: Choices) -> Story:
    """A story as the body has it: perhaps without a section's name, or with its outlets before its title."""
    if choices["section in"] == "contents":
        story = moved(story, None)
    if choices["credits"] == "[ ] in front" and story.outlets:
        return retitled(story, f"[{'·'.join(map(named, story.outlets))}] {story.title}")
    return story


def _look(choices: Choices, articles: int) -> Look:
    number, gap = customs.NUMBERS[choices["numbers"]], customs.GAPS[choices["gap"]]

    def within(section: int) -> Numbering:
        return lambda place: number(customs.Place(section, place, articles))

    look = Look(
        number=within(1),
        title=customs.TITLES.get(choices["titles"], str),
        credit=customs.CREDITS[choices["credits"]],
        anew=choices["counted"] == "anew",
        gap=gap.between,
        after=gap.after,
        section_again=choices["section again"] == "every article",
        otherwise={place: within(place) for place in range(1, MOST_SECTIONS + 1)},
    )
    name = customs.SECTIONS.get(choices["section look"])
    return replace(look, section=name) if name else look
