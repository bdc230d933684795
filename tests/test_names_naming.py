"""The list of names and one name's life, as readers see them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.analysis import Analyzer
from archive.engines.memory import MemoryEngine
from archive.errors import NotFound
from archive.results import Count, Search
from archive.search import Archive
from indexer.pipeline import update

TEXTS = {
    "a": ("2020-05-01", "작년에 닝보(宁波)가 커졌다. 닝보는 항구다."),
    "b": (
        "2022-03-01",
        "닝보의 공장\n머리말이 길게 " + "가나다라 " * 30 + "닝보(宁波)에 있다.",
    ),
    "c": ("2022-03-01", "영파 소식"),
    "d": ("2022-03-02", "하이신(海信)과 Ningbo"),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, analyzer: Analyzer) -> Archive:
    corpus = tmp_path_factory.mktemp("corpus")
    (corpus / "issues").mkdir()
    rows = ({"id": key, "title": f"글 {key}", "text": text, "date": date} for key, (date, text) in TEXTS.items())
    (corpus / "issues" / "all.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (corpus / "names.toml").write_text('[[name]]\nzh = "中芯"\nforms = ["SMIC"]\n', encoding="utf-8")
    return archive_in(corpus, analyzer)


def archive_in(corpus: Path, analyzer: Analyzer) -> Archive:
    engine = MemoryEngine()
    update(corpus, engine, lambda: analyzer, lambda done, total: None)
    return Archive(engine, analyzer)


def test_names_are_listed_with_what_a_search_for_them_finds(archive: Archive) -> None:
    names = archive.names()
    assert [(name.zh, name.forms, name.count) for name in names.names] == [
        ("宁波", ("닝보",), 4),
        ("海信", ("하이신",), 1),
        ("中芯", ("SMIC",), 0),
    ]
    assert all(archive.search(Search(name.zh)).total == name.count for name in names.names)


@pytest.mark.parametrize("q", ["닝", "寧波", "ningb", "영파", " 닝 보 "])
def test_a_name_is_found_by_a_part_of_any_form(archive: Archive, q: str) -> None:
    assert [name.zh for name in archive.names(q).names] == ["宁波"]


def test_the_list_has_pages(archive: Archive) -> None:
    pages = [archive.names(page=page, per_page=2) for page in (1, 2, 3)]
    assert [[name.zh for name in page.names] for page in pages] == [["宁波", "海信"], ["中芯"], []]
    assert {(page.total, page.pages) for page in pages} == {(3, 2)}


def test_a_life_tells_forms_years_and_the_first_and_latest_article(archive: Archive) -> None:
    life = archive.name("寧波")
    assert life.first and life.latest and (life.first.id, life.latest.id) == ("a", "d")
    assert life.years == (Count("2020", 1), Count("2022", 3))
    told = {form.text: (form.origin, form.count, form.given) for form in life.forms}
    assert told == {
        "宁波": ("중국어", 2, 2),
        "닝보": ("글에 함께 적힘", 2, 2),
        "영파": ("지명", 1, 0),
        "Ningbo": ("지명", 1, 0),
    }
    assert life.silent == ("Ning bo",)


def test_of_articles_of_one_day_the_last_is_the_latest(archive: Archive) -> None:
    (form,) = (form for form in archive.name("宁波").forms if form.text == "닝보")
    assert form.first and form.latest and (form.first.id, form.latest.id) == ("a", "b")


def test_places_are_shown_in_their_lines_cut_between_words(archive: Archive) -> None:
    newest, oldest = archive.name("宁波").given
    assert (newest.article.id, oldest.article.id) == ("b", "a")
    assert oldest.passage.text == TEXTS["a"][1]
    marked = [newest.passage.text[span.start : span.end] for span in newest.passage.spans]
    assert marked == ["닝보", "宁波"] and newest.passage.text.startswith("가나다라 ")
    assert newest.passage.cut_before and newest.passage.text.endswith("있다.")


def test_an_unknown_name_is_not_found(archive: Archive) -> None:
    for zh in ("没有", "", "닝보", "../x", "\x00"):
        with pytest.raises(NotFound):
            archive.name(zh)
