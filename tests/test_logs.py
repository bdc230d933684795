"""The log: a line for each answer that tells neither who asked nor what, and why slow ones were slow."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from archive.errors import SettingsError
from archive.phases import begin, phase
from archive.search import Archive
from archive.shape import shape_of
from webui import create_app
from webui.observing import Observing
from webui.observing.log_lines import open_log

SECRET = "홍길동의비밀"
ADDRESS = "192.0.2.77"


@pytest.fixture(autouse=True)
def log_as_before() -> Iterator[None]:
    root, seogo = logging.getLogger(), logging.getLogger("seogo")
    handlers, level = list(root.handlers), seogo.level
    yield
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    seogo.setLevel(level)


def site(archive: Archive, log: str = "json", slow_ms: int = 1000) -> Flask:
    app = create_app(archive, observing=Observing(log=log, slow_ms=slow_ms))
    app.add_url_rule("/broken/<name>", view_func=lambda name: str(1 // 0))
    return app


def asked(app: Flask, *paths: str) -> None:
    for path in paths:
        app.test_client().get(path, environ_overrides={"REMOTE_ADDR": ADDRESS}, buffered=True)


def lines(file: Path, log: str = "") -> list[dict[str, Any]]:
    """What stands in a file of JSON lines, of one log if it is named."""
    found = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [line for line in found if not log or line["log"] == f"seogo.{log}"]


def test_each_answer_has_one_line(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "folder" / "seogo.log"
    open_log("json", str(file))
    asked(site(archive), "/search?q=금융", "/search?q=금융", "/articles/307-1", "/export.csv?q=금융", "/nowhere")
    found = lines(file, "requests")
    assert [(line["route"], line["status"], line["kept"]) for line in found] == [
        ("/search", 200, False),
        ("/search", 200, True),
        ("/articles/<path:article_id>", 200, False),
        ("/export.<any(csv, jsonl, bib, ris):ending>", 200, False),
        ("none", 404, False),
    ]
    assert {(line["method"], line["worker"], line["level"]) for line in found} == {("GET", 0, "info")}
    assert found[0]["generation"] == archive.generation and found[0]["ms"] > 0
    assert len({line["request"] for line in found}) == 5


@pytest.mark.parametrize("how", ["text", "json"])
def test_no_line_tells_who_asked_or_what(archive: Archive, tmp_path: Path, how: str) -> None:
    file = tmp_path / "seogo.log"
    open_log(how, str(file))
    app = site(archive, how, slow_ms=0)
    quick = site(archive, how, slow_ms=1)
    for each in (app, quick):
        asked(each, f"/search?q={SECRET}&section={SECRET}", f"/names/{SECRET}", f"/{SECRET}", f"/broken/{SECRET}")
        each.test_client().open("/search", method=SECRET.encode().hex())
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) > 8 and "ZeroDivisionError" in text
    for secret in (SECRET, SECRET.encode().hex(), ADDRESS):
        assert secret not in text


def test_a_fault_has_its_traceback_in_the_log_under_the_name_that_the_answer_tells(
    archive: Archive, tmp_path: Path
) -> None:
    file = tmp_path / "seogo.log"
    open_log("json", str(file))
    answer = site(archive).test_client().get("/broken/x")
    (fault,) = lines(file, "faults")
    assert fault["request"] == answer.headers["X-Request-Id"] and fault["route"] == "/broken/<name>"
    assert "ZeroDivisionError" in fault["traceback"] and "Traceback" not in answer.text
    assert lines(file, "requests")[0]["request"] == fault["request"]


def test_a_slow_answer_tells_what_took_so_long_and_the_shape_of_what_was_asked(
    archive: Archive, tmp_path: Path
) -> None:
    file = tmp_path / "seogo.log"
    open_log("json", str(file))
    app = site(archive, slow_ms=1)
    asked(app, '/search?q="디지털 휴먼" OR 금융 -과학&section=WEEKLY 뉴스&from=2022&sort=newest', "/search?q=뷁뷁뷁")
    first, second = lines(file, "slow")
    assert first["level"] == "warning" and first["route"] == "/search"
    assert first["query"] == {"letters": 18, "or": 1, "phrases": 1, "words": 2, "not": 1}
    assert first["filters"] == {"section": 1, "from": 1, "sort": 1}
    assert set(first["phases"]) >= {"plan", "find", "mark", "rest"} and "offer" in second["phases"]
    assert sum(first["phases"].values()) == pytest.approx(first["ms"], abs=0.5)


def test_quick_answers_are_not_called_slow(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "seogo.log"
    open_log("json", str(file))
    asked(site(archive, slow_ms=600_000), "/search?q=금융")
    asked(site(archive, slow_ms=0), "/search?q=과학")
    assert not lines(file, "slow") and len(lines(file, "requests")) == 2


def test_where_the_log_is_off_only_faults_are_told(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    open_log("off", "")
    asked(site(archive, "off", slow_ms=1), "/search?q=금융")
    assert capsys.readouterr() == ("", "")
    root = logging.getLogger()
    assert not [each for each in root.handlers if isinstance(each.formatter, logging.Formatter) and "json" in str(each)]


def test_without_a_file_lines_go_to_standard_error(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    open_log("text", "")
    asked(site(archive, "text"), "/issues")
    (line,) = written.getvalue().splitlines()
    assert " info seogo.requests request=" in line and "method=GET route=/issues status=200" in line


def test_a_message_of_somebody_else_is_a_line_too_whatever_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "seogo.log"
    open_log("json", str(file))
    root = logging.getLogger()
    ours = [handler for handler in root.handlers if not type(handler).__module__.startswith("_pytest")]
    # What pytest has heard too it hands to the process that reports, and this it could not.
    with monkeypatch.context() as alone:
        alone.setattr(root, "handlers", ours)
        logging.getLogger("waitress").error('a "quoted"\nmessage \ud800 of %s', "two lines")
    assert file.read_bytes().count(b"\n") == 1
    assert lines(file)[0]["message"] == 'a "quoted"\nmessage \ud800 of two lines'


def test_a_file_that_is_moved_away_is_begun_anew(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "seogo.log"
    open_log("json", str(file))
    app = site(archive)
    asked(app, "/issues")
    file.rename(tmp_path / "seogo.log.1")
    asked(app, "/")
    assert [line["route"] for line in lines(file)] == ["/"]


def test_a_file_that_cannot_be_written_is_told_when_the_site_is_opened(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="log_file"):
        open_log("json", str(tmp_path))


@pytest.mark.parametrize(
    ("q", "shape"),
    [
        ("", {"letters": 0}),
        ("금융 과학", {"letters": 5, "words": 2}),
        ('=금융 "과학 혁신"', {"letters": 11, "exact": 1, "phrases": 1}),
        ("제목:(금융 OR 과학) -스마트*", {"letters": 19, "fields": 1, "or": 1, "words": 2, "not": 1, "prefixes": 1}),
        ('"과학 금융"~5 AND 호:307', {"letters": 19, "and": 1, "nearby": 1, "fields": 1}),
    ],
)
def test_the_shape_of_a_query_is_numbers(q: str, shape: dict[str, int]) -> None:
    assert shape_of(q) == shape


def test_a_phase_inside_another_counts_for_itself_alone() -> None:
    clock = begin()
    with phase("outer"):
        with phase("inner"), phase("inner"):
            pass
        with pytest.raises(ZeroDivisionError), phase("broken"):
            print(1 // 0)
    assert list(clock.seconds) == ["outer", "inner", "broken"]
    assert not clock._open


def test_what_nobody_measures_is_done_all_the_same() -> None:
    @phase("alone")
    def doubled(number: int) -> int:
        return number * 2

    clock = begin()
    assert doubled(2) == 4 and set(clock.seconds) == {"alone"}
    before = dict(begin().seconds)
    assert doubled(3) == 6 and before == {} and set(clock.seconds) == {"alone"}
