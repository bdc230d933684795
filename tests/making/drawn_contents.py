"""The contents page of a drawn issue."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tests.making import drawn_customs as customs
from tests.making.variants_layout import SectionName, list_contents, table_contents
from tests.making.variants_stories import Story, moved

_DOTS = " ········ "


def listed(own: Sequence[Story], choices: Mapping[str, str]) -> str:
    """The contents page in these customs; empty if there is none."""
    form = choices["contents"]
    if form == "none":
        return ""
    named = choices["section in"] in ("both", "contents")
    if form == "table" and named:
        return table_contents(own)
    shown = own if named else [moved(story, None) for story in own]
    title = "" if choices["contents title"] == "none" else choices["contents title"]
    look: SectionName = customs.SECTIONS.get(choices["section look"], customs.SECTIONS["bare"])
    return list_contents(shown, _row(own, choices), title, look, choices["counted"] == "anew")


def _row(own: Sequence[Story], choices: Mapping[str, str]) -> Callable[[int, Story], str]:
    """A line of the list, by the article's number and story."""
    between = {"table": "\t", "dots": _DOTS, "plain": " "}[choices["contents"]]
    page = customs.CONTENTS_PAGES[choices["contents page"]]
    places = _places(own)

    def row(number: int, story: Story) -> str:
        mark = {
            "as in body": customs.NUMBERS[choices["numbers"]](customs.Place(places[story.title], number, len(own))),
            "1.": f"{number}. ",
            "dash": "- ",
            "none": "",
        }[choices["contents number"]]
        head = mark.replace("\n", " ") + story.title
        return f"{head}{between}{page.format(story.page)}" if page else head

    return row


def _places(own: Sequence[Story]) -> dict[str, int]:
    """The place of an article's section, from 1, by the article's title."""
    names = list(dict.fromkeys(story.section for story in own))
    return {story.title: names.index(story.section) + 1 for story in own}
