"""Names and outlets on the desk: what a change would find is shown before it is kept, and found once it is."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.search import Archive
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import ready, write
from tests.desk_forms import followed, forms, send
from tests.desk_site import Site, desk_at, with_people

TEXTS = {
    "a": ("공장은 둥관에 있다", "과기일보"),
    "b": ("공장은 동완에 있다", "과학기술일보"),
    "c": ("东莞의 공장", "로이터"),
}


@pytest.fixture
def edna(tmp_path_factory: pytest.TempPathFactory, analyzer: Analyzer) -> FlaskClient:
    root = tmp_path_factory.mktemp("desk")
    lines = "".join(ready(key, text, outlet=outlet) for key, (text, outlet) in TEXTS.items())
    corpus = write(root / "corpus", a__jsonl=lines)
    engine = WhooshEngine(root / "index")
    update(corpus, engine, lambda: analyzer, no_progress)
    return Site(Archive(engine, analyzer), with_people(desk_at(root))).signed_in("edna")


def total(client: FlaskClient, **asked: str) -> int:
    answer = client.get("/api/v1/search", query_string=asked).json
    assert answer
    return int(answer["total"])


def counts(page: str) -> dict[str, tuple[int, int]]:
    """What a page says that is found now, and once it is kept."""
    plain = re.sub(r"</?(?:span|strong)[^>]*>", "", page)
    rows = re.findall(r"<tr><td>([^<]*)</td><td>(\d+)</td><td>(\d+)</td></tr>", plain)
    return {text: (int(before), int(after)) for text, before, after in rows}


def test_a_name_is_previewed_kept_found_changed_and_taken_out(edna: FlaskClient) -> None:
    page = edna.get("/desk/names")
    typed = {"name": "东莞", "lines": "둥관\n동완"}
    told = send(edna, page, "/names/change", **typed, action="preview")
    effects = counts(told.text)
    assert effects.keys() == {"东莞", "둥관", "동완"} and {after for _, after in effects.values()} == {3}
    assert all(total(edna, q=form) == before for form, (before, _) in effects.items())
    done = followed(edna, send(edna, told, "/names/change", action="save"))
    assert "이름 ‘东莞’을(를) 고쳤습니다." in done.text
    assert all(total(edna, q=form) == after for form, (_, after) in effects.items())
    one = edna.get("/desk/names?number=0")
    assert forms(one)["/desk/names/change"]["lines"].split() == ["둥관", "동완"]
    followed(edna, send(edna, one, "/names/change", action="remove"))
    assert all(total(edna, q=form) == before for form, (before, _) in effects.items())


def test_outlets_are_joined_and_parted(edna: FlaskClient) -> None:
    told = send(
        edna, edna.get("/desk/outlets"), "/outlets/change", name="과기일보", lines="과학기술일보", action="preview"
    )
    assert counts(told.text) == {"과기일보": (1, 2), "과학기술일보": (1, 2)}
    done = followed(edna, send(edna, told, "/outlets/change", action="save"))
    assert total(edna, outlet="과학기술일보") == 2
    followed(edna, send(edna, done, "/undo"))
    assert total(edna, outlet="과학기술일보") == 1


def test_the_second_of_two_editors_sees_both_and_loses_nothing_typed(edna: FlaskClient) -> None:
    page = edna.get("/desk/names")
    followed(edna, send(edna, page, "/names/change", name="东莞", lines="동관", action="save"))
    told = send(edna, page, "/names/change", name="东莞", lines="둥관", action="save")
    assert told.status_code == 409 and "그 사이에 다른 사람이" in told.text and "동관" in told.text
    assert forms(told)["/desk/names/change"]["lines"].strip() == "둥관"
    followed(edna, send(edna, told, "/names/change", action="save"))
    assert "둥관" in edna.get("/desk/names").text and "동관" in edna.get("/desk/names").text


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", "x"])
def test_a_number_that_no_form_of_ours_sends_changes_no_entry(edna: FlaskClient, number: str) -> None:
    followed(edna, send(edna, edna.get("/desk/names"), "/names/change", name="东莞", lines="둥관", action="save"))
    page = edna.get("/desk/names")
    told = send(edna, page, "/names/change", name="东莞", lines="", number=number, action="remove")
    assert told.status_code == 409 and "그런 항목이 없습니다" in told.text
    assert "둥관" in edna.get("/desk/names").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "동완", "lines": "둥관"}, "중국어 이름이 없습니다"),
        ({"name": "东莞", "lines": ""}, "forms가 없습니다"),
        ({"name": "东莞", "lines": "가\n나", "kind": "never"}, "꼴 하나만"),
    ],
)
def test_what_cannot_be_used_is_told_and_stays_in_the_form(edna: FlaskClient, typed: dict[str, str], said: str) -> None:
    told = send(edna, edna.get("/desk/names"), "/names/change", **typed, action="save")
    assert told.status_code == 409 and said in told.text
    assert forms(told)["/desk/names/change"]["name"] == typed["name"]
