"""What a saved search finds: new articles that match all it asks for, each once."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.analysis import Analyzer
from archive.errors import AlertError, IndexUnavailable, ParameterError
from archive.turns import turn
from tests.alerts_site import Newsroom, newsroom
from tests.corpora import ready
from webui.desk.alerts.found_alerts import FoundAlerts
from webui.desk.alerts.looking import find, lock_of
from webui.desk.alerts.saved_searches import MOST, SavedSearches, label, search_typed, text_of
from webui.desk.alerts.watching import look_once


@pytest.fixture
def room(tmp_path: Path, analyzer: Analyzer) -> Newsroom:
    return newsroom(tmp_path, analyzer)


def found(room: Newsroom, name: str = "rita") -> list[list[str]]:
    """Articles of each of a user's saved searches, those saved last first."""
    store = room.desk.store
    searches = SavedSearches(store).of(room.user(name))
    return [sorted(alert.article for alert in FoundAlerts(store).newest(saved, 100)) for saved in searches]


def test_new_articles_are_found_once_and_old_ones_never(room: Newsroom) -> None:
    room.save("공장")
    assert room.find() == 0
    room.bring(new="새 공장", other="은행")
    assert room.find() == 1 and found(room) == [["new"]]
    assert room.find() == 0 and found(room) == [["new"]]


def test_what_is_looked_for_is_found_as_the_search_finds_it_and_never_by_a_part(room: Newsroom) -> None:
    room.save("공장 은행")
    room.save('"새 공장"')
    room.bring(new="새 공장이 열렸다", both="은행이 공장을 샀다")
    room.find()
    assert found(room) == [["new"], ["both"]]


def test_filters_of_a_pasted_address_count(room: Newsroom) -> None:
    room.save(
        "https://seogo.example.org/search?q=%EA%B3%B5%EC%9E%A5&outlet=%EA%B3%BC%EA%B8%B0%EC%9D%BC%EB%B3%B4&page=3"
    )
    room.save("/search?section=%EC%A0%95%EC%B1%85")
    row = {"outlets": [{"name": "과기일보", "name_zh": None}]}
    room.bring_file("b", ready("of", "공장", **row) + ready("not", "공장") + ready("policy", "글", section="정책"))
    room.find()
    assert found(room) == [["policy"], ["of"]]


def test_each_user_has_searches_of_their_own(room: Newsroom) -> None:
    room.save("공장", "rita")
    room.save("공장", "edna")
    room.bring(new="새 공장")
    assert room.find() == 2
    room.desk.users.remove(room.user("rita"))
    assert found(room, "edna") == [["new"]]
    assert len(SavedSearches(room.desk.store).all()) == 1


def test_a_name_is_found_in_its_other_form(room: Newsroom) -> None:
    room.save("닝보")
    room.bring(new="닝보(宁波)의 항구", zh="宁波의 배")
    room.find()
    assert found(room) == [["new", "zh"]]


@pytest.mark.parametrize("typed", ["", "  ", "https://seogo.example.org/search", "/search?q=", '""', "http://["])
def test_a_search_for_nothing_is_not_saved(typed: str) -> None:
    with pytest.raises(AlertError):
        search_typed(typed)


def test_what_the_site_would_refuse_is_not_saved() -> None:
    with pytest.raises(ParameterError):
        search_typed("/search?q=x&from=tomorrow")


def test_a_search_is_saved_once_whatever_page_of_it_was_looked_at(room: Newsroom) -> None:
    room.save("공장")
    with pytest.raises(AlertError, match="이미"):
        room.save("/search?q=%EA%B3%B5%EC%9E%A5&page=2&sort=oldest")


def test_nobody_saves_more_than_can_be_asked(room: Newsroom) -> None:
    for number in range(MOST):
        room.save(f"낱말{number}")
    with pytest.raises(AlertError, match=str(MOST)):
        room.save("하나더")


def test_a_search_is_said_in_a_line() -> None:
    search = search_typed("/search?q=금융&section=정책&from=2020&to=2021-06")
    assert label(search) == "금융 · 정책 · 2020-01-01–2021-06-30"
    assert search_typed(f"/search?{text_of(search)}") == search


def test_two_do_not_look_at_once(room: Newsroom) -> None:
    room.save("공장")
    room.bring(new="새 공장")
    with turn(lock_of(room.desk, "looking")):
        assert find(room.desk, room.archive, wait=False) == 0
    assert find(room.desk, room.archive, wait=False) == 1


def test_while_the_index_is_gone_nothing_is_lost(room: Newsroom, caplog: pytest.LogCaptureFixture) -> None:
    room.save("공장")
    away = room.root / "away"
    (room.root / "index").rename(away)
    with pytest.raises(IndexUnavailable):
        room.find()
    look_once(room.desk, room.archive)
    assert "alerts: " in caplog.text
    away.rename(room.root / "index")
    room.bring(new="새 공장")
    look_once(room.desk, room.archive)
    assert found(room) == [["new"]]
