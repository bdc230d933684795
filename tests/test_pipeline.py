"""Indexing as the operator sees it: only what changed, all or nothing, and bad files never cost a good article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from archive.analysis import Analysis, Analyzer
from archive.checked import Check
from archive.engines.memory import MemoryEngine
from archive.engines.whoosh import WhooshEngine
from archive.errors import CorpusError, IndexUnusable, NotFound
from archive.fingerprint import FORMAT
from archive.records import SourceRecord
from archive.results import Search
from archive.search import Archive
from indexer.pipeline import Report, update
from tests.conftest import no_progress
from tests.corpora import issue, ready, write


@pytest.fixture
def engine(tmp_path: Path) -> WhooshEngine:
    return WhooshEngine(tmp_path / "index")


class Run:
    """Runs the pipeline over one corpus and one engine, with the real analyzer."""

    def __init__(self, corpus: Path, engine: WhooshEngine, analyzer: Analyzer) -> None:
        self.corpus = corpus
        self.engine = engine
        self.archive = Archive(engine, analyzer)
        self._analyzer = analyzer
        self.loads = 0

    def __call__(self, *, rebuild: bool = False) -> Report:
        return update(self.corpus, self.engine, self._load, no_progress, rebuild=rebuild)

    def _load(self) -> Analyzer:
        self.loads += 1
        return self._analyzer

    def ids(self, q: str = "") -> set[str]:
        return {hit.article.id for hit in self.archive.search(Search(q=q, per_page=100)).hits}


@pytest.fixture
def run(tmp_path: Path, engine: WhooshEngine, analyzer: Analyzer) -> Run:
    return Run(
        write(tmp_path / "corpus", a__jsonl=ready("a1", "과학 혁신") + ready("a2", "금융 개혁")), engine, analyzer
    )


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.removed, len(report.failed)


def test_new_changed_and_gone_files(run: Run) -> None:
    assert (counts(run()), run.ids()) == ((1, 0, 0, 0), {"a1", "a2"})
    write(run.corpus, a__jsonl=ready("a1", "바뀐 글"), b__txt=issue(5))
    assert counts(run()) == (1, 1, 0, 0)
    assert run.ids("바뀐") == {"a1"}
    assert run.ids("과학혁신 금융") == {"5-1", "5-5", "5-6"}
    (run.corpus / "issues" / "a.jsonl").unlink()
    assert counts(run()) == (0, 0, 1, 0)
    assert run.ids() == {f"5-{n}" for n in range(1, 8)}


def test_an_idle_run_changes_nothing_and_loads_no_model(run: Run, engine: WhooshEngine) -> None:
    run()
    generation = engine.snapshot().generation
    assert counts(run()) == (0, 0, 0, 0)
    assert engine.snapshot().generation == generation
    assert run.loads == 1


def test_a_changed_names_file_is_taken_up_without_reading_an_issue_again(run: Run) -> None:
    write(run.corpus, b__txt=issue(5))
    run()
    (run.corpus / "names.toml").write_text('[[name]]\nzh = "海信"\nforms = ["하이센스"]\n', encoding="utf-8")
    assert counts(run()) == (0, 0, 0, 0)
    assert run.ids("하이센스") == {"5-3"}
    (run.corpus / "names.toml").write_text('[[never]]\nzh = "海信"\n[[name]]\nzh = 3\n', encoding="utf-8")
    report = run()
    assert counts(report) == counts(run()) == (0, 0, 0, 1)
    assert str(report.failed[0]).startswith("names.toml 3번째 줄: ")
    assert run.ids("하이센스") == set() and run.ids("海信") == {"5-3"}
    (run.corpus / "names.toml").unlink()
    assert counts(run()) == (0, 0, 0, 0)
    assert "Hisense" in run.archive.search(Search("海信")).widened[0].forms


def test_a_correction_beside_an_issue_is_applied_changed_and_taken_back(run: Run) -> None:
    write(run.corpus, b__txt=issue(5))
    run()
    write(run.corpus, b__toml='[[article]]\nwas = "2022 세계 스마트제조"\ntitle = "고친 제목"\n')
    assert counts(run()) == (0, 1, 0, 0)
    assert run.ids("제목:고친") == {"5-2"} and counts(run()) == (0, 0, 0, 0)
    write(run.corpus, b__toml='[[article]]\nwas = "없는 제목"\ntitle = "고친 제목"\n')
    report = run()
    assert counts(report) == (0, 1, 0, 1) and report.failed[0].file == "issues/b.toml"
    assert "5-2" in run.ids("제목:스마트제조")
    (run.corpus / "issues" / "b.toml").unlink()
    assert counts(run()) == (0, 1, 0, 0)


def test_a_correction_without_an_issue_is_told(run: Run) -> None:
    write(run.corpus, c__toml="")
    report = run()
    assert [str(error) for error in report.failed] == [
        "issues/c.toml: 옆에 같은 이름의 호 파일이 없어 쓰지 않았습니다. 이름을 호 파일과 같게 해 주세요."
    ]


def test_the_check_of_an_issue_is_kept_with_it(run: Run) -> None:
    write(run.corpus, b__txt=issue(5))
    run()
    record = SourceRecord.from_bytes(run.engine.snapshot().sources()["issues/b.txt"])
    assert record.check is not None
    assert [row.match for row in Check.from_json(record.check).rows] == ["matched"] * 7
    assert SourceRecord.from_bytes(run.engine.snapshot().sources()["issues/a.jsonl"]).check is None


def test_names_go_with_the_articles_that_print_them(run: Run) -> None:
    write(run.corpus, b__txt=issue(5))
    run()
    assert run.archive.names("닝보").total == 1
    (run.corpus / "issues" / "b.txt").unlink()
    run()
    assert run.archive.names("닝보").total == 0


def test_a_long_run_that_is_stopped_goes_on_where_it_was(run: Run, analyzer: Analyzer) -> None:
    numbers = range(10, 22)
    write(run.corpus, **{f"b{number}__txt": issue(number) for number in numbers})

    def stop(done: int, total: int) -> None:
        # Analysis reads some files ahead of those that are written.
        if done == total - 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        update(run.corpus, run.engine, lambda: analyzer, stop, commit_after=0.0)
    assert "10-1" in run.ids() and "21-1" not in run.ids()
    assert run.archive.names("닝보").total == 1
    report = run()
    assert 1 <= report.added < 13 and counts(run()) == (0, 0, 0, 0)
    assert {f"{number}-7" for number in numbers} <= run.ids("섹션:KIC")


def test_a_rebuild_that_is_stopped_changes_nothing(run: Run, analyzer: Analyzer) -> None:
    run()
    write(run.corpus, b__txt=issue(5))

    def stop(done: int, total: int) -> None:
        if done == total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        update(run.corpus, run.engine, lambda: analyzer, stop, rebuild=True, commit_after=0.0)
    assert run.ids() == {"a1", "a2"}


def test_a_touched_file_with_the_same_bytes_is_unchanged(run: Run) -> None:
    run()
    path = run.corpus / "issues" / "a.jsonl"
    path.write_bytes(path.read_bytes())
    assert counts(run()) == (0, 0, 0, 0)


def test_rebuilding_gives_the_same_answers(run: Run) -> None:
    write(run.corpus, b__txt=issue(5))
    run()
    before = run.archive.search(Search(q="과학 금융"))
    assert counts(run(rebuild=True)) == (2, 0, 0, 0)
    after = run.archive.search(Search(q="과학 금융"))
    assert [(hit.article, hit.score, hit.why) for hit in before.hits] == [
        (h.article, h.score, h.why) for h in after.hits
    ]


def test_a_file_that_cannot_be_read_is_named_and_the_others_go_in(run: Run) -> None:
    (run.corpus / "issues" / "broken.txt").write_bytes(bytes(range(256)) * 9)
    report = run()
    assert counts(report) == (1, 0, 0, 1)
    assert "broken.txt" in str(report.failed[0])
    assert report.as_json()["failed"][0]["file"] == "issues/broken.txt"
    assert counts(run()) == (0, 0, 0, 1), "a file that stays broken is told every time"


def test_a_file_that_becomes_unreadable_keeps_its_articles(run: Run) -> None:
    write(run.corpus, b__txt=issue(5))
    run()
    (run.corpus / "issues" / "b.txt").write_bytes(b"")
    assert counts(run()) == (0, 0, 0, 1)
    assert "5-1" in run.ids()


def test_a_bad_line_does_not_cost_the_good_ones(run: Run) -> None:
    write(run.corpus, a__jsonl=ready("a1", "과학") + "{no json\n" + ready("a3", "금융"))
    report = run()
    assert counts(report) == (1, 0, 0, 1)
    assert "2" in str(report.failed[0]), "the line is named"
    assert run.ids() == {"a1", "a3"}
    assert counts(run()) == (0, 0, 0, 1)


def test_two_issues_with_one_number_are_named_and_the_first_by_name_is_kept(run: Run) -> None:
    write(run.corpus, m__txt=issue(5, "2022.01.01"))
    run()
    write(run.corpus, b__txt=issue(5, "2021.01.01"))
    report = run()
    (error,) = report.failed
    assert "issues/b.txt" in str(error) and "issues/m.txt" in str(error) and error.file == "issues/m.txt"
    dates = {hit.article.date.year for hit in run.archive.search(Search(q="호:5", per_page=100)).hits}
    assert dates == {2021}, "an increment decides as a rebuild does"
    assert counts(run(rebuild=True)) == (2, 0, 0, 1)
    (run.corpus / "issues" / "b.txt").unlink()
    assert counts(run()) == (1, 0, 1, 0), "when the first is gone, the second takes its place"


def test_an_article_id_that_two_files_use_belongs_to_the_first(run: Run) -> None:
    write(run.corpus, b__jsonl=ready("a1", "다른 글") + ready("b1", "새 글"))
    report = run()
    assert "a1" in str(report.failed[0]) and "issues/a.jsonl" in str(report.failed[0])
    assert run.ids("다른") == set()
    assert run.ids() == {"a1", "a2", "b1"}
    (run.corpus / "issues" / "a.jsonl").unlink()
    assert counts(run()) == (0, 1, 1, 0)
    assert run.ids() == {"a1", "b1"}


def test_a_run_that_fails_leaves_the_old_state(run: Run, engine: WhooshEngine, analyzer: Analyzer) -> None:
    """A real analyzer that dies after the first article, as one that runs out of memory would."""
    run()
    before = run.ids()
    write(run.corpus, a__jsonl=ready("new", "새 글") + ready("new2", "또"))

    class Dying(Analyzer):
        def __init__(self) -> None:
            pass

        def analyze_all(self, texts: Iterable[Sequence[str]]) -> Iterator[Analysis]:
            yield next(analyzer.analyze_all(texts))
            raise MemoryError

    for rebuild in (False, True):
        with pytest.raises(MemoryError):
            update(run.corpus, engine, Dying, no_progress, rebuild=rebuild)
        assert run.ids() == before
    assert counts(run()) == (0, 1, 0, 0)


def test_hidden_files_are_left_alone(run: Run) -> None:
    write(run.corpus, **{"__DS_Store": "x", "~$temp__txt": "x"})
    assert counts(run()) == (1, 0, 0, 0)


def test_a_format_that_is_not_known_is_reported(run: Run) -> None:
    write(run.corpus, table__xls="x")
    (error,) = run().failed
    assert error.file == "issues/table.xls" and ".txt" in str(error)


def test_an_empty_corpus_gives_an_empty_archive(tmp_path: Path, engine: WhooshEngine, analyzer: Analyzer) -> None:
    (tmp_path / "corpus" / "issues").mkdir(parents=True)
    run = Run(tmp_path / "corpus", engine, analyzer)
    report = run()
    assert (report.issues, report.articles, counts(report)) == (0, 0, (0, 0, 0, 0))
    assert run.ids() == set()


@pytest.mark.parametrize("missing", ["nowhere", "nowhere/issues"])
def test_a_corpus_folder_that_does_not_exist(
    tmp_path: Path, engine: WhooshEngine, analyzer: Analyzer, missing: str
) -> None:
    (tmp_path / missing).parent.mkdir(parents=True, exist_ok=True)
    with pytest.raises(CorpusError, match="nowhere"):
        update(tmp_path / "nowhere", engine, lambda: analyzer, no_progress)


def test_an_index_of_another_analysis_is_rebuilt_and_says_so(run: Run, engine: WhooshEngine) -> None:
    with engine.writer(f"{FORMAT} an older analysis"):
        pass
    assert any("seogo index" in notice for notice in run.archive.search(Search(q="과학")).notices)
    report = run()
    assert report.rebuilt and run.ids() == {"a1", "a2"}
    assert run.archive.search(Search(q="과학")).notices == ()


def test_an_index_of_another_format_is_not_read_and_is_rebuilt(run: Run, engine: WhooshEngine) -> None:
    with engine.writer("format-0 an older program") as writer:
        writer.put("issues/a.jsonl", b"who knows", [])
    with pytest.raises(IndexUnusable, match="seogo index"):
        run.ids()
    assert run().rebuilt and run.ids() == {"a1", "a2"}


def test_progress_counts_every_file(tmp_path: Path, analyzer: Analyzer) -> None:
    corpus = write(tmp_path, a__jsonl=ready("a", "글"), b__jsonl=ready("b", "글"))
    seen: list[tuple[int, int]] = []
    update(corpus, MemoryEngine(), lambda: analyzer, lambda done, total: seen.append((done, total)))
    assert seen == [(0, 2), (1, 2), (2, 2)]


def test_an_archive_tells_how_an_issue_was_split(run: Run) -> None:
    write(run.corpus, b__txt=issue(5), c__jsonl=ready("6-1", "글", issue=6))
    run()
    check = run.archive.check(5)
    assert (check.source, check.summary.number, check.problems) == ("issues/b.txt", 5, ())
    assert check.check is not None and check.check.sureness == "sure"
    assert run.archive.check(6).check is None
    with pytest.raises(NotFound):
        run.archive.check(7)
