"""What readers did not find is a list for editors; it tells nothing of those who searched."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from archive.search import Archive
from tests.desk_site import Clock, Site, desk_at, token, with_people
from webui.desk import missed_searches
from webui.desk.missed_searches import LEAST, Missed, MissedSearches, counted_as
from webui.desk.store import Store

A_DAY = 86_400
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
WORD = "뷁뷁뷁"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def searches(tmp_path: Path, clock: Clock) -> MissedSearches:
    return MissedSearches(Store(tmp_path), clock)


@pytest.fixture
def site(archive: Archive, tmp_path: Path) -> Site:
    return Site(archive, with_people(desk_at(tmp_path)))


def clients(number: int, begin: int = 1) -> Iterator[str]:
    return (f"192.0.2.{each}" for each in range(begin, begin + number))


def look_for(site: Site, q: str, client: str, browser: str = FIREFOX, path: str = "/search", **more: str) -> None:
    headers = {"User-Agent": browser} if browser else {}
    site.browser().get(
        path, query_string={"q": q, **more}, headers=headers, environ_overrides={"REMOTE_ADDR": client}, buffered=True
    )


def words(searches: MissedSearches, *, hidden: bool = False) -> list[str]:
    return [each.query for each in searches.listed(hidden=hidden)]


def test_a_query_is_listed_once_enough_clients_have_looked_for_it(searches: MissedSearches) -> None:
    for number, client in enumerate(clients(LEAST + 2), 1):
        searches.asked(WORD, client)
        assert words(searches) == ([WORD] if number >= LEAST else [])
    assert searches.listed()[0].times == LEAST + 2


def test_one_client_counts_once_a_day(searches: MissedSearches, clock: Clock) -> None:
    for day in range(1, LEAST + 1):
        for _ in range(10):
            searches.asked(WORD, "192.0.2.1")
        assert bool(words(searches)) == (day >= LEAST)
        clock.pass_(A_DAY)
    (found,) = searches.listed()
    assert found == Missed(WORD, LEAST, date(2027, 1, 17))


def test_other_spellings_of_a_query_are_one(searches: MissedSearches) -> None:
    for q, client in zip(("Ｂａｉｄｕ  검색", "baidu 검색", " BAIDU 검색 "), clients(3), strict=True):
        searches.asked(q, client)
    assert words(searches) == ["baidu 검색"]


@pytest.mark.parametrize(
    "q",
    ["", "  ", "***", "x" * 101, "hong@example.org", "010-1234-5678", "0212345678", "900101 1234567", "a\x00b"],
)
def test_what_may_be_somebodys_own_is_never_counted(searches: MissedSearches, q: str) -> None:
    assert counted_as(q) == ""
    for client in clients(LEAST + 1):
        searches.asked(q, client)
    assert words(searches) == []


def test_what_few_looked_for_stands_in_no_file_and_nobody_who_looked_for_anything_does(
    searches: MissedSearches, tmp_path: Path
) -> None:
    for client in clients(LEAST - 1):
        searches.asked("홍길동의병", client)
    for client in clients(LEAST):
        searches.asked(WORD, client)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert WORD.encode() in kept
    assert "홍길동".encode() not in kept and b"192.0.2" not in kept


def test_after_a_restart_the_count_goes_on(tmp_path: Path, clock: Clock) -> None:
    for client in clients(LEAST):
        MissedSearches(Store(tmp_path), clock).asked(WORD, client)
    assert words(MissedSearches(Store(tmp_path), clock)) == [WORD]


def test_what_is_old_is_forgotten(searches: MissedSearches, clock: Clock) -> None:
    for client in clients(LEAST):
        searches.asked("곧 잊힐 말", client)
    searches.asked("덜 찾은 말", "192.0.2.1")
    searches.asked("덜 찾은 말", "192.0.2.2")
    clock.pass_((missed_searches.DAYS_PENDING + 1) * A_DAY)
    searches.asked("덜 찾은 말", "192.0.2.3")
    assert words(searches) == ["곧 잊힐 말"], "the two of a month ago count no more"
    clock.pass_(missed_searches.DAYS_LISTED * A_DAY)
    searches.asked("다른 말", "192.0.2.1")
    assert words(searches) == []


def test_the_list_is_bounded_and_keeps_what_was_asked_last(
    searches: MissedSearches, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(missed_searches, "MOST_LISTED", 5)
    for number in range(9):
        for client in clients(LEAST):
            searches.asked(f"말 {number}", client)
        clock.pass_(A_DAY)
    assert sorted(words(searches)) == [f"말 {number}" for number in range(4, 9)]


def test_one_client_cannot_push_out_what_others_wait_for(searches: MissedSearches, tmp_path: Path) -> None:
    for number in range(missed_searches.MOST_OF_ONE + 20):
        searches.asked(f"지어낸 말 {number}", "192.0.2.1")
    with Store(tmp_path).reading() as tables:
        (rows,) = tables.execute("SELECT count(*) FROM missed_askers").fetchone()
    assert rows == missed_searches.MOST_OF_ONE


def test_several_at_once_lose_no_count(tmp_path: Path, clock: Clock) -> None:
    lists = [MissedSearches(Store(tmp_path), clock) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: lists[number % 4].asked(WORD, f"192.0.2.{number}"), range(40)))
    assert lists[0].listed()[0].times == 40


def test_readers_searches_are_counted_also_when_the_answer_was_kept(site: Site) -> None:
    for client in clients(LEAST):
        look_for(site, WORD, client)
    assert words(site.desk.missed) == [WORD]


@pytest.mark.parametrize(
    "other",
    [
        {"browser": ""},
        {"browser": "curl/8.5"},
        {"browser": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"path": "/api/v1/search"},
        {"path": "/api/v1/suggest"},
        {"section": "WEEKLY 뉴스"},
        {"page": "1"},
        {"q": "금융"},
    ],
    ids=str,
)
def test_programs_completions_narrower_searches_and_what_is_found_do_not_count(
    site: Site, other: dict[str, str]
) -> None:
    for client in clients(LEAST):
        look_for(site, **{"q": WORD, "client": client, **other})
    assert words(site.desk.missed) == []


def test_without_a_desk_nothing_is_written(archive: Archive, tmp_path: Path) -> None:
    site = Site(archive, desk_at(tmp_path))
    for client in clients(LEAST):
        look_for(site, WORD, client)
    assert not (tmp_path / "desk").exists()


def test_a_desk_that_cannot_be_written_costs_no_reader_an_answer(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    site.desk.store.path.write_bytes(b"no database")
    answer = site.browser().get(f"/search?q={WORD}", headers={"User-Agent": FIREFOX}, buffered=True)
    assert answer.status_code == 200 and "편집실의 자료를" in caplog.text and WORD not in caplog.text


def test_an_editor_sees_them_and_is_done_with_one(site: Site) -> None:
    for client in clients(LEAST):
        look_for(site, "<b>뷁</b>", client)
    editor = site.signed_in("edna")
    page = editor.get("/desk/missed")
    assert "&lt;b&gt;뷁&lt;/b&gt;" in page.text and 'href="/search?q=' in page.text and f"<td>{LEAST}</td>" in page.text
    answer = send(editor, query="<b>뷁</b>", hidden="1")
    assert answer.headers["Location"].endswith("/desk/missed")
    assert words(site.desk.missed) == [] and words(site.desk.missed, hidden=True) == ["<b>뷁</b>"]
    assert "뷁" in editor.get("/desk/missed?hidden=1").text
    assert next(iter(site.desk.log.entries())).what == "missed_hidden"
    send(editor, query="<b>뷁</b>", hidden="0")
    assert words(site.desk.missed) == ["<b>뷁</b>"]


def test_what_is_done_stays_so_when_it_is_asked_for_again(searches: MissedSearches) -> None:
    for client in clients(LEAST):
        searches.asked(WORD, client)
    assert searches.hide(WORD) and not searches.hide("nothing")
    searches.asked(WORD, "192.0.2.99")
    assert words(searches) == [] and searches.listed(hidden=True)[0].times == LEAST + 1


def send(editor: FlaskClient, **form: str) -> TestResponse:
    return editor.post("/desk/missed/hide", data={"csrf": token(editor.get("/desk/missed")), **form})
