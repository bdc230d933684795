"""Topics through time: what is counted is what a search finds, and what goes with a query is no accident."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.errors import ParameterError
from archive.parameters import read_search
from archive.results import Search
from archive.search import Archive
from archive.trends.association import LEAST
from archive.trends.companions import MOST
from archive.trends.flow import MOST_MONTHS, MOST_PERIODS
from archive.trends.parameters import MOST_QUERIES, read_trends
from archive.trends.values import Trends
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import ready

YEARS = range(2010, 2020)


def made(root: Path, analyzer: Analyzer, text: str) -> Archive:
    """An archive over these ready articles."""
    (root / "corpus/issues").mkdir(parents=True)
    (root / "corpus/issues/ready.jsonl").write_text(text, encoding="utf-8")
    engine = WhooshEngine(root / "index")
    assert not update(root / "corpus", engine, lambda: analyzer, no_progress).failed
    return Archive(engine, analyzer)


@pytest.fixture(scope="module")
def decade(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Ten years of articles about banks, where chips come with factories, and never in May."""
    lines = []
    for year in YEARS:
        for month in (1, 2, 3, 4, 6):
            for number in range(4):
                chips = number < 2 and year >= 2013
                text = "은행이 문을 열었다." + (" 반도체를 만드는 공장이 섰다." if chips else " 강에 배가 떴다.")
                section = "뉴스" if number % 2 else "창업"
                day = f"{year}-{month:02}-{number + 1:02}"
                lines.append(ready(f"a{year}{month:02}{number}", text, date=day, section=section, title=f"글 {number}"))
    return made(tmp_path_factory.mktemp("decade"), analyzer, "".join(lines))


def trends(archive: Archive, *queries: str, **others: str) -> Trends:
    return archive.trends(read_trends({"q": queries, **{name.strip("_"): [value] for name, value in others.items()}}))


def test_every_period_counts_what_a_search_of_it_finds(decade: Archive) -> None:
    found = trends(decade, "반도체", "은행", by="month")
    assert len(found.periods) == 9 * 12 + 6
    for line in found.lines:
        assert line.total == sum(line.counts) == decade.search(line.search).total
        for period, count in list(zip(found.periods, line.counts, strict=True))[:40:3]:
            asked = read_search({"q": [line.search.q], "from": [period.name], "to": [period.name]})
            assert decade.search(asked).total == count


def test_a_month_without_articles_has_no_value_per_thousand_and_none_absolute(decade: Archive) -> None:
    found = trends(decade, "반도체", "은행", per="thousand")
    may = [period.name for period in found.periods].index("2015-05")
    assert found.periods[may].articles == 0
    assert [found.values(line)[may] for line in found.lines] == [None, None]
    assert [found.values(line)[may + 1] for line in found.lines] == [500, 1000]


def test_a_month_without_hits_is_zero(decade: Archive) -> None:
    found = trends(decade, "반도체")
    assert found.values(found.lines[0])[0] == 0


def test_the_first_mention_is_the_oldest_article_that_matches(decade: Archive) -> None:
    (line,) = trends(decade, "반도체").lines
    assert line.first and line.first.article.id == "a2013010"
    assert line.first.snippets[0].spans


def test_the_highest_period_is_named(decade: Archive) -> None:
    found = trends(decade, "반도체 OR 배", "뷁뷁")
    assert found.peak(found.lines[0]) == 0
    assert found.peak(found.lines[1]) is None
    assert found.lines[1].first is None


def test_filters_narrow_articles_and_hits_alike(decade: Archive) -> None:
    found = trends(decade, "은행", section="뉴스", from_="2014", to="2015")
    assert found.articles == found.lines[0].total == 20
    assert (found.periods[0].name, found.periods[-1].name) == ("2014-01", "2015-06")


def test_words_go_with_a_query_only_more_often_than_by_chance(decade: Archive) -> None:
    words = {each.word: each for each in trends(decade, "반도체").lines[0].companions}
    assert words["공장"].both == words["공장"].articles == 70
    assert not words.keys() & {"은행", "배", "반도체"}
    assert all(each.strength >= LEAST for each in words.values())


def test_a_word_finds_what_is_counted_for_it(archive: Archive, decade: Archive) -> None:
    asked = (
        "반도체",
        "반도체 공장",
        "반도체 OR 배",
        "반도체 -배",
        "반도체 AND 은행",
        '"반도체를 만드는"',
        "섹션:뉴스 반도체",
        "(반도체",
    )
    found = trends(decade, *asked[:5]).lines + trends(decade, *asked[5:]).lines
    assert sum(len(line.companions) for line in found) > 5
    for line in found:
        assert len(line.companions) <= MOST
        for each in line.companions:
            assert decade.search(Search(q=each.q)).total == each.both
            assert decade.search(Search(q=f'"{each.word}"')).total == each.articles


def test_any_of_the_words_may_be_asked_for(decade: Archive) -> None:
    found = trends(decade, "반도체 배", match="any")
    assert found.lines[0].total == found.articles
    for each in trends(decade, "공장 반도체", match="any").lines[0].companions:
        assert decade.search(Search(q=each.q, match="any")).total == each.both


def test_what_goes_with_everything_goes_with_nothing(decade: Archive) -> None:
    assert trends(decade, "은행").lines[0].companions == ()


def test_a_long_time_is_counted_by_years_unless_months_are_asked_for(decade: Archive, archive: Archive) -> None:
    assert trends(decade, "은행").by == "month"
    assert trends(decade, "은행", by="year").periods[0].name == "2010"
    assert trends(archive, "금융").by == "month"


def test_centuries_are_never_counted_by_months(tmp_path: Path, analyzer: Analyzer) -> None:
    old = ready("old", "은행", date="1022-12-14") + ready("new", "은행", date="2022-12-14")
    archive = made(tmp_path, analyzer, old)
    found = trends(archive, "은행", by="month")
    assert (found.by, found.too_long) == ("year", True)
    assert [period.name for period in found.periods] == ["1022", "2022"]
    assert not trends(archive, "은행", by="year").too_long
    assert MOST_MONTHS < MOST_PERIODS


def test_at_most_five_different_queries_are_compared(decade: Archive) -> None:
    asked = read_trends({"q": [" ", "은행", "은행 ", *map(str, range(48))]})
    assert [search.q for search in asked.searches] == ["은행", "0", "1", "2", "3"]
    assert (len(asked.searches), asked.left_out) == (MOST_QUERIES, 44)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"by": ["week"]}, "bad_by"),
        ({"per": ["words"]}, "bad_per"),
        ({"q": ["가" * 10_000]}, "query_too_long"),
        ({"from": ["2022"], "to": ["2021"]}, "bad_range"),
        ({"from": ["2022-13"]}, "bad_date"),
        ({"q": ["가"], "match": ["some"]}, "bad_match"),
    ],
)
def test_what_cannot_be_asked_is_said(arguments: dict[str, list[str]], code: str) -> None:
    with pytest.raises(ParameterError) as refused:
        read_trends(arguments)
    assert refused.value.code == code


def test_a_query_at_the_limit_has_no_words_that_would_be_too_long_to_ask_for(decade: Archive) -> None:
    (line,) = trends(decade, "반도체 OR " + "뷁 OR " * 195 + "뷁").lines
    assert line.total == 70
    assert line.companions == ()


def test_an_archive_of_one_article_and_an_empty_one(tmp_path: Path, analyzer: Analyzer) -> None:
    one = made(tmp_path / "one", analyzer, ready("a", "은행이 문을 열었다."))
    assert [line.total for line in trends(one, "은행", "강").lines] == [1, 0]
    assert trends(one, "은행", per="thousand").lines[0].companions == ()
    (tmp_path / "none/corpus/issues").mkdir(parents=True)
    engine = WhooshEngine(tmp_path / "none/index")
    update(tmp_path / "none/corpus", engine, lambda: analyzer, no_progress)
    found = trends(Archive(engine, analyzer), "은행")
    assert (found.articles, found.periods, found.lines[0].total) == (0, (), 0)
