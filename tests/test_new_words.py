"""What an issue is the first to have: no earlier article has it, and a search says the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.errors import NotFound
from archive.parameters import read_search
from archive.results import Search
from archive.search import Archive
from archive.trends.values import NewWords
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import ready

WEEKS = {
    1: ("2022-01-05", ["은행이 문을 열었다. 은행이 컸다. 금융기관장이 왔다."]),
    2: ("2022-01-12", ["은행과 반도체. 반도체 공장이 섰다.", "닝보(宁波)의 반도체. 메타버스."]),
    3: ("2022-01-19", ["메타버스와 은행. 닝보의 배. 금융기관과 금융기관.", "인공지능인공지능 이야기"]),
    4: ("2022-01-26", ["은행."]),
}


@pytest.fixture(scope="module")
def weeks(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    root = tmp_path_factory.mktemp("weeks")
    (root / "corpus/issues").mkdir(parents=True)
    for number, (day, texts) in WEEKS.items():
        lines = [
            ready(f"{number}-{at}", text, date=day, issue=number, title=f"글 {number}-{at}")
            for at, text in enumerate(texts, 1)
        ]
        (root / f"corpus/issues/{number}.jsonl").write_text("".join(lines), encoding="utf-8")
    engine = WhooshEngine(root / "index")
    assert not update(root / "corpus", engine, lambda: analyzer, no_progress).failed
    return Archive(engine, analyzer)


def words(found: NewWords) -> list[str]:
    return [each.text for each in found.words]


def test_a_word_is_new_where_it_stands_first(weeks: Archive) -> None:
    found = weeks.new_words(2)
    assert words(found) == ["반도체", "메타버스"]
    chips, verse = found.words
    assert (chips.mentions, chips.since, [article.id for article in chips.articles]) == (3, 0, ["2-1", "2-2"])
    assert (verse.mentions, verse.since, [article.id for article in verse.articles]) == (1, 1, ["2-2"])


def test_a_name_is_new_in_all_its_forms_at_once(weeks: Archive) -> None:
    (name,) = weeks.new_words(2).names
    assert (name.name.zh, name.name.forms, name.since) == ("宁波", ("닝보",), 1)
    assert weeks.new_words(3).names == ()


def test_a_word_that_stood_in_a_longer_one_is_not_new(weeks: Archive) -> None:
    assert weeks.search(Search(q='"금융기관"')).total == 2
    assert "금융기관" not in words(weeks.new_words(3))


def test_what_stands_once_and_never_again_is_counted_and_left_out(weeks: Archive) -> None:
    found = weeks.new_words(2)
    assert found.once > 0
    assert "공장" not in words(found)


def test_nothing_new_is_an_answer_too(weeks: Archive) -> None:
    found = weeks.new_words()
    assert (found.issue.number, found.words, found.names, found.later) == (4, (), (), None)
    assert found.earlier and found.earlier.number == 3


def test_in_the_first_issue_everything_is_new(weeks: Archive) -> None:
    found = weeks.new_words(1)
    assert found.is_first
    assert words(found)[0] == "은행"
    assert not weeks.new_words(2).is_first


def test_issue_307_alone(archive: Archive) -> None:
    found = archive.new_words()
    assert (found.issue.number, found.is_first) == (307, True)
    assert "宁波" in {each.name.zh for each in found.names}
    assert found.words_total >= len(found.words) > 0
    assert all(each.mentions >= 2 for each in found.words)


@pytest.mark.parametrize("number", [0, 308, 10**8])
def test_an_issue_that_is_not_there(archive: Archive, number: int) -> None:
    with pytest.raises(NotFound):
        archive.new_words(number)


def test_no_search_finds_a_new_word_in_an_earlier_article(weeks: Archive) -> None:
    for number, (day, _) in WEEKS.items():
        for word in weeks.new_words(number).words:
            found = weeks.search(read_search({"q": [f'"{word.text}"'], "to": [day], "sort": ["oldest"]}))
            assert found.hits[0].article.issue == number
            everywhere = weeks.search(Search(q=f'"{word.text}"'))
            assert everywhere.total == len(word.articles) + word.since


def test_an_archive_without_issues(tmp_path: Path, analyzer: Analyzer) -> None:
    (tmp_path / "corpus/issues").mkdir(parents=True)
    (tmp_path / "corpus/issues/ready.jsonl").write_text(ready("a", "은행."), encoding="utf-8")
    engine = WhooshEngine(tmp_path / "index")
    update(tmp_path / "corpus", engine, lambda: analyzer, no_progress)
    with pytest.raises(NotFound):
        Archive(engine, analyzer).new_words()
