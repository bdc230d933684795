"""A search for one form of a name finds all of them, says so, and shows what was typed first."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.analysis import Analyzer
from archive.engines.memory import MemoryEngine
from archive.results import Results, Search, Widening
from archive.search import Archive
from indexer.pipeline import update
from tests.corpora import articles_of
from tests.split_helpers import ROOT

PAIRS = [(pair["name"], pair["zh"]) for pair in json.loads((ROOT / "tests/golden/307.names.json").read_text("utf-8"))]

TEXTS = {
    "both": "항구 도시 닝보(宁波)에 공장이 생겼다. 닝보는 크다.",
    "korean": "닝보의 수출이 늘었다.",
    "chinese": "宁波港 소식을 전한다.",
    "reading": "옛 이름 영파에서 왔다.",
    "latin": "The Port of Ningbo opened.",
    "apart": "Ning bo harbour.",
    "jinan": "산둥성 지난(济南)에서 회의가 열렸다.",
    "last": "지난해 실적이 좋았다. 지난달도 그렇다.",
    "america": "美, 반도체 규제 강화",
    "midea": "메이디(美的)가 신제품을 냈다.",
    "states": "미국의 반도체 규제",
}


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory, analyzer: Analyzer) -> Archive:
    corpus = tmp_path_factory.mktemp("names")
    return archive_of(corpus, analyzer, TEXTS)


def archive_of(corpus: Path, analyzer: Analyzer, texts: dict[str, str], toml: str = "") -> Archive:
    (corpus / "issues").mkdir(exist_ok=True)
    rows = ({"id": key, "title": "-", "text": text, "date": "2022-01-01"} for key, text in texts.items())
    (corpus / "issues" / "all.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    if toml:
        (corpus / "names.toml").write_text(toml, encoding="utf-8")
    engine = MemoryEngine()
    update(corpus, engine, lambda: analyzer, lambda done, total: None)
    return Archive(engine, analyzer)


def ids(results: Results) -> list[str]:
    return [] if results.relaxed else [hit.article.id for hit in results.hits]


NINGBO = {"both", "korean", "chinese", "reading", "latin", "apart"}


@pytest.mark.parametrize("typed", ["닝보", "宁波", "寧波", "영파", "Ningbo", "ningbo", "Ning bo", '"닝보"', "níngbō"])
def test_any_form_finds_the_articles_of_all(names: Archive, typed: str) -> None:
    assert set(ids(names.search(Search(typed)))) == NINGBO


@pytest.mark.parametrize(
    ("typed", "found"),
    [("=닝보", {"both", "korean"}), ("=宁波", {"both", "chinese"}), ("=영파", {"reading"}), ("=Ningbo", {"latin"})],
)
def test_exactly_what_is_typed_with_a_sign_or_a_setting(names: Archive, typed: str, found: set[str]) -> None:
    assert set(ids(names.search(Search(typed)))) == found
    assert set(ids(names.search(Search(typed.removeprefix("="), expand=False)))) == found


def test_what_was_typed_comes_first_in_one_order_over_all_pages(names: Archive) -> None:
    whole = names.search(Search("영파"))
    assert ids(whole)[0] == "reading"
    scores = [hit.score for hit in whole.hits]
    assert scores == sorted(scores, reverse=True) and scores[0] >= 0 > scores[1]
    pages = [ids(names.search(Search("영파", page=page, per_page=2))) for page in (1, 2, 3)]
    assert [each for page in pages for each in page] == ids(whole)


def test_the_other_forms_are_told_by_word_and_only_those_that_occur(names: Archive) -> None:
    assert names.search(Search("닝보 수출")).widened == (Widening("닝보", ("宁波", "영파", "Ningbo", "Ning bo")),)
    assert names.search(Search("닝보", expand=False)).widened == ()
    assert names.search(Search("공장")).widened == ()


def test_a_hit_says_and_shows_by_which_form_it_was_found(names: Archive) -> None:
    hits = {hit.article.id: hit for hit in names.search(Search("宁波")).hits}
    assert hits["korean"].why == ("宁波의 다른 이름 닝보 1번",)
    assert "宁波 그대로 1번" in hits["both"].why and "宁波의 다른 이름 닝보 2번" in hits["both"].why
    (snippet,) = hits["apart"].snippets
    assert [snippet.text[span.start : span.end] for span in snippet.spans] == ["Ning bo"]


def test_a_form_that_means_something_else_counts_as_a_word_by_itself_only(names: Archive) -> None:
    assert set(ids(names.search(Search("济南")))) == {"jinan"}
    assert set(ids(names.search(Search("=지난")))) == {"jinan", "last"}


def test_a_headline_character_stands_for_a_country_only_by_itself(names: Archive) -> None:
    assert set(ids(names.search(Search("미국")))) == {"states", "america"}
    assert set(ids(names.search(Search("=美")))) == {"america", "midea"}


def test_not_takes_all_forms_away(names: Archive) -> None:
    assert set(ids(names.search(Search("NOT 宁波")))) == TEXTS.keys() - NINGBO
    assert set(ids(names.search(Search("소식 -닝보")))) == set()


def test_staff_decide(tmp_path: Path, analyzer: Analyzer) -> None:
    toml = '[[never]]\nzh = "宁波"\nform = "영파"\n[[name]]\nzh = "宁波"\nforms = ["닝포"]\n'
    archive = archive_of(tmp_path, analyzer, {**TEXTS, "typo": "닝포에서"}, toml)
    assert set(ids(archive.search(Search("닝포")))) >= {"typo", "korean", "chinese"}
    assert "typo" in ids(archive.search(Search("宁波")))


@pytest.mark.parametrize(("form", "zh"), PAIRS, ids=[form for form, _ in PAIRS])
def test_either_form_of_every_pair_of_issue_307_finds_both(archive: Archive, form: str, zh: str) -> None:
    texts = {article.id: article.text for article in articles_of(archive, 307)}
    either = {key for key, text in texts.items() if form in text or zh in text}
    for typed in (form, zh):
        asked = f'"{typed}"' if " " in typed else typed
        assert set(ids(archive.search(Search(asked)))) >= either


words = st.sampled_from(["닝보", "宁波", "영파", "지난", "미국", "美", "소식", "Ningbo"])


@settings(deadline=None, max_examples=60)
@given(first=words, second=words)
def test_the_laws_of_the_query_language_hold_for_names(names: Archive, first: str, second: str) -> None:
    def found(q: str, **options: object) -> set[str]:
        return set(ids(names.search(Search(q, per_page=100, **options))))  # type: ignore[arg-type]

    one, other = found(first), found(second)
    assert found(f"{first} AND {second}") == one & other
    assert found(f"{first} OR {second}") == one | other
    assert found(f"{first} -{second}") == one - other
    assert found(f"{first} {second}") >= one & other
    assert found(f"{first} {second}", match="any") == one | other
    assert found(f"={first}") == found(first, expand=False) <= one


def test_dates_and_names_go_together(names: Archive) -> None:
    assert {hit.article.date for hit in names.search(Search("닝보 날짜:2022")).hits} == {date(2022, 1, 1)}
