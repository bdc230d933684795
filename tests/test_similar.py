"""Similar articles: what is cut in two finds itself again, and says by which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.errors import NotFound
from archive.search import Archive
from archive.similar import FEWEST, LEAST, MOST, NEARLY
from benchmarks.similar import Paragraph, halves
from indexer.parse import parse_file
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import ISSUE_307, ready, write


def halved() -> str:
    """Both halves of every article of issue 307, as ready articles of no issue."""
    articles = parse_file(ISSUE_307, "issues/307.txt").issue.articles
    cut = halves(Paragraph(article.id, article.title, article.text) for article in articles)
    return "".join(ready(half.id, half.text, title=half.id) for half in cut)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lines = [
        halved(),
        ready("lonely", "뷁뷁뷁 뷁뷁뷁"),
        ready("numbers", "2022 12 14 100"),
        ready("bare", "그리고 있다"),
    ]
    return write(tmp_path_factory.mktemp("similar"), halves__jsonl="".join(lines))


@pytest.fixture(scope="module")
def library(analyzer: Analyzer, corpus: Path) -> Archive:
    engine = WhooshEngine(corpus / "index")
    assert not update(corpus, engine, lambda: analyzer, no_progress).failed
    return Archive(engine, analyzer)


@pytest.mark.parametrize("number", range(1, 7))
@pytest.mark.parametrize("half", [0, 1])
def test_the_other_half_of_an_article_comes_first(library: Archive, number: int, half: int) -> None:
    likest = library.similar(f"307-{number}.{half}")[0]
    assert likest.article.id == f"307-{number}.{1 - half}"


def test_the_other_half_of_an_announcement_that_is_mostly_hosts_is_among_them(library: Archive) -> None:
    for half in (0, 1):
        assert f"307-7.{1 - half}" in [each.article.id for each in library.similar(f"307-7.{half}")]


def test_few_are_named_more_only_where_they_are_nearly_as_like(library: Archive) -> None:
    for article_id in [f"307-{number}.{half}" for number in range(1, 8) for half in (0, 1)]:
        similar = library.similar(article_id)
        scores = [each.score for each in similar]
        assert article_id not in [each.article.id for each in similar]
        assert len(scores) <= MOST and scores == sorted(scores, reverse=True) and scores[-1] >= LEAST
        assert all(score >= NEARLY * scores[FEWEST - 1] for score in scores[FEWEST:])


def test_what_is_shared_stands_in_both_and_says_something(library: Archive) -> None:
    for number in range(1, 8):
        own = library.article(f"307-{number}.0").text
        for each in library.similar(f"307-{number}.0"):
            assert 2 <= len(each.shared) <= 3
            assert all(phrase in own and phrase in each.article.text for phrase in each.shared)
            assert all(len(phrase) > 1 and not phrase.isdecimal() for phrase in each.shared)


def test_articles_of_an_issue_that_tell_of_money_are_like_each_other(archive: Archive) -> None:
    first = archive.similar("307-1")
    assert {each.article.id for each in first[:2]} == {"307-5", "307-6"}
    assert "장강삼각주" in next(each.shared for each in first if each.article.id == "307-6")


@pytest.mark.parametrize("article_id", ["lonely", "numbers", "bare"])
def test_what_is_like_nothing_has_no_similar_articles(library: Archive, article_id: str) -> None:
    assert library.similar(article_id) == ()


def test_an_article_that_is_not_there_is_not_found(library: Archive) -> None:
    with pytest.raises(NotFound):
        library.similar("307-99")


def test_a_new_article_is_named_once_the_index_has_it(analyzer: Analyzer, tmp_path: Path) -> None:
    corpus, engine = write(tmp_path, halves__jsonl=halved()), WhooshEngine(tmp_path / "index")
    assert not update(corpus, engine, lambda: analyzer, no_progress).failed
    archive = Archive(engine, analyzer)
    before = archive.similar("307-3.0")
    twin = ready("twin", archive.article("307-3.0").text, title="쌍둥이")
    assert not update(write(tmp_path, twin__jsonl=twin), engine, lambda: analyzer, no_progress).failed
    after = archive.similar("307-3.0")
    assert [each.article.id for each in before][:1] == ["307-3.1"]
    assert [each.article.id for each in after][:2] == ["twin", "307-3.1"]
    # Their lengths differ by the title alone.
    assert after[0].score == pytest.approx(1, abs=0.02)
