"""Made archives: the same seed gives the same articles, and what is put together is what would have been analyzed."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from pathlib import Path

import pytest

from archive.analysis import Analyzer
from archive.stored import pack, searchable_parts
from benchmarks.scale import laws, measure, names
from benchmarks.scale.archive import Ingredients, Maker
from benchmarks.scale.clients import WARMING, Question, by_threads
from benchmarks.scale.pieces import analyzed
from benchmarks.scale.table import tables
from benchmarks.scale.texts import documents, sentences_of

FIRST = "베이징의 반도체 기업들은 올해 투자를 크게 늘렸다. 정부는 내년에도 지원을 이어 갈 계획이다."
SECOND = "중국과학원(中国科学院)은 새로운 소재를 개발했다고 밝혔다."


@pytest.fixture(scope="module")
def ingredients(analyzer: Analyzer) -> Ingredients:
    return Ingredients([sentences_of(FIRST), sentences_of(SECOND)], analyzer, seed=1)


def write_data(folder: Path, *texts: str) -> Path:
    rows = (json.dumps({"_id": str(at), "title": "-", "text": text}) for at, text in enumerate(texts))
    (folder / "corpus.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return folder


def test_texts_are_read_from_data_and_from_pages_and_no_sentence_twice(tmp_path: Path) -> None:
    help_page = tmp_path / "help" / "one.html"
    help_page.parent.mkdir()
    help_page.write_text(f"<p>{SECOND}</p><p>메뉴에서 파일을 고른 다음 열기를 누릅니다.</p>", encoding="utf-8")
    found = documents(write_data(tmp_path, FIRST, SECOND), [help_page.parent])
    assert found[-3:] == [
        tuple(sentences_of(FIRST)),
        (SECOND,),
        ("메뉴에서 파일을 고른 다음 열기를 누릅니다.",),
    ]


def test_headings_and_lists_of_figures_are_no_sentences() -> None:
    assert sentences_of("반도체 산업의 현황과 전망\n\n1.2 3.4 5.6 7.8 9.10 11.12 13.14. 짧다.") == []


def test_letters_of_an_article_put_together_are_those_of_its_analysis(
    ingredients: Ingredients, analyzer: Analyzer
) -> None:
    for article, made in Maker(ingredients, 40_000, seed=1).week(3):
        analysis = analyzer.analyze(*searchable_parts(article))
        assert [term[1:] for term in made.letters.terms] == [term[1:] for term in analysis.letters.terms]
        assert (made.letters.starts, made.letters.ends) == (analysis.letters.starts, analysis.letters.ends)


def test_words_of_a_piece_are_those_of_its_analysis(analyzer: Analyzer) -> None:
    (piece,) = analyzed([SECOND], analyzer)
    assert list(piece.words) == list(analyzer.analyze(SECOND).words)


def test_a_head_is_cut_where_a_word_ends(analyzer: Analyzer) -> None:
    (piece,) = analyzed([FIRST], analyzer)
    head = piece.head(12)
    assert head.text == "베이징의 반도체"
    assert list(head.words) == [token for token in piece.words if token.end <= len(head.text)]


def test_the_same_seed_gives_the_same_bytes(ingredients: Ingredients) -> None:
    once, again, other = ([pack(*made) for made in Maker(ingredients, 40_000, seed).week(7)] for seed in (5, 5, 6))
    assert once == again
    assert once != other


def test_all_weeks_together_have_as_many_articles_as_were_asked_for(ingredients: Ingredients) -> None:
    for articles in (1, 3_500, 1_000_000):
        weeks = Maker(ingredients, articles, seed=1).weeks
        assert sum(weeks) == articles
        assert len(weeks) == laws.WEEKS


def test_the_last_years_have_more_articles_than_the_first_ones() -> None:
    weeks = laws.in_weeks(100_000, random.Random(1))
    assert sum(weeks[-104:]) > 2 * sum(weeks[:104])


def test_days_stand_in_their_week_and_in_order() -> None:
    found = laws.days(10, 50, random.Random(1))
    first = laws.FIRST_WEEK + timedelta(weeks=10)
    assert found == sorted(found)
    assert all(timedelta(0) <= day - first < timedelta(days=7) for day in found)


def test_there_are_two_hundred_outlets_and_the_first_is_the_commonest() -> None:
    chance = random.Random(1)
    drawn = [outlet for _ in range(20_000) for outlet in laws.outlets(chance)]
    counts = [drawn.count(outlet) for outlet in laws.OUTLETS]
    assert len(set(laws.OUTLETS)) == 200
    assert counts[0] == max(counts)
    assert 1.5 < counts[0] / counts[1] < 2.5


def test_lengths_have_the_median_of_their_law() -> None:
    chance = random.Random(1)
    lengths = sorted(laws.length(chance) for _ in range(10_000))
    assert abs(lengths[5_000] - laws.MEDIAN_LENGTH) < 40


def test_no_two_places_have_the_same_name() -> None:
    places = [*range(300_000), *range(10**9, 10**9 + 50_000)]
    made = {names.name(place) for place in places}
    assert len(made) == len(places)
    assert all(map(names.is_made, list(made)[:1_000]))


def test_new_names_go_on_coming_as_a_power_of_the_draws() -> None:
    chance = random.Random(1)
    draws = [names.drawn(chance) for _ in range(1_000_000)]
    growth = len(set(draws)) / len(set(draws[:100_000]))
    assert 10 ** (1 / names.EXPONENT) - 0.3 < growth < 10 ** (1 / names.EXPONENT) + 1


def test_every_question_is_asked_once_and_those_of_a_kind_that_takes_too_long_no_more() -> None:
    asked: list[str] = []
    questions = [Question(kind, f"{kind} {turn}") for turn in range(WARMING) for kind in ("quick", "slow")]
    answers = by_threads(asked.append, questions, 1, within=60)
    assert asked == [question.what for question in questions]
    assert [kind for kind, _ in answers.times] == [question.kind for question in questions[WARMING:]]
    assert by_threads(asked.append, questions, 1, within=0).times == []


def test_percentiles_stand_between_two_values() -> None:
    assert measure.percentiles(list(range(101))) == {"p50": 50, "p95": 95, "p99": 99}
    assert measure.percentiles([7.0]) == {"p50": 7.0, "p95": 7.0, "p99": 7.0}


def test_a_table_says_of_a_step_that_was_not_reached_how_far_it_came() -> None:
    row = {"name": "index", "engine": "whoosh", "articles": 350_000, "clients": 1, "reached": False}
    told = tables([{**row, "why": "not done after 60 s", "done": 1_200}])
    assert told.splitlines()[2].startswith("| 350,000 | whoosh | not done after 60 s, 1,200 written | - |")


def test_memory_of_this_process_has_a_peak_that_is_not_below_it() -> None:
    found = measure.memory()
    assert 1 < found.resident <= found.peak
