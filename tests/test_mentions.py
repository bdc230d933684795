"""No mention is missed: plain string search over the printed text is the oracle."""

from __future__ import annotations

import random
import re

import pytest

from archive.results import Search
from archive.search import Archive
from benchmarks.measures import Truth, mention_figures
from tests.corpora import articles_of


@pytest.fixture(scope="module")
def texts(archive: Archive) -> dict[str, str]:
    return {article.id: article.text for article in articles_of(archive, 307)}


def found(archive: Archive, q: str, *, inside: bool = False) -> set[str]:
    results = archive.search(Search(q, inside=inside, per_page=100))
    return set() if results.relaxed else {hit.article.id for hit in results.hits}


def begun(texts: dict[str, str], letters: str) -> set[str]:
    """Articles in which the letters begin a word, whatever stands between them of white space."""
    pattern = re.compile(r"(?<![가-힣])" + r"\s*".join(map(re.escape, letters)))
    return {key for key, text in texts.items() if pattern.search(text)}


def test_every_beginning_of_every_word_finds_all_articles_that_have_it(archive: Archive, texts: dict[str, str]) -> None:
    chance = random.Random(307)
    words = sorted({word for text in texts.values() for word in re.findall("(?<![가-힣])[가-힣]{2,}", text)})
    for word in chance.sample(words, 400):
        asked = word[: chance.randint(2, len(word))]
        assert begun(texts, asked) <= found(archive, asked), asked


def test_a_mention_that_runs_over_spaces_is_found_written_together(archive: Archive, texts: dict[str, str]) -> None:
    chance = random.Random(307)
    side_by_side = re.compile(r"(?<![가-힣])[가-힣]{2,5}\s+[가-힣]{1,4}")
    pairs = sorted({pair for text in texts.values() for pair in side_by_side.findall(text)})
    for pair in chance.sample(pairs, 150):
        asked = "".join(pair.split())
        assert begun(texts, asked) <= found(archive, asked), pair


def test_letters_anywhere_are_found_inside(archive: Archive, texts: dict[str, str]) -> None:
    """Of Hangul, whatever letters are cut out of a text are found where substring search finds them."""
    chance = random.Random(307)
    runs = sorted({run for text in texts.values() for run in re.findall("[가-힣]{4,}", text)})
    for run in chance.sample(runs, 100):
        start = chance.randint(0, len(run) - 2)
        asked = run[start : start + chance.randint(2, 3)]
        have = {key for key, text in texts.items() if asked in re.sub(r"\s", "", text)}
        assert have <= found(archive, asked, inside=True), asked


def test_what_is_found_literally_only_inside_words_is_offered_and_not_mixed_in(archive: Archive) -> None:
    results = archive.search(Search("학혁"))
    assert results.total == 0 and results.inside == 3
    assert archive.search(Search("학혁", inside=True)).total == 3


@pytest.mark.parametrize("per_page", [1, 2, 100])
@pytest.mark.parametrize("asked", ["인도", "도시", "성과", "기업 인도", "의사"])
def test_mentions_come_before_letters_inside_words(archive: Archive, asked: str, per_page: int) -> None:
    mentions = [hit.article.id for hit in archive.search(Search(asked, per_page=100)).hits]
    pages = [archive.search(Search(asked, inside=True, page=page, per_page=per_page)) for page in range(1, 9)]
    with_inside = [hit.article.id for page in pages for hit in page.hits]
    assert set(with_inside[: len(mentions)]) == set(mentions)
    assert len(with_inside) == len(set(with_inside)) == pages[0].total


def test_the_figures_are_what_they_are_said_to_be() -> None:
    """Worked out by hand: 인도 begins a word in a, stands in 문재인도 in b; 고려 stands between borders in c."""
    from archive.analysis.korean import Morpheme

    texts = {"a": "인도와 중국", "b": "문재인도 갔다", "c": "한국고려대학"}
    borders = {
        "a": [Morpheme("인도", "NNP", 0, 2)],
        "b": [Morpheme("문재인", "NNP", 0, 3)],
        "c": [Morpheme("고려", "NNP", 2, 4)],
    }
    hits = [("인도", {"a", "b"}), ("고려", {"c", "a"})]
    assert mention_figures(Truth(texts, borders), hits) == (1.0, 1.0, 0.75, 0.25, 0.0)
