"""Bring an index up to date with a corpus: what changed -> articles -> analysis on all cores -> one commit, or none."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from archive import outlets
from archive.analysis import Analyzer
from archive.engines.contract import Document, Engine, Writer
from archive.errors import IndexUnavailable, IndexUnusable, IssueError
from archive.fingerprint import FINGERPRINT
from archive.names.book import KEPT, Book
from archive.outlets import SameOutlets
from archive.records import SourceRecord
from archive.stored import searchable_parts
from indexer.corpus import CorpusFile, corpus_files
from indexer.entries import entry
from indexer.intake import Intake, Job, Seen
from indexer.names_file import read_names_file
from indexer.naming import book_of
from indexer.outlets_file import read_outlets_file
from indexer.parse import Parsed
from indexer.workers import File, Workers, shared_workers

Progress = Callable[[int, int], None]
"""Called with the number of files done and the number of all files."""

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
) -> Report:
    """Index what is new or changed, forget what is gone; all of it becomes visible at once.

    A file that cannot be read is reported, and what the index holds of it stays. Raises CorpusError, IndexLocked,
    IndexUnavailable; then the index is as it was.
    """
    started = time.perf_counter()
    load = cache(analyzer)
    files = corpus_files(corpus)
    known, why = ({}, "") if rebuild else _known(engine)
    report = Report(rebuilt=why or None)
    corrections = read_names_file(corpus, report.failed)
    same_outlets = read_outlets_file(corpus, report.failed)
    records = dict(known)
    with _Change(engine, fresh=why is not None) as change:
        intake = Intake(known, report.failed)
        for job, documents in _analyzed(_jobs(files, intake, workers or shared_workers(), progress), load):
            change.put(job.source, job.record, documents)
            records[job.source] = job.record
            if job.source in known:
                report.updated += 1
            else:
                report.added += 1
        for gone in sorted(known.keys() - {file.name for file in files} | intake.ousted):
            change.remove(gone)
            del records[gone]
            report.removed += 1
        book = None if why is not None or rebuild else _book(engine)
        if change.is_open or book is None or book.made_with != corrections.made_with:
            change.keep(KEPT, book_of(records.values(), corrections, load(), book).as_bytes())
        if why is not None or SameOutlets.from_bytes(engine.snapshot().kept(outlets.KEPT)) != same_outlets:
            change.keep(outlets.KEPT, same_outlets.as_bytes())
    snapshot = engine.snapshot()
    report.issues, report.articles = len(snapshot.sources()), len(snapshot)
    report.seconds = time.perf_counter() - started
    return report


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


def _book(engine: Engine) -> Book | None:
    """The book of names in the index."""
    kept = engine.snapshot().kept(KEPT)
    return None if kept is None else Book.from_bytes(kept)


class _Change:
    """A writer that is opened when there is something to write, so that an idle run leaves the generation alone."""

    def __init__(self, engine: Engine, *, fresh: bool) -> None:
        self._engine = engine
        self._fresh = fresh
        self._stack = ExitStack()
        self._writer: Writer | None = None

    def __enter__(self) -> _Change:
        self._stack.__enter__()
        if self._fresh:
            self._opened()
        return self

    def __exit__(self, *raised: Any) -> bool | None:
        return self._stack.__exit__(*raised)

    def put(self, source: str, record: SourceRecord, documents: list[Document]) -> None:
        self._opened().put(source, record.as_bytes(), documents)

    def remove(self, source: str) -> None:
        self._opened().remove(source)

    def keep(self, name: str, value: bytes) -> None:
        self._opened().keep(name, value)

    @property
    def is_open(self) -> bool:
        """Whether there is anything to write."""
        return self._writer is not None

    def _opened(self) -> Writer:
        if self._writer is None:
            self._writer = self._stack.enter_context(self._engine.writer(FINGERPRINT, rebuild=self._fresh))
        return self._writer


def _jobs(files: list[CorpusFile], intake: Intake, workers: Workers, progress: Progress) -> Iterator[Job]:
    """What has to be done, in order of name."""
    for done, (seen, parsed) in enumerate(_read(files, intake, workers)):
        progress(done, len(files))
        job = intake.settle(seen, parsed)
        if job is not None:
            yield job
    progress(len(files), len(files))


def _read(
    files: list[CorpusFile], intake: Intake, workers: Workers
) -> Iterator[tuple[Seen, Parsed | IssueError | None]]:
    """Every file, with what the workers read in it if it has changed; they read ahead."""
    waiting: deque[Seen] = deque()

    def changed() -> Iterator[File]:
        for seen in map(intake.look, files):
            waiting.append(seen)
            if seen.data is not None:
                yield File(seen.name, seen.data)

    for parsed in workers.parse_all(changed()):
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
