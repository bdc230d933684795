"""A run of `seogo index` in a fork, which says how far it is, and which kills itself where it is told to."""

from __future__ import annotations

import os
import signal
import struct
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import archive.analysis
import seogo
from archive.analysis import Analyzer
from archive.engines.contract import Document
from archive.records import SourceRecord
from indexer import pipeline
from indexer.change import Change

READING, WRITING, COMMITTING, COMMITTED = range(4)
"""How far a run is: nothing is written yet, a change is open, the commit has begun, the commit is done."""

NOTE = struct.Struct("<Bdi")
"""What a run says: how far it is, since when (of the monotonic clock), file operations since the commit began."""

OPERATIONS = ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "shutil.rmtree", "shutil.copyfile")
"""Audit events of Python (docs.python.org, Audit events table) that touch files; Tantivy's own are not among them."""


def seogo_index(analyzer: Analyzer, out: int, arguments: list[str], scratch: Path, die_at: int | None) -> int:
    """The exit status of the command. `die_at`: the operation on files, counted from 1 when the commit begins, before
    which the process kills itself. `scratch` is its temp folder; what it prints goes to said.txt beside that."""
    os.environ["TMPDIR"] = str(scratch)
    said = os.open(scratch.parent / "said.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(said, stream)
    steps = _Steps(out, die_at)
    sys.addaudithook(steps.count)
    _Told.steps = steps
    # The command loads its models by this name, and opens its changes by that one.
    vars(archive.analysis)["build_analyzer"] = lambda: analyzer
    vars(pipeline)["Change"] = _Told
    steps.note(READING)
    return seogo.main(["index", *arguments])


def notes(data: bytes) -> Iterator[tuple[int, float, int]]:
    """What a run has said; a note that it had no time to finish is left out."""
    whole = len(data) // NOTE.size * NOTE.size
    yield from NOTE.iter_unpack(data[:whole])


class _Steps:
    def __init__(self, out: int, die_at: int | None) -> None:
        self._out = out
        self._die_at = die_at
        self._phase = READING
        self._done = 0

    def note(self, phase: int) -> None:
        self._phase = phase
        if phase == COMMITTING:
            self._done = 0
        os.write(self._out, NOTE.pack(phase, time.monotonic(), self._done))

    def count(self, event: str, _: Any) -> None:
        if event in OPERATIONS and self._phase >= COMMITTING:
            self._done += 1
            if self._done == self._die_at:
                os.killpg(0, signal.SIGKILL)


class _Told(Change):
    """A change that says how far it is."""

    steps: _Steps

    def put(self, source: str, record: SourceRecord, documents: list[Document]) -> None:
        self._writes()
        super().put(source, record, documents)

    def remove(self, source: str) -> None:
        self._writes()
        super().remove(source)

    def commit(self) -> None:
        if self.is_open:
            self.steps.note(COMMITTING)
        super().commit()
        self.steps.note(COMMITTED)

    def _writes(self) -> None:
        if not self.is_open or self._fresh:
            self.steps.note(WRITING)
