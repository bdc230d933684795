"""Completions are kept with the index: whatever came and went, they are those of an index that was made anew."""

from __future__ import annotations

from pathlib import Path

import pytest
import zstandard

from archive.analysis import Analyzer
from archive.completion import counting, table
from archive.completion.counting import Counts, counted
from archive.completion.table import Table
from archive.engines.whoosh import WhooshEngine
from archive.fingerprint import FINGERPRINT
from archive.search import Archive
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import ISSUE_307, issue, ready, write

NO_NAME = '[[never]]\nzh = "厨电"\n'


class Office:
    """A corpus and its index."""

    def __init__(self, place: Path, analyzer: Analyzer) -> None:
        self.corpus = write(place, **{"307__txt": ISSUE_307.read_text(encoding="utf-8")})
        self.engine = WhooshEngine(place / "index")
        self._analyzer = analyzer
        self._made = 0

    def update(self, commit_after: float = 60.0) -> None:
        """Bring the index up to date."""
        update(self.corpus, self.engine, lambda: self._analyzer, no_progress, commit_after=commit_after)

    def anew(self) -> WhooshEngine:
        """An index of the same corpus that was never changed."""
        self._made += 1
        engine = WhooshEngine(self.corpus / f"anew{self._made}")
        update(self.corpus, engine, lambda: self._analyzer, no_progress)
        return engine


@pytest.fixture
def office(analyzer: Analyzer, tmp_path: Path) -> Office:
    office = Office(tmp_path, analyzer)
    office.update()
    return office


def kept(engine: WhooshEngine, name: str = table.KEPT) -> bytes:
    found = engine.snapshot().kept(name)
    assert found is not None
    return found


def counts(engine: WhooshEngine) -> list[dict[str, int]]:
    read = Counts.from_bytes(kept(engine, counting.KEPT))
    assert read is not None
    return [dict(each) for each in (read.words, read.pairs, read.in_titles, read.titles, read.outlets)]


@pytest.mark.parametrize("commit_after", [60.0, 0.0])
def test_what_comes_changes_and_goes_is_counted(office: Office, commit_after: float) -> None:
    write(office.corpus, **{"308__txt": issue(308), "a__jsonl": ready("a", "과학혁신 금융", title="과학혁신 금융개혁")})
    office.update(commit_after)
    assert kept(office.engine) == kept(office.anew())
    write(office.corpus, **{"308__txt": issue(308).replace("금융", "무역"), "a__jsonl": ready("b", "닝보", outlet="x")})
    office.update(commit_after)
    assert kept(office.engine) == kept(office.anew()) and counts(office.engine) == counts(office.anew())
    (office.corpus / "issues" / "307.txt").unlink()
    (office.corpus / "issues" / "a.jsonl").unlink()
    office.update(commit_after)
    assert kept(office.engine) == kept(office.anew()) and counts(office.engine) == counts(office.anew())


def test_an_article_that_moves_to_another_file_is_counted_once(office: Office) -> None:
    write(office.corpus, b__jsonl=ready("a", "과학혁신 금융"))
    office.update()
    (office.corpus / "issues" / "b.jsonl").unlink()
    write(office.corpus, c__jsonl=ready("a", "과학혁신 금융 이야기"))
    office.update()
    assert counts(office.engine) == counts(office.anew())


def test_what_staff_say_of_names_changes_them_too(office: Office, analyzer: Analyzer) -> None:
    archive = Archive(office.engine, analyzer)
    assert "INSE Kitchen" in [each.text for each in archive.complete("inse")]
    (office.corpus / "names.toml").write_text(NO_NAME, encoding="utf-8")
    office.update()
    assert "INSE Kitchen" not in [each.text for each in archive.complete("inse")]
    assert kept(office.engine) == kept(office.anew())


def test_counts_are_read_from_the_articles_where_none_are_kept(office: Office) -> None:
    whole = counted(office.engine.snapshot())
    assert [dict(each) for each in (whole.words, whole.pairs, whole.titles)] == [
        each for at, each in enumerate(counts(office.engine)) if at in (0, 1, 3)
    ]


def test_an_index_that_keeps_none_has_the_same_completions(office: Office, analyzer: Analyzer) -> None:
    expected = [Archive(office.engine, analyzer).complete(typed) for typed in ("과", "ㄱ", "닝", "중국")]
    with office.engine.writer(FINGERPRINT) as writer:
        writer.keep(table.KEPT, zstandard.ZstdCompressor().compress(b"[0]"))
    assert Table.from_bytes(kept(office.engine), analyzer.plain) is None
    archive = Archive(office.engine, analyzer)
    assert [archive.complete(typed) for typed in ("과", "ㄱ", "닝", "중국")] == expected
