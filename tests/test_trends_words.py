"""Words of articles as readers know them, and the vocabulary of an archive that is kept with its index."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.analysis import Analyzer
from archive.engines.contract import Every, Request, Snapshot
from archive.engines.whoosh import WhooshEngine
from archive.models import Article, Block
from archive.search import Archive
from archive.stored import StoredArticle, pack, searchable_parts, unpack
from archive.trends.gathering import Gathering
from archive.trends.vocabulary import KEPT, MOST_COUNTED, Vocabulary
from archive.trends.words import words_of
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import issue, ready, write


def stored(analyzer: Analyzer, text: str, title: str = "제목", article_id: str = "1") -> StoredArticle:
    article = Article(article_id, None, None, None, title, (), None, date(2022, 12, 14), None, (Block("note", text),))
    return unpack(pack(article, analyzer.analyze(*searchable_parts(article))))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("과학혁신금융을 개혁했다.", {"과학혁신금융": 1, "개혁": 1}),
        ("닝보(宁波)와 AI기술.", {"닝보": 1, "宁波": 1, "AI기술": 1}),
        ("2022년 12월 14일, 100만 명.", {}),
        ("그것은 우리 때문이다.", {}),
        ("지아씽시의 이름.", {"지아씽시": 1, "이름": 1}),
        ("데이터 산업, 데이터 산업이 큰다.", {"데이터": 2, "산업": 2, "데이터 산업": 2}),
        ("데이터 산업이 큰다.", {"데이터": 1, "산업": 1}),
        ("http://example.org/abc 에서", {}),
    ],
)
def test_words_as_they_are_printed(analyzer: Analyzer, text: str, words: dict[str, int]) -> None:
    found = words_of(stored(analyzer, text))
    del found["제목"]
    assert found == words


def test_two_words_side_by_side_in_a_title_are_a_phrase(analyzer: Analyzer) -> None:
    assert words_of(stored(analyzer, "글.", title="과학혁신 금융 지원"))["과학혁신 금융"] == 1


def test_a_part_of_a_name_that_was_not_read_whole_is_no_word(analyzer: Analyzer) -> None:
    assert "지아" not in words_of(stored(analyzer, "지아씽시 대상"))


def test_only_nouns_are_kept(analyzer: Analyzer) -> None:
    gathering = Gathering(Vocabulary(), lambda: analyzer)
    gathering.take(stored(analyzer, "금융은 매우 천천히 발전하고 있다."))
    assert set(gathering.vocabulary(["1"]).words) == {"금융", "발전", "제목"}


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=40), max_size=4))
@example(["금융 혁신 금융 혁신", "\ud800", "금융"])
def test_any_vocabulary_comes_back(analyzer: Analyzer, texts: list[str]) -> None:
    gathering = Gathering(Vocabulary(), lambda: analyzer)
    for at, text in enumerate(texts):
        gathering.take(stored(analyzer, text, article_id=f"글\ud800{at}"))
    made = gathering.vocabulary([f"글\ud800{at}" for at in range(len(texts))])
    assert told(Vocabulary.from_bytes(made.as_bytes())) == told(made)


def test_nothing_kept_is_an_empty_vocabulary() -> None:
    assert told(Vocabulary.from_bytes(None)) == {}


def test_a_word_is_counted_up_to_a_byte(analyzer: Analyzer) -> None:
    gathering = Gathering(Vocabulary(), lambda: analyzer)
    gathering.take(stored(analyzer, "금융 " * 300))
    assert told(gathering.vocabulary(["1"]))["1"]["금융"] == MOST_COUNTED


def test_the_index_keeps_the_words_of_issue_307(archive: Archive, analyzer: Analyzer) -> None:
    snapshot = archive._engine.snapshot()
    kept = told(Vocabulary.from_bytes(snapshot.kept(KEPT)))
    assert set(kept) == {f"307-{n}" for n in range(1, 8)}
    assert kept == fresh(snapshot, analyzer)
    assert kept["307-1"]["과학혁신"] > 5


def test_step_by_step_gives_what_one_run_gives(tmp_path: Path, analyzer: Analyzer) -> None:
    """Added, changed, renamed and removed files leave the vocabulary that all files together would make."""
    corpus, engine = tmp_path / "corpus", WhooshEngine(tmp_path / "index")
    write(corpus, **{"307__txt": issue(307), "308__txt": issue(308, "2022.12.21")})
    write(corpus, ready__jsonl=ready("a", "메타버스 이야기") + ready("b", "금융 이야기"))
    update(corpus, engine, lambda: analyzer, no_progress)
    write(corpus, ready__jsonl=ready("b", "반도체 이야기") + ready("c", "반도체 산업", date="2001-01-01"))
    (corpus / "issues/308.txt").unlink()
    update(corpus, engine, lambda: analyzer, no_progress)
    kept = Vocabulary.from_bytes(engine.snapshot().kept(KEPT))
    assert told(kept) == fresh(engine.snapshot(), analyzer)
    assert kept.rows[0].article == "c"
    assert {row.article for row in kept.rows} == {"b", "c", *(f"307-{n}" for n in range(1, 8))}


def test_an_idle_run_leaves_the_index_alone(tmp_path: Path, analyzer: Analyzer) -> None:
    corpus, engine = write(tmp_path / "corpus", ready__jsonl=ready("a", "금융")), WhooshEngine(tmp_path / "index")
    update(corpus, engine, lambda: analyzer, no_progress)
    generation = engine.snapshot().generation
    update(corpus, engine, lambda: analyzer, no_progress)
    assert engine.snapshot().generation == generation


def test_words_count_their_articles_and_know_their_first(analyzer: Analyzer) -> None:
    gathering = Gathering(Vocabulary(), lambda: analyzer)
    for key, text in (("1", "금융"), ("2", "금융과 혁신"), ("3", "혁신")):
        gathering.take(stored(analyzer, text, article_id=key))
    made = gathering.vocabulary(["1", "2", "3"])
    finance, change = made.number_of["금융"], made.number_of["혁신"]
    assert (made.having[finance], made.first[finance]) == (2, 0)
    assert (made.having[change], made.first[change]) == (2, 1)
    assert made.articles(made.of_row[:0]).sum() == 0


def told(words: Vocabulary) -> dict[str, dict[str, int]]:
    """Each article's words with their numbers, whatever numbers the words have."""
    return {
        row.article: {words.words[number]: times for number, times in words.mentions(at).items()}
        for at, row in enumerate(words.rows)
    }


def fresh(snapshot: Snapshot, analyzer: Analyzer) -> dict[str, dict[str, int]]:
    """The same made anew from the stored articles."""
    keys = [hit.key for hit in snapshot.search(Request(Every(), limit=len(snapshot))).hits]
    found = [unpack(each) for each in snapshot.stored(keys) if each is not None]
    counts: dict[str, Counter[str]] = {each.article.id: words_of(each) for each in found}
    parts = sorted({part for count in counts.values() for word in count for part in word.split(" ")})
    nouns = {
        part
        for part, standing in zip(parts, analyzer.standings(parts), strict=True)
        if standing.noun or not any("가" <= letter <= "힣" for letter in part)
    }
    return {
        key: {word: times for word, times in count.items() if nouns.issuperset(word.split(" "))}
        for key, count in counts.items()
    }
