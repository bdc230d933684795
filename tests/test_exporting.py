"""Taking hits away: all of them, in the order of the pages, in files that other programs open."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.errors import ParameterError, SeogoError
from archive.exporting import COLUMNS, FORMATS, MOST_IN_CELL, export, export_articles, read_format
from archive.exporting_files import save
from archive.parameters import read_search
from archive.results import Search
from archive.search import Archive
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import ISSUE_307, ready, write

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", " =1", "＝1")
READY = 240


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Issue 307 and more ready articles than two pages hold; some that a table could take for more than text."""
    lines = [
        *(ready(f"r{n}", f"금융 {'창업 ' * (n % 7)}이야기, 닝보.", date=f"20{n % 20:02}-03-01") for n in range(READY)),
        *(ready(f"odd{n}", f"{text} 금융", title=f'{text} "따옴표", 쉼표') for n, text in enumerate(FORMULAS)),
        ready("long", "금융 😀" * MOST_IN_CELL),
    ]
    text = ISSUE_307.read_text(encoding="utf-8")
    return write(tmp_path_factory.mktemp("take"), **{"307__txt": text, "ready__jsonl": "".join(lines)})


@pytest.fixture(scope="module")
def office(corpus: Path, analyzer: Analyzer) -> Archive:
    engine = WhooshEngine(corpus / "index")
    assert not update(corpus, engine, lambda: analyzer, no_progress).failed
    return Archive(engine, analyzer)


def taken(archive: Archive, search: Search, kind: str, site: str = "") -> str:
    return b"".join(export(archive, search, FORMATS[kind], site).pieces).decode()


def rows(archive: Archive, search: Search) -> list[dict[str, str]]:
    text = taken(archive, search, "csv", "https://seogo.example")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def paged(archive: Archive, search: Search) -> Iterator[str]:
    """The ids on the pages of results, one after another, as a reader who turns them sees them."""
    for page in count(1):
        hits = archive.search(replace(search, page=page)).hits
        if not hits:
            return
        yield from (hit.article.id for hit in hits)


@pytest.mark.parametrize(
    "asked",
    [
        {"q": ["금융"]},
        {"q": ["금융 창업"]},
        {"q": ["宁波"], "per_page": ["7"]},
        {"q": ["융"], "inside": ["1"]},
        {"q": ["금융"], "sort": ["oldest"], "page": ["3"]},
        {"q": ["금융 뷁뷁뷁"]},
        {"q": ["금융"], "section": ["CHINA 창업"], "from": ["2022"]},
        {"q": [""]},
        {"q": ["뷁뷁뷁"]},
    ],
)
def test_an_export_is_the_pages_one_after_another(office: Archive, asked: dict[str, list[str]]) -> None:
    search = read_search(asked)
    lines = taken(office, search, "jsonl").splitlines()
    assert [json.loads(line)["id"] for line in lines] == list(paged(office, search))


def test_jsonl_is_the_article_of_the_contract(office: Archive) -> None:
    (line,) = taken(office, Search("호:307 제목:월드컵"), "jsonl").splitlines()
    assert json.loads(line) == office.article("307-3").as_json()
    assert "월드컵" in line


def test_csv_opens_in_excel_in_korean(office: Archive) -> None:
    text = taken(office, Search("제목:월드컵"), "csv")
    assert text.startswith("\ufeff글 번호,호,") and text.endswith("\r\n")
    (row,) = rows(office, Search("제목:월드컵"))
    assert tuple(row) == COLUMNS
    assert (row["글 번호"], row["호"], row["쪽"], row["날짜"]) == ("307-3", "307", "6", "2022-12-14")
    assert (row["매체"], row["매체 원어"]) == ("매일경제신문", "每日经济新闻")
    assert row["주소"].startswith("https://seogo.example/articles/307-3?v=")
    assert row["글"] == office.article("307-3").text


def test_no_cell_is_a_formula_and_nothing_printed_is_lost(office: Archive) -> None:
    found = {row["글 번호"]: row for row in rows(office, Search("금융"))}
    cells = [cell for row in found.values() for cell in row.values()]
    assert not [cell for cell in cells if re.match(r"\s*[=+\-@＝＋－＠]", cell)]
    for number, text in enumerate(FORMULAS):
        article = office.article(f"odd{number}")
        assert found[f"odd{number}"]["제목"] == f"'{article.title}" and text.strip() in article.title


def test_no_cell_is_longer_than_excel_keeps(office: Archive) -> None:
    (row,) = (row for row in rows(office, Search("금융")) if row["글 번호"] == "long")
    assert len(row["글"].encode("utf-16-le")) <= 2 * MOST_IN_CELL
    assert row["글"].startswith("금융 😀금융") and row["글"].endswith("주소에서 모두 볼 수 있습니다.)")
    assert office.article("long").text in taken(office, Search("금융"), "jsonl")


def test_bibtex_and_ris_have_a_record_for_every_hit(office: Archive) -> None:
    ids = list(paged(office, Search("금융")))
    keys = re.findall(r"(?m)^@article\{kic(.+),$", taken(office, Search("금융"), "bibtex"))
    assert keys == ids
    records = taken(office, Search("금융"), "ris")
    assert re.findall(r"(?m)^ID  - kic(.+)\r$", records) == ids and records.count("\r\nER  - \r\n") == len(ids)


def test_nothing_is_made_before_it_is_taken(office: Archive) -> None:
    pieces = export(office, Search("금융"), FORMATS["ris"]).pieces
    assert next(pieces).startswith(b"TY  - MGZN\r\n") and b"ER  - " in next(pieces)


@pytest.mark.parametrize("rebuild", [False, True])
def test_an_index_that_changes_meanwhile_does_not_change_the_export(
    analyzer: Analyzer, tmp_path: Path, rebuild: bool
) -> None:
    lines = [ready(f"r{n}", "금융") for n in range(150)]
    engine = WhooshEngine(tmp_path / "index")
    corpus = write(tmp_path, a__jsonl="".join(lines))
    update(corpus, engine, lambda: analyzer, no_progress)
    archive = Archive(engine, analyzer)
    before = taken(archive, Search("금융"), "jsonl")
    made = export(archive, Search("금융"), FORMATS["jsonl"])
    started = next(made.pieces)
    write(tmp_path, a__jsonl="".join(lines[:9]), b__jsonl=ready("new", "금융"))
    update(corpus, engine, lambda: analyzer, no_progress, rebuild=rebuild)
    assert archive.search(Search("금융")).total == 10
    assert b"".join((started, *made.pieces)).decode() == before and made.total == 150


@pytest.mark.parametrize("kind", FORMATS)
def test_chosen_articles_are_written_as_hits_are_in_the_order_they_were_chosen(office: Archive, kind: str) -> None:
    chosen = ["307-5", "nowhere", "r3", "307-3", "\ud800"]
    made = export_articles(office, chosen, FORMATS[kind], "https://seogo.example")
    alone = [
        b"".join(export_articles(office, [each], FORMATS[kind], "https://seogo.example").pieces)
        for each in ("307-5", "r3", "307-3")
    ]
    beginning = b"".join(export_articles(office, [], FORMATS[kind]).pieces)
    assert made.total == 3
    assert b"".join(made.pieces) == beginning + b"".join(each.removeprefix(beginning) for each in alone)
    assert alone[2].removeprefix(beginning) in taken(office, Search("월드컵"), kind, "https://seogo.example").encode()


def test_an_unknown_format_is_told_with_the_known_ones() -> None:
    with pytest.raises(ParameterError, match="csv, jsonl, bibtex, ris"):
        read_format("xlsx")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    def breaking() -> Iterator[bytes]:
        yield b"half"
        raise SeogoError("…")

    path = tmp_path / "금융.csv"
    save(path, [b"old"])
    with pytest.raises(SeogoError):
        save(path, breaking())
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(SeogoError, match="쓸 수 없습니다"):
        save(tmp_path / "nowhere" / "a.csv", [b"x"])
