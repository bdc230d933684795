"""Bring an index up to date with a corpus: what changed -> articles -> analysis on all cores -> one commit, or none."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from archive.analysis import Analyzer
from archive.documents import document
from archive.engines.contract import Document, Engine
from archive.errors import EngineAway, IndexUnavailable, IndexUnusable, IssueError
from archive.fingerprint import FINGERPRINT
from archive.records import SourceRecord
from archive.stored import searchable_parts
from indexer.change import Change
from indexer.common import Common
from indexer.corpus import CorpusFile, corpus_files, lonely_corrections
from indexer.intake import Intake, Job, Seen
from indexer.parse import Parsed
from indexer.progress import Progress, Watch
from indexer.workers import File, Workers, shared_workers

COMMIT_AFTER = 60.0
"""Seconds of a run after which what was read so far is made visible: so much at most is done twice if it is stopped."""

Load = Callable[[], Analyzer]
"""Gives the analyzer; called only when something has to be analyzed, for it takes seconds to load."""


@dataclass(slots=True)
class Report:
    """What a run did. `added`, `updated` and `removed` count files; `seconds` is wall time."""

    issues: int = 0
    articles: int = 0
    added: int = 0
    updated: int = 0
    removed: int = 0
    failed: list[IssueError] = field(default_factory=list)
    seconds: float = 0.0
    rebuilt: str | None = None
    """Why the index was built anew although nobody asked for it."""
    doubtful: dict[str, int] = field(default_factory=dict)
    """The files that were read in this run and have places to look at, with how many."""

    def as_json(self) -> dict[str, Any]:
        failed = [{"file": error.file, "error": str(error)} for error in self.failed]
        counts = {name: getattr(self, name) for name in ("issues", "articles", "added", "updated", "removed")}
        return {**counts, "failed": failed, "seconds": round(self.seconds, 3)}


def update(
    corpus: Path,
    engine: Engine,
    analyzer: Load,
    progress: Progress,
    *,
    rebuild: bool = False,
    workers: Workers | None = None,
    commit_after: float = COMMIT_AFTER,
    watch: Watch | None = None,
) -> Report:
    """Index what is new or changed, forget what is gone.

    All of it becomes visible at once, or, in a run of more than `commit_after` seconds, file after file in steps of so
    many seconds: a run that is stopped goes on where the last step ended. A rebuild takes its place in one step.
    A file that cannot be read is reported, and what the index holds of it stays. Raises CorpusError, EngineAway,
    IndexLocked, IndexUnwritable; then the index is as it was after the last step.
    """
    started = time.perf_counter()
    files = corpus_files(corpus)
    told = _Told(len(files), progress, watch or Watch())
    known, why = ({}, None) if rebuild else _known(engine)
    report = Report(rebuilt=why or None)
    report.failed += lonely_corrections(corpus, files)
    load = cache(lambda: told.loading(analyzer))
    common = Common(engine, corpus, load, report.failed, None if rebuild or why is not None else known)
    # An index that others can still read is not replaced by the first part of the next.
    steps = commit_after if why == "" or not (rebuild or why) else None
    with Change(engine, fresh=rebuild or why is not None) as change:
        run = _Run(change, report, dict(known), common, steps, told)
        intake = Intake(known, report.failed)
        run.take_in(_analyzed(_jobs(files, intake, workers or shared_workers(), told), load))
        run.forget(sorted(known.keys() - {file.name for file in files} | intake.ousted))
        run.commit()
    if not change.has_written:
        # A change does it first; a killed run may have left as much as a whole index.
        engine.clear_up()
    report.issues, report.articles = len(run.records), len(engine.snapshot())
    report.seconds = time.perf_counter() - started
    return report


class _Told:
    """What whoever started the run is told of it."""

    def __init__(self, files: int, progress: Progress, watch: Watch) -> None:
        self._files = files
        self._done = 0
        self._progress = progress
        self._watch = watch
        self.doing = watch.doing
        progress(0, files)

    def passed(self) -> None:
        """A file is done that had not to be read."""
        self._done += 1
        self._progress(self._done, self._files)

    def taken(self) -> None:
        """A file is done that was read: it is in the index, or has been given up."""
        self._watch.took()
        self.passed()

    def reading(self, name: str) -> None:
        self.doing(f"{name} 읽는 중")

    def loading(self, analyzer: Load) -> Analyzer:
        """The analyzer, which takes seconds to load."""
        self.doing("언어 모델을 여는 중")
        loaded = analyzer()
        self.doing("")
        return loaded


class _Run:
    """What one run writes, and counts."""

    def __init__(
        self,
        change: Change,
        report: Report,
        records: dict[str, SourceRecord],
        common: Common,
        commit_after: float | None,
        told: _Told,
    ) -> None:
        self.records = records
        self._told = told
        self._change = change
        self._report = report
        self._common = common
        self._commit_after = commit_after

    def take_in(self, jobs: Iterable[tuple[Job, list[Document]]]) -> None:
        """Put every file into the index, in place of what it holds of it."""
        began = time.monotonic()
        for job, documents in jobs:
            self._change.put(job.source, job.record, documents)
            self._common.take(documents)
            if job.source in self.records:
                self._report.updated += 1
            else:
                self._report.added += 1
            self.records[job.source] = job.record
            if job.warnings:
                self._report.doubtful[job.source] = job.warnings
            self._told.taken()
            if self._commit_after is not None and time.monotonic() - began >= self._commit_after:
                self.commit()
                began = time.monotonic()

    def commit(self) -> None:
        """Make visible what was written so far, with what the index keeps of all files."""
        self._told.doing("이름 목록을 만드는 중")
        self._common.keep(self._change, self.records.values())
        self._told.doing("색인을 저장하는 중")
        self._change.commit()
        self._told.doing("")

    def forget(self, sources: Iterable[str]) -> None:
        """Take files out of the index."""
        for source in sources:
            self._change.remove(source)
            del self.records[source]
            self._report.removed += 1


def _known(engine: Engine) -> tuple[dict[str, SourceRecord], str | None]:
    """The records of the index, or why it has to be built anew (empty where there simply is none yet)."""
    try:
        snapshot = engine.snapshot()
    except EngineAway:
        raise
    except IndexUnusable as error:
        return {}, f"{error} 지금 새로 만듭니다."
    except IndexUnavailable:
        return {}, ""
    if snapshot.fingerprint != FINGERPRINT:
        return {}, "분석기나 사전의 판이 바뀌어 색인을 새로 만듭니다."
    return {source: SourceRecord.from_bytes(record) for source, record in snapshot.sources().items()}, None


def _jobs(files: list[CorpusFile], intake: Intake, workers: Workers, told: _Told) -> Iterator[Job]:
    """What has to be done, in order of name."""
    # Closed at once when something goes wrong, so that no worker reads on for nobody.
    with closing(_read(files, intake, workers, told)) as read:
        for seen, parsed in read:
            job = intake.settle(seen, parsed)
            if job is not None:
                yield job
            elif parsed is not None:
                told.taken()


def _read(
    files: list[CorpusFile], intake: Intake, workers: Workers, told: _Told
) -> Generator[tuple[Seen, Parsed | IssueError | None]]:
    """Every file, with what the workers read in it if it has changed; they read ahead."""
    waiting: deque[Seen] = deque()

    def changed() -> Iterator[File]:
        for seen in map(intake.look, files):
            waiting.append(seen)
            if seen.data is None:
                told.passed()
            else:
                yield File(seen.name, seen.data, seen.overrides)

    with closing(workers.parse_all(changed(), told.reading)) as answers:
        for parsed in answers:
            told.doing("")
            while waiting[0].data is None:
                yield waiting.popleft(), None
            yield waiting.popleft(), parsed
    yield from ((seen, None) for seen in waiting)


def _analyzed(jobs: Iterator[Job], load: Load) -> Iterator[tuple[Job, list[Document]]]:
    """Every job with its documents. The analyzer reads ahead over file borders, so that no core waits for a file."""
    first = next(jobs, None)
    if first is None:
        return
    waiting: deque[Job] = deque()

    def texts() -> Iterator[Sequence[str]]:
        for job in chain([first], jobs):
            waiting.append(job)
            yield from (searchable_parts(article) for article in job.articles)

    documents: list[Document] = []
    for analysis in load().analyze_all(texts()):
        while len(documents) == len(waiting[0].articles):
            yield waiting.popleft(), documents
            documents = []
        documents.append(document(waiting[0].articles[len(documents)], analysis))
    while waiting:
        yield waiting.popleft(), documents
        documents = []
