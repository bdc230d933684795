"""The measure of splitting by drawn issues: what it draws is what its pieces say, whatever the splitter makes of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.splitting_judged import FILE, asked_fields, judged, lost_characters
from indexer.document import Document
from indexer.readers import read
from indexer.splitter import split
from tests.making import drawn as generator
from tests.making.drawn import DIMENSIONS, Drawn, draw
from tests.making.drawn_rules import left_out, settled
from tests.making.variants_stories import ISSUE, unpaged
from tests.split_helpers import assert_accounts_for_every_character, visible

SEED = 307
DRAWN = list(draw(12, SEED))
MANY = list(draw(300, SEED))
each_drawn = pytest.mark.parametrize("drawn", DRAWN, ids=[str(number) for number in range(len(DRAWN))])


def test_one_seed_draws_the_same_issues() -> None:
    assert list(draw(12, SEED)) == DRAWN
    assert list(draw(12, SEED + 1)) != DRAWN
    assert MANY[:12] == DRAWN


def test_every_custom_is_drawn() -> None:
    chosen = {(dimension, custom) for drawn in MANY for dimension, custom in drawn.choices.items()}
    assert {(dimension, custom) for dimension, offered in DIMENSIONS.items() for custom in offered} <= chosen


def test_the_splitter_has_no_part_in_what_is_expected() -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path(generator.__file__).parent.glob("drawn*.py")]
    assert len(sources) > 1
    assert not [source for source in sources if re.search(r"^(from|import) .*(indexer|split)", source, re.MULTILINE)]


@each_drawn
def test_the_articles_expected_stand_in_the_file_in_their_order(drawn: Drawn) -> None:
    printed = printed_text(drawn)
    place = printed.index(drawn.variant.stories[0].body)
    for story in drawn.variant.stories:
        start = printed.index(story.body, place)
        assert read_by_people(story.title) in read_by_people(printed[:start])
        place = start + len(story.body)


@each_drawn
def test_what_is_expected_beside_the_text_stands_outside_of_it(drawn: Drawn) -> None:
    around = printed_text(drawn)
    for story in drawn.variant.stories:
        around = around.replace(story.body, "")
    shown = visible(read_by_people(around))
    for story in drawn.variant.stories:
        names = [name for outlet in story.outlets for name in (outlet.name, outlet.name_zh) if name]
        for piece in filter(None, [story.section, story.title, story.note, *names]):
            assert visible(piece) in shown


@each_drawn
def test_every_character_is_accounted_for_and_no_issue_is_refused(drawn: Drawn) -> None:
    document = read(drawn.variant.data, FILE)
    assert isinstance(document, Document)
    assert_accounts_for_every_character(document, split(document))
    assert visible(document.text) == visible(printed_text(drawn))
    assert lost_characters(drawn.variant.data) == 0
    assert not judged(drawn).refused


def test_an_article_is_right_only_if_all_of_it_is() -> None:
    right = next(drawn for drawn in MANY if judged(drawn).right)
    assert all(all(fields.values()) for fields in judged(right).articles)
    assert set(asked_fields(right)) == set(judged(right).articles[0])
    first, *others = right.variant.stories
    wrong = Drawn(right.choices, replace(right.variant, stories=(ISSUE[0], *others)))
    assert not judged(wrong).right
    assert [all(fields.values()) for fields in judged(wrong).articles] == [first == ISSUE[0]] + [True] * len(others)


PLAIN = {dimension: offered[0] for dimension, offered in DIMENSIONS.items()}
NOTHING_TELLS = {"numbers": "none", "titles": "none", "contents": "none", "gap": "1", "credits": "none"}


@pytest.mark.parametrize(
    ("change", "undecided"),
    [
        ({}, True),
        ({"numbers": "1."}, False),
        ({"titles": "□"}, False),
        ({"contents": "plain"}, False),
        ({"gap": "2 around"}, False),
        ({"gap": "2 around", "room": "for pictures"}, True),
        ({"numbers": "1)", "headings": "1)"}, True),
        ({"numbers": "1)", "headings": "가."}, False),
    ],
)
def test_what_no_reader_could_decide_is_left_out(change: Mapping[str, str], undecided: bool) -> None:
    choices = settled({**PLAIN, "sections": "0", "outlets": "Korean", **NOTHING_TELLS, **change})
    assert left_out(choices, unpaged(ISSUE)) is undecided


def printed_text(drawn: Drawn) -> str:
    """The file as its editor sees it."""
    lines = drawn.variant.data.decode("utf-8-sig").replace("\r\n", "\n")
    return lines.replace(" \n", "\n") if drawn.choices["line ends"] == "space CRLF" else lines


def read_by_people(text: str) -> str:
    """A text without what nobody sees."""
    return unicodedata.normalize("NFC", text).replace("\u00ad", "")
