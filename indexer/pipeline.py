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
from archive.engines.contract import Document, Engine
from archive.errors import IndexUnavailable, IndexUnusable, IssueError
from archive.fingerprint import FINGERPRINT
from archive.records import SourceRecord
from archive.stored import searchable_parts
from indexer.change import Change
from indexer.common import Common
from indexer.corpus import CorpusFile, corpus_files, lonely_corrections
from indexer.entries import entry
from indexer.intake import Intake, Job, Seen
from indexer.parse import Parsed
from indexer.workers import File, Workers, shared_workers

Progress = Callable[[int, int], None]
"""Called with the number of files done and the number of all files."""

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
) -> Report:
    """Index what is new or changed, forget what is gone.

    All of it becomes visible at once, or, in a run of more than `commit_after` seconds, file after file in steps of so
    many seconds: a run that is stopped goes on where the last step ended. A rebuild takes its place in one step.
    A file that cannot be read is reported, and what the index holds of it stays. Raises CorpusError, IndexLocked,
    IndexUnavailable; then the index is as it was after the last step.
    """
    started = time.perf_counter()
    files = corpus_files(corpus)
    known, why = ({}, None) if rebuild else _known(engine)
    report = Report(rebuilt=why or None)
    report.failed += lonely_corrections(corpus, files)
    common = Common(engine, corpus, cache(analyzer), report.failed, fresh=rebuild or why is not None)
    # An index that others can still read is not replaced by the first part of the next.
    steps = commit_after if why == "" or not (rebuild or why) else None
    with Change(engine, fresh=rebuild or why is not None) as change:
        run = _Run(change, report, dict(known), common, steps)
        intake = Intake(known, report.failed)
        run.take_in(_analyzed(_jobs(files, intake, workers or shared_workers(), progress), common.load))
        run.forget(sorted(known.keys() - {file.name for file in files} | intake.ousted))
        common.keep(change, run.records.values())
    snapshot = engine.snapshot()
    report.issues, report.articles = len(snapshot.sources()), len(snapshot)
    report.seconds = time.perf_counter() - started
    return report


class _Run:
    """What one run writes, and counts."""

    def __init__(
        self,
        change: Change,
        report: Report,
        records: dict[str, SourceRecord],
        common: Common,
        commit_after: float | None,
    ) -> None:
        self.records = records
        self._change = change
        self._report = report
        self._common = common
        self._commit_after = commit_after

    def take_in(self, jobs: Iterable[tuple[Job, list[Document]]]) -> None:
        """Put every file into the index, in place of what it holds of it."""
        began = time.monotonic()
        for job, documents in jobs:
            self._change.put(job.source, job.record, documents)
            if job.source in self.records:
                self._report.updated += 1
            else:
                self._report.added += 1
            self.records[job.source] = job.record
            if self._commit_after is not None and time.monotonic() - began >= self._commit_after:
                self._common.keep(self._change, self.records.values())
                self._change.commit()
                began = time.monotonic()

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
    except IndexUnusable as error:
        return {}, f"{error} 지금 새로 만듭니다."
    except IndexUnavailable:
        return {}, ""
    if snapshot.fingerprint != FINGERPRINT:
        return {}, "분석기나 사전의 판이 바뀌어 색인을 새로 만듭니다."
    return {source: SourceRecord.from_bytes(record) for source, record in snapshot.sources().items()}, None


def _jobs(files: list[CorpusFile], intake: Intake, workers: Workers, progress: Progress) -> Iterator[Job]:
    """What has to be done, in order of name."""
    # Closed at once when something goes wrong, so that no worker reads on for nobody.
    with closing(_read(files, intake, workers)) as read:
        for done, (seen, parsed) in enumerate(read):
            progress(done, len(files))
            job = intake.settle(seen, parsed)
            if job is not None:
                yield job
    progress(len(files), len(files))


def _read(
    files: list[CorpusFile], intake: Intake, workers: Workers
) -> Generator[tuple[Seen, Parsed | IssueError | None]]:
    """Every file, with what the workers read in it if it has changed; they read ahead."""
    waiting: deque[Seen] = deque()

    def changed() -> Iterator[File]:
        for seen in map(intake.look, files):
            waiting.append(seen)
            if seen.data is not None:
                yield File(seen.name, seen.data, seen.overrides)

    with closing(workers.parse_all(changed())) as answers:
        for parsed in answers:
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
        documents.append(entry(waiting[0].articles[len(documents)], analysis))
    while waiting:
        yield waiting.popleft(), documents
        documents = []
