"""Which articles a drawn issue has: stories of issue 307 in any order, some cut short, some in two halves."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from tests.making.drawn_customs import SECTION_NAMES
from tests.making.variants_layout import ganada, nothing
from tests.making.variants_stories import (
    CUP,
    ISSUE,
    PAPER,
    PLAN,
    RANKS,
    Story,
    briefs,
    korean,
    moved,
    renumbered,
    tight,
    unnoted,
)

FEWEST, MOST = 3, 8
MOST_SECTIONS = 5
FEWEST_PARAGRAPHS = 3
_SENTENCE = re.compile(r"[다음]\.['\"”]?\)?$")
_LETTERS_OF_A_PARAGRAPH = 60
_BLANK_LINES = re.compile(r"\n(?:[ ]*\n)+")
_WHOLE = 0.4
"""The share of stories that keep their length."""
_DIVISIBLE = (PLAN, CUP, PAPER, RANKS)
"""Stories that can be printed as short articles, for an issue that has more of them than issue 307."""


def _unheaded(story: Story) -> Story:
    """The story without its headings."""
    paragraphs = _BLANK_LINES.split(story.body)
    return replace(story, headings=(), body="\n\n".join(each for each in paragraphs if each not in story.headings))


def _bare(story: Story) -> Story:
    """The story whose headings have no numbers: then plain text does not tell them from captions, so none is asked."""
    return replace(renumbered(story, nothing), headings=())


HEADINGS: Mapping[str, Callable[[Story], Story]] = {
    "1)": lambda story: story,
    "가.": lambda story: renumbered(story, ganada),
    "bare": _bare,
    "none": _unheaded,
}
ROOMS: Mapping[str, Callable[[Story], Story]] = {"closed": tight, "for pictures": lambda story: story}
OUTLETS: Mapping[str, Callable[[Story], Story]] = {
    "both names": unnoted,
    "Korean": korean,
    "noted": lambda story: story,
}


def stories(chance: random.Random, count: int, sections: int) -> list[Story]:
    """So many articles of issue 307 in any order, `sections` of them the first of a section (0: no sections)."""
    halved = count > len(ISSUE) or chance.random() < 1 / len(ISSUE)
    chosen = list(_halves(chance)) if halved else []
    left = [story for story in ISSUE if not chosen or story.outlets != chosen[0].outlets]
    chosen += chance.sample(left, count - len(chosen))
    chance.shuffle(chosen)
    return [moved(story, name) for story, name in zip(chosen, _sections(chance, count, sections), strict=True)]


def _halves(chance: random.Random) -> Iterator[Story]:
    """Two short articles out of one story, in their order."""
    long = [each for each in briefs(chance.choice(_DIVISIBLE)) if len(_paragraph_ends(each)) >= FEWEST_PARAGRAPHS]
    yield from (long[place] for place in sorted(chance.sample(range(len(long)), 2)))


def _sections(chance: random.Random, count: int, sections: int) -> list[str | None]:
    """The section of each article, one after the other."""
    if not sections:
        return [None] * count
    first_ones = sorted([0, *chance.sample(range(1, count), sections - 1)])
    names = chance.sample(SECTION_NAMES, sections)
    return [names[sum(first <= place for first in first_ones) - 1] for place in range(count)]


def shortened(chance: random.Random, story: Story) -> Story:
    """The story, or its first paragraphs, down to FEWEST_PARAGRAPHS of them, the last one a full sentence."""
    ends = [end for end in _paragraph_ends(story)[FEWEST_PARAGRAPHS - 1 :] if _closes(story.body[:end])]
    if not ends or chance.random() < _WHOLE:
        return story
    body = story.body[: chance.choice(ends)]
    lines = set(body.split("\n"))
    return replace(story, body=body, headings=tuple(each for each in story.headings if each in lines))


def _paragraph_ends(story: Story) -> Sequence[int]:
    """Where each paragraph ends, in characters of the text."""
    return [*(gap.start() for gap in _BLANK_LINES.finditer(story.body)), len(story.body)]


def _closes(body: str) -> bool:
    """Whether a text ends in a paragraph that can be the last one."""
    last = body[body.rfind("\n") + 1 :]
    return len(last) > _LETTERS_OF_A_PARAGRAPH and bool(_SENTENCE.search(last))
