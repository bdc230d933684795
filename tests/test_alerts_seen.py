"""What is new in the archive: whatever its date, but not what was corrected, moved, or put back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.analysis import Analyzer
from tests.alerts_site import Newsroom, newsroom
from tests.corpora import ready
from webui.desk.alerts.looking import look
from webui.desk.alerts.seen_articles import Met, SeenArticles, looks_of


@pytest.fixture
def room(tmp_path: Path, analyzer: Analyzer) -> Newsroom:
    return newsroom(tmp_path, analyzer)


def new_since(room: Newsroom, number: int) -> set[str]:
    look(room.desk, room.archive)
    return set(SeenArticles(room.desk.store).since(number))


def test_an_article_that_was_not_there_is_new_whatever_its_date(room: Newsroom) -> None:
    first = look(room.desk, room.archive)
    room.bring_file("b", ready("late", "오래된 글", date="2009-01-01"))
    assert new_since(room, first) == {"late"}


def test_a_look_at_the_same_archive_is_the_same_look(room: Newsroom) -> None:
    assert look(room.desk, room.archive) == look(room.desk, room.archive)


def test_a_corrected_text_and_a_corrected_title_are_not_new(room: Newsroom) -> None:
    first = look(room.desk, room.archive)
    room.bring_file("old", ready("old", "공장이 문을 닫았다", title="공장이 문을 열었다"))
    room.bring_file("old", ready("old", "공장이 문을 닫았다", title="공장이 문을 닫았다"))
    assert new_since(room, first) == set()


def test_an_article_that_slips_in_between_is_new_and_those_it_moves_are_not(room: Newsroom) -> None:
    room.bring_file("b", ready("1", "하나", title="하나") + ready("2", "셋", title="셋"))
    first = look(room.desk, room.archive)
    room.bring_file("b", ready("1", "하나", title="하나") + ready("2", "둘", title="둘") + ready("3", "셋", title="셋"))
    assert new_since(room, first) == {"2"}


def test_a_file_of_another_name_and_one_that_comes_back_bring_nothing_new(room: Newsroom) -> None:
    first = look(room.desk, room.archive)
    issues = room.root / "corpus" / "issues"
    (issues / "old.jsonl").rename(issues / "renamed.jsonl")
    room.follow()
    assert new_since(room, first) == set()
    room.take_out("renamed")
    assert new_since(room, first) == set()
    room.bring(renamed="비었던 자리")
    room.bring(old="공장이 문을 열었다")
    assert new_since(room, first) == {"renamed"}


titles = st.lists(st.sampled_from("가나다라마바사"), unique=True, max_size=7)


@given(titles, titles)
def test_who_keeps_its_title_is_known_and_what_is_more_is_new(before: list[str], after: list[str]) -> None:
    met = [Met(str(place), title, 1, True) for place, title in enumerate(before)]
    looks = looks_of({str(place): title for place, title in enumerate(after)}, met, 2)
    assert all(looks[str(place)] == 1 for place, title in enumerate(after) if title in before)
    assert sum(each == 2 for each in looks.values()) >= len(after) - len(before)


def test_articles_of_one_title_are_told_apart_by_their_ids() -> None:
    met = [Met("a", "단신", 1, True)]
    assert looks_of({"a": "단신", "b": "단신"}, met, 2) == {"a": 1, "b": 2}


def test_an_id_that_was_given_up_may_be_a_new_article_later() -> None:
    assert looks_of({"307-8": "새 글"}, [Met("307-8", "옛 글", 1, False)], 2) == {"307-8": 2}
