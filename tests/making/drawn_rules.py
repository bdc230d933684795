"""Which combinations of customs are not drawn: what nobody prints, and what no careful reader could decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tests.making.drawn_customs import BY_SECTION, LONGEST_CENTERED, RULES
from tests.making.variants_stories import Story

Choices = Mapping[str, str]
_DOTTED = ("1.", "１．", "01.")
_ROMAN = ("Ⅰ.", "I.")
_SIGNS = ("■", "▶", "□", "○")


def settled(choices: Choices) -> dict[str, str]:
    """The choices with `-` where another choice leaves nothing to choose."""
    found = dict(choices)
    found["sections"] = min(found["sections"], found["articles"])
    if found["sections"] == "0":
        found |= dict.fromkeys(("section look", "section again", "section in"), "-")
    if found["contents"] == "none":
        found |= dict.fromkeys(("contents title", "contents number", "contents page"), "-")
        found["section in"] = "-" if found["sections"] == "0" else "body"
    if found["section in"] == "contents":
        found["section again"] = "-"
    if found["contents"] == "table":
        found["contents page"] = "P3"
        if found["section in"] in ("both", "contents"):
            found |= {"contents number": "-", "contents title": "-"}
    if found["section in"] in ("-", "contents") or found["numbers"] == "none":
        found["counted"] = "-"
    elif found["numbers"] in BY_SECTION:
        found["counted"] = "anew"
    elif found["numbers"] == "[1/5]":
        found["counted"] = "through"
    if found["numbers"] != "none":
        found["titles"] = "-"
    if found["credits"] == "none":
        found["outlets"] = "-"
    return found


def left_out(choices: Choices, own: Sequence[Story]) -> bool:
    """Whether these customs do not go together, or leave undecided what the articles are."""
    return any(rule(choices, own) for rule in (*_NOT_PRINTED, *_UNDECIDED))


def _numbers_of_sections_without_sections(choices: Choices, _: Sequence[Story]) -> bool:
    """1-1. and A1. count in each section."""
    return choices["numbers"] in BY_SECTION and choices["counted"] != "anew"


def _wide_keycaps(choices: Choices, _: Sequence[Story]) -> bool:
    """A keycap is made of an ordinary digit."""
    return choices["numbers"] == "keycap" and choices["digits"] != "ascii"


def _rules_between_sections(choices: Choices, _: Sequence[Story]) -> bool:
    """A rule parts articles; who has sections as well would part them otherwise."""
    return choices["gap"] in RULES and choices["section in"] in ("both", "body")


def _behind_a_drawn_title(choices: Choices, _: Sequence[Story]) -> bool:
    """Nothing stands behind the lines of a box or below a title."""
    drawn = choices["titles"] in ("boxed", "underlined", "[ ]")
    return drawn and (choices["credits"] == "307" or choices["credits"].endswith(("behind", "in front")))


def _dots_without_pages(choices: Choices, _: Sequence[Story]) -> bool:
    return choices["contents"] == "dots" and choices["contents page"] == "none"


def _notes_where_none_are(choices: Choices, own: Sequence[Story]) -> bool:
    """`noted` is drawn only where the title of a source is printed."""
    return choices["outlets"] == "noted" and not any(story.note for story in own)


_Rule = Callable[[Choices, Sequence[Story]], bool]
_NOT_PRINTED: tuple[_Rule, ...] = (
    _numbers_of_sections_without_sections,
    _wide_keycaps,
    _rules_between_sections,
    _behind_a_drawn_title,
    _dots_without_pages,
    _notes_where_none_are,
)


def _nothing_tells_titles(choices: Choices, own: Sequence[Story]) -> bool:
    """No numbers, no look, no contents page, no white space of its own, and not a credit at every article."""
    plain = choices["numbers"] == "none" and not _looks(choices, own) and choices["contents"] == "none"
    return plain and not _parted(choices) and not all(story.outlets for story in own)


def _looks(choices: Choices, own: Sequence[Story]) -> bool:
    """Whether every title is set apart by its look; a long line that is centered does not show it."""
    if choices["titles"] == "centered":
        return all(len(story.title) <= LONGEST_CENTERED for story in own)
    return choices["titles"] not in ("none", "-")


def _parted(choices: Choices) -> bool:
    """Whether articles are parted by more than paragraphs are."""
    return choices["gap"] in RULES or (choices["gap"] != "1" and choices["room"] == "closed")


def _numbered_as_inside(choices: Choices, _: Sequence[Story]) -> bool:
    """Articles and headings inside them are numbered alike, and no contents page tells them apart."""
    return choices["numbers"] == choices["headings"] and choices["contents"] == "none" and choices["numbers"] != "none"


def _numbered_as_sections(choices: Choices, _: Sequence[Story]) -> bool:
    """Articles and sections are numbered alike."""
    pair = (choices["numbers"], choices["section look"])
    return any(pair[0] in alike and pair[1] in alike for alike in (_DOTTED, _ROMAN))


def _titles_as_sections(choices: Choices, _: Sequence[Story]) -> bool:
    """Titles and names of sections have one look."""
    return choices["titles"] == choices["section look"] and choices["titles"] in ("[ ]", "■")


def _titles_as_lines_inside(choices: Choices, own: Sequence[Story]) -> bool:
    """The sign before titles stands before lines of an article as well, and nothing else tells them apart."""
    inside = choices["titles"] in _SIGNS and any(f"\n{choices['titles']}" in story.body for story in own)
    return inside and choices["contents"] == "none" and not _parted(choices)


def _bare_sections_and_titles(choices: Choices, own: Sequence[Story]) -> bool:
    """Two short lines in a row, neither marked nor listed: which is the title?"""
    marked = choices["numbers"] != "none" or _looks(choices, own) or choices["contents"] != "none"
    return choices["section look"] == "bare" and not marked


def _one_bare_section(choices: Choices, _: Sequence[Story]) -> bool:
    """A single bare line between the cover and the first article may be a line of the cover."""
    unlisted = choices["section in"] == "body"
    return choices["section look"] == "bare" and choices["sections"] == "1" and unlisted


def _bare_list(choices: Choices, _: Sequence[Story]) -> bool:
    """A contents page of bare lines, some of them names of sections."""
    bare = choices["contents number"] == "none" or (
        choices["contents number"] == "as in body" and choices["numbers"] == "none"
    )
    in_list = choices["section in"] in ("both", "contents") and choices["section look"] == "bare"
    return in_list and bare and choices["contents page"] == "none"


def _one_section_above_the_list(choices: Choices, _: Sequence[Story]) -> bool:
    """The name of the one section, which only the contents page has, may be the title of that page."""
    alone = choices["sections"] == "1" and choices["section in"] == "contents"
    return alone and choices["contents"] != "table" and choices["contents title"] == "none"


def _outlets_like_kinds(choices: Choices, _: Sequence[Story]) -> bool:
    """A Korean name in brackets before a title may as well be the kind of the article."""
    return choices["credits"] == "[ ] in front" and choices["outlets"] == "Korean"


_UNDECIDED: tuple[_Rule, ...] = (
    _nothing_tells_titles,
    _numbered_as_inside,
    _numbered_as_sections,
    _titles_as_sections,
    _titles_as_lines_inside,
    _bare_sections_and_titles,
    _one_bare_section,
    _bare_list,
    _one_section_above_the_list,
    _outlets_like_kinds,
)
