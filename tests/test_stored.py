"""An article and its analysis come back from the bytes that an engine keeps, character by character."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.analysis import Analysis, Analyzer, TokenStream
from archive.models import BLOCK_KINDS, Article, Block, Outlet
from archive.search import Archive
from archive.stored import pack, searchable_parts, unpack, unpack_article
from archive.stored_streams import StoredLetters, StoredWords
from tests.corpora import articles_of

any_text = st.text(st.characters(exclude_categories=()) | st.sampled_from("\n\r\u2028\u2029\x85\x00\ud800\udc00¶ "))
articles = st.builds(
    Article,
    id=any_text,
    issue=st.none() | st.integers(0, 10**6),
    ordinal=st.none() | st.integers(1, 100),
    section=st.none() | any_text,
    title=any_text,
    outlets=st.lists(st.builds(Outlet, any_text, st.none() | any_text), max_size=2).map(tuple),
    source_note=st.none() | any_text,
    date=st.dates(),
    page=st.none() | st.integers(0, 500),
    blocks=st.lists(st.builds(Block, st.sampled_from(BLOCK_KINDS), any_text), max_size=3).map(tuple),
)
terms = st.text(st.characters(exclude_categories=()), min_size=1, max_size=5).filter(lambda term: not term.split()[1:])
streams = st.lists(st.tuples(terms.map(lambda t: "".join(t.split()) or "x"), st.integers(0, 10**9), st.integers(1, 99)))
analyses = st.builds(Analysis, streams.map(lambda tokens: stream(tokens)), streams.map(lambda tokens: stream(tokens)))


@settings(deadline=None)
@given(articles, analyses)
@example(
    Article("1", None, None, None, "줄\n바꿈\u2028", (), None, date(1, 1, 1), None, (Block("note", "\ud83d\n"),)),
    Analysis(TokenStream(), TokenStream()),
)
def test_any_article_comes_back_with_its_streams(article: Article, analysis: Analysis) -> None:
    stored = pack(article, analysis)
    unpacked = unpack(stored)
    assert unpacked.article == unpack_article(stored) == article
    assert_same(unpacked.words, analysis.words)
    assert_same(unpacked.letters, analysis.letters)


@settings(deadline=None, max_examples=30)
@given(article=articles)
def test_any_article_comes_back_as_it_was_analyzed(analyzer: Analyzer, article: Article) -> None:
    analysis = analyzer.analyze(*searchable_parts(article))
    unpacked = unpack(pack(article, analysis))
    assert unpacked.article == article
    assert_same(unpacked.words, analysis.words)
    assert_same(unpacked.letters, analysis.letters)


def test_the_articles_of_issue_307_come_back_from_fewer_bytes_than_their_text(
    archive: Archive, analyzer: Analyzer
) -> None:
    articles = articles_of(archive, 307)
    stored = [pack(article, analyzer.analyze(*searchable_parts(article))) for article in articles]
    assert tuple(unpack(each).article for each in stored) == articles
    assert sum(map(len, stored)) < 0.9 * sum(len(article.text.encode()) for article in articles)


def stream(tokens: list[tuple[str, int, int]]) -> TokenStream:
    made = TokenStream()
    for term, start, length in tokens:
        made.add(term, start, start + length)
    return made


def assert_same(stored: StoredWords | StoredLetters, kept: TokenStream) -> None:
    assert stored.joined == f" {' '.join(kept.terms)} "
    assert list(stored.starts) == kept.starts
    assert list(stored.ends) == kept.ends
