"""The articles of issue 307 as a reader outside of the program found them, to be laid out anew by another editor."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from archive.models import Outlet

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "corpus/issues/307.txt").read_text(encoding="utf-8")
GOLDEN: dict[str, Any] = json.loads((ROOT / "tests/golden/307.articles.json").read_text(encoding="utf-8"))
_LETTERS_SHOWN = 30
_LETTERS_A_PAGE = 1200


@dataclass(frozen=True)
class Story:
    """An article as its editor knows it. `body` is printed as it is, and holds the lines `headings`.

    `page` is None in an issue whose contents page gives none, `section` in one that has no sections.
    """

    section: str | None
    title: str
    outlets: tuple[Outlet, ...]
    note: str | None
    page: int | None
    headings: tuple[str, ...]
    body: str


def visible(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def expected(story: Story) -> dict[str, Any]:
    """What the archive must have of an article; of its text the hash, the length, and enough to read a difference."""
    letters = visible(story.body)
    return {
        "section": story.section,
        "title": story.title,
        "outlets": [outlet.as_json() for outlet in story.outlets],
        "source_note": story.note,
        "page": story.page,
        "headings": list(story.headings),
        "body": {
            "characters": len(letters),
            "sha256": sha256(letters.encode()).hexdigest(),
            "first": letters[:_LETTERS_SHOWN],
            "last": letters[-_LETTERS_SHOWN:],
        },
    }


def _place(article: dict[str, Any]) -> tuple[int, int]:
    """Where the text of an article of the outside reference begins and ends."""
    heading = TEXT.index(f"\n{article['number']}. {article['title']}")
    start = TEXT.index(article["first_text"], heading)
    return start, TEXT.index(article["last_text"], start) + len(article["last_text"])


def _story(article: dict[str, Any]) -> Story:
    start, end = _place(article)
    body = TEXT[start:end]
    for heading in article["headings"]:
        # The one list mark before a heading is no part of it, says the reference.
        body = body.replace(f"\n- {heading}\n", f"\n{heading}\n")
    return Story(
        section=article["section"],
        title=article["title"],
        outlets=tuple(Outlet(**outlet) for outlet in article["outlets"]),
        note=article["source_note"],
        page=article["page"],
        headings=tuple(article["headings"]),
        body=body,
    )


PLAN, SMART, CUP, HUMAN, PAPER, RANKS, FORUM = ISSUE = tuple(map(_story, GOLDEN["articles"]))
WITHOUT_LONGEST = (PLAN, SMART, CUP, PAPER, RANKS, FORUM)
"""All but the article that fills half of the issue."""

COVER, _, _rest = TEXT.partition("목록\n")
COVER = COVER.strip()
NOTICE = _rest[: _rest.index("\n01\n")].strip()
COLOPHON = TEXT[_place(GOLDEN["articles"][-1])[1] :].strip()


def cover(number: int, date: str) -> str:
    """The cover of another issue; `date` as it is printed."""
    return COVER.replace("307", str(number)).replace("2022.12.14", date)


def tight(story: Story) -> Story:
    """The story with one blank line between two paragraphs, and the room for its pictures closed."""
    return replace(story, body=re.sub(r"\n(?:[ ]*\n)+", "\n\n", story.body))


def unnoted(story: Story) -> Story:
    """The story without the title of its source."""
    return replace(story, note=None)


def korean(story: Story) -> Story:
    """The story whose outlets are named in Korean only, as older issues do."""
    return replace(story, note=None, outlets=tuple(Outlet(outlet.name) for outlet in story.outlets))


def uncredited(story: Story) -> Story:
    """The story without a source."""
    return replace(story, note=None, outlets=())


def credited(story: Story, *outlets: tuple[str, str | None]) -> Story:
    """The story taken from these outlets, each given by its Korean and its Chinese name."""
    return replace(story, note=None, outlets=tuple(Outlet(*names) for names in outlets))


def moved(story: Story, section: str | None) -> Story:
    """The story in another section."""
    return replace(story, section=section)


def renumbered(story: Story, number: Callable[[int], str]) -> Story:
    """The story whose headings have other numbers before them, or none."""
    body = story.body
    headings: list[str] = []
    for place, heading in enumerate(story.headings, 1):
        headings.append(number(place) + heading.partition(") ")[2])
        assert body.count(f"\n{heading}\n") + body.startswith(f"{heading}\n") == 1, heading
        body = re.sub(rf"(?m)^{re.escape(heading)}$", lambda _: headings[-1], body, count=1)
    return replace(story, headings=tuple(headings), body=body)


def briefs(story: Story) -> tuple[Story, ...]:
    """A story cut at its headings into short articles; what stands before the first heading is left out."""
    places = [story.body.index(f"\n{heading}\n") + 1 for heading in story.headings]
    cuts = pairwise([*places, len(story.body)])
    return tuple(
        replace(
            story,
            title=heading.partition(") ")[2],
            headings=(),
            body=story.body[start + len(heading) : end].strip("\n "),
        )
        for heading, (start, end) in zip(story.headings, cuts, strict=True)
    )


def paged(stories: Sequence[Story]) -> tuple[Story, ...]:
    """The stories with the pages on which they begin when printed in this order."""
    found: list[Story] = []
    page = 1
    for story in stories:
        found.append(replace(story, page=page))
        page += 1 + len(story.body) // _LETTERS_A_PAGE
    return tuple(found)


def unpaged(stories: Sequence[Story]) -> tuple[Story, ...]:
    """The stories of an issue without a contents page, or with one that gives no pages."""
    return tuple(replace(story, page=None) for story in stories)
