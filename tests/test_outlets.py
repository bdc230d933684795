"""One outlet, whatever it is called: in filters, in counts, in queries."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.analysis import Analyzer
from archive.engines.memory import MemoryEngine
from archive.errors import IssueError
from archive.names.book import Book
from archive.outlets import Outlet, Outlets, SameOutlets
from archive.results import Count, Filters, Search
from archive.search import Archive
from indexer.outlets_file import FILE, read_outlets_file
from indexer.pipeline import update

ROWS = [
    ("a", "과학 소식. 닝보(宁波)", [{"name": "과기일보", "name_zh": "科技日报"}]),
    ("b", "금융 소식", [{"name": "과학기술일보", "name_zh": "科技日報"}]),
    ("c", "과학 금융", [{"name": "科技日报", "name_zh": None}]),
    ("d", "창업 소식", [{"name": "과기일보", "name_zh": None}]),
    ("e", "창업 과학", [{"name": "커지르바오", "name_zh": None}]),
    ("f", "과학", [{"name": "과기일보", "name_zh": "科技日报"}, {"name": "과학기술일보", "name_zh": None}]),
    ("g", "과학", [{"name": "신화통신", "name_zh": "新华社"}]),
    ("h", "과학", []),
]
TOML = '[[outlet]]\nname = "과학기술일보"\nalso = ["커지르바오"]\n'
ONE = {"a", "b", "c", "d", "f"}


def archive_of(corpus: Path, analyzer: Analyzer, toml: str = "") -> Archive:
    (corpus / "issues").mkdir(exist_ok=True)
    rows = (
        {"id": key, "title": key, "text": text, "date": "2022-01-01", "outlets": outlets} for key, text, outlets in ROWS
    )
    (corpus / "issues" / "all.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    if toml:
        (corpus / FILE).write_text(toml, encoding="utf-8")
    engine = MemoryEngine()
    update(corpus, engine, lambda: analyzer, lambda done, total: None)
    return Archive(engine, analyzer)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, analyzer: Analyzer) -> Archive:
    return archive_of(tmp_path_factory.mktemp("corpus"), analyzer)


def ids(archive: Archive, q: str = "", *outlets: str) -> set[str]:
    return {hit.article.id for hit in archive.search(Search(q, Filters(outlets=outlets), per_page=100)).hits}


def test_an_outlet_is_counted_once_under_its_commonest_name(archive: Archive) -> None:
    assert archive.search(Search()).facets.outlets == (
        Count("과기일보", 5, "科技日报"),
        Count("신화통신", 1, "新华社"),
        Count("커지르바오", 1, None),
    )


@pytest.mark.parametrize("name", ["과기일보", "科技日报", "科技日報", "과학기술일보"])
def test_any_of_its_names_filters_it(archive: Archive, name: str) -> None:
    assert ids(archive, "", name) == ONE
    results = archive.search(Search("", Filters(outlets=(name,))))
    assert results.search.filters.outlets == ("과기일보",)
    assert ids(archive, f"매체:{name}") == ONE
    assert ids(archive, f"과학 -매체:{name}") == {"e", "g", "h"}


def test_the_count_of_a_facet_is_what_its_filter_finds(archive: Archive) -> None:
    for q in ("", "과학", "소식", "과학 OR 창업"):
        for each in archive.search(Search(q)).facets.outlets:
            assert len(ids(archive, q, each.value)) == each.count


def test_two_outlets_are_their_union(archive: Archive) -> None:
    assert ids(archive, "", "신화통신", "科技日报") == ONE | {"g"}
    assert ids(archive, "", "없는 신문") == set()


def test_staff_say_what_else_is_one_and_how_it_is_shown(tmp_path: Path, analyzer: Analyzer) -> None:
    archive = archive_of(tmp_path, analyzer, TOML)
    assert archive.search(Search()).facets.outlets[0] == Count("과학기술일보", 6, "科技日報")
    assert ids(archive, "", "커지르바오") == ids(archive, "", "과기일보") == ONE | {"e"}


def test_a_changed_file_takes_effect_and_a_wrong_entry_is_told(tmp_path: Path, analyzer: Analyzer) -> None:
    archive_of(tmp_path, analyzer)
    engine = MemoryEngine()

    def run() -> list[str]:
        report = update(tmp_path, engine, lambda: analyzer, lambda done, total: None)
        return [str(error) for error in report.failed]

    assert run() == []
    (tmp_path / FILE).write_text(TOML + '[[outlet]]\nalso = ["x"]\n', encoding="utf-8")
    assert (
        run()
        == run()
        == [
            'outlets.toml 4번째 줄: name에 매체 이름이 없습니다: name = "과기일보"처럼 적어 주세요. '
            "나머지 항목은 그대로 썼습니다."
        ]
    )
    assert Archive(engine, analyzer).search(Search()).facets.outlets[0].value == "과학기술일보"


@pytest.mark.parametrize("wrong", ['name = "가"\nalso = "나"', 'name = ""', 'name = "가"\nalso = [1]', 'nmae = "가"'])
def test_what_cannot_be_an_outlet_is_refused(tmp_path: Path, wrong: str) -> None:
    (tmp_path / FILE).write_text(f"[[outlet]]\n{wrong}\n", encoding="utf-8")
    failed: list[IssueError] = []
    assert read_outlets_file(tmp_path, failed).groups == () and len(failed) == 1


def test_a_name_that_nobody_printed_is_an_outlet_by_itself() -> None:
    outlets = Outlets({}, [], SameOutlets(), Book([]), str)
    assert outlets.of("가") == Outlet("가", None, frozenset({"가"}))
