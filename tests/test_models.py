"""Articles and their JSON form (docs/contract.md: ARTICLE)."""

from __future__ import annotations

import dataclasses
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.models import BLOCK_KINDS, Article, Block, Outlet
from archive.records import IssueRecord, SourceRecord
from archive.search import Archive
from archive.stored import searchable_parts
from tests.corpora import articles_of

ARTICLE = Article(
    id="307-2",
    issue=307,
    ordinal=2,
    section="WEEKLY 뉴스",
    title="2022 세계 스마트제조 컨퍼런스 개최",
    outlets=(Outlet("과기일보", "科技日报"), Outlet("Wind")),
    source_note=None,
    date=date(2022, 12, 14),
    page=4,
    blocks=(Block("heading", "1) 개막"), Block("paragraph", "난징에서 열렸다.\n둘째 줄")),
)
articles = st.builds(
    Article,
    id=st.text(min_size=1, max_size=10),
    issue=st.none() | st.integers(0, 10**6),
    ordinal=st.none() | st.integers(1, 100),
    section=st.none() | st.text(max_size=10),
    title=st.text(max_size=20),
    outlets=st.lists(st.builds(Outlet, st.text(max_size=8), st.none() | st.text(max_size=8)), max_size=3).map(tuple),
    source_note=st.none() | st.text(max_size=10),
    date=st.dates(),
    page=st.none() | st.integers(0, 500),
    blocks=st.lists(st.builds(Block, st.sampled_from(BLOCK_KINDS), st.text(max_size=20)), max_size=4).map(tuple),
)


def test_an_article_is_written_as_the_contract_says() -> None:
    assert ARTICLE.as_json() == {
        "id": "307-2",
        "issue": 307,
        "ordinal": 2,
        "section": "WEEKLY 뉴스",
        "title": "2022 세계 스마트제조 컨퍼런스 개최",
        "outlets": [{"name": "과기일보", "name_zh": "科技日报"}, {"name": "Wind", "name_zh": None}],
        "source_note": None,
        "date": "2022-12-14",
        "page": 4,
        "url": "/articles/307-2",
        "blocks": [
            {"kind": "heading", "text": "1) 개막"},
            {"kind": "paragraph", "text": "난징에서 열렸다.\n둘째 줄"},
        ],
        "text": "1) 개막\n난징에서 열렸다.\n둘째 줄",
    }


def test_the_head_is_the_article_without_blocks_and_text() -> None:
    whole = ARTICLE.as_json()
    assert ARTICLE.head_json() == {name: whole[name] for name in whole if name not in ("blocks", "text")}


def test_an_article_without_outlets_or_blocks_has_an_empty_text() -> None:
    bare = dataclasses.replace(ARTICLE, outlets=(), blocks=())
    assert bare.text == ""
    assert searchable_parts(bare) == (bare.title, "", "")


@pytest.mark.parametrize(
    ("outlets", "note", "source"),
    [
        ((Outlet("과기일보", "科技日报"),), None, "과기일보(科技日报)"),
        ((Outlet("과기일보", "科技日报"), Outlet("Wind")), None, "과기일보(科技日报) · Wind"),
        ((Outlet("Wind"),), "2022·中国", "Wind 2022·中国"),
        ((), "2022·中国", "2022·中国"),
        ((), None, ""),
    ],
)
def test_the_source_line_holds_outlets_and_note(outlets: tuple[Outlet, ...], note: str | None, source: str) -> None:
    article = dataclasses.replace(ARTICLE, outlets=outlets, source_note=note)
    assert searchable_parts(article) == (article.title, source, article.text)


@settings(deadline=None)
@given(articles)
def test_json_brings_back_the_article(article: Article) -> None:
    assert Article.from_json(json.loads(json.dumps(article.as_json()))) == article


def test_the_articles_of_issue_307_survive_json(archive: Archive) -> None:
    for article in articles_of(archive, 307):
        assert Article.from_json(json.loads(json.dumps(article.as_json()))) == article


@settings(deadline=None)
@given(
    st.builds(
        SourceRecord,
        sha256=st.text(max_size=8),
        issues=st.lists(
            st.builds(IssueRecord, st.integers(), st.text(max_size=8), st.dates(), st.none() | st.text(max_size=8)),
            max_size=3,
        ).map(tuple),
        articles=st.lists(st.text(max_size=8), max_size=3).map(tuple),
        problems=st.lists(st.text(max_size=8), max_size=3).map(tuple),
    )
)
def test_what_is_remembered_of_a_file_survives_its_bytes(record: SourceRecord) -> None:
    read = SourceRecord.from_bytes(record.as_bytes())
    assert read == record
    assert SourceRecord.from_bytes(record.as_bytes()) is read
