"""One index of one corpus: runs of `seogo index` over it, and what has become of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.faults.corpus import Corpus
from benchmarks.faults.forked import Fork, Holder
from benchmarks.faults.run import seogo_index
from benchmarks.faults.state import state
from benchmarks.faults.undisturbed import undisturbed


@dataclass(frozen=True, slots=True)
class Runs:
    """`scratch` is the temp folder of the runs; what the last one printed is in said.txt beside it."""

    holder: Holder
    engine: str
    corpus: Corpus
    index: Path
    scratch: Path

    def start(self, options: Sequence[str] = (), die_at: int | None = None) -> Fork:
        """A run with these options of `seogo index`; `die_at` as in benchmarks.faults.run."""
        at = ["--corpus", str(self.corpus.place), "--index", str(self.index), "--engine", self.engine]
        arguments = [*at, *options]
        return self.holder.fork(lambda analyzer, out: seogo_index(analyzer, out, arguments, self.scratch, die_at))

    def finish(self) -> bytes:
        """What a run says of how far it is that nobody disturbs. Raises SystemExit if it does not come to its end."""
        run = self.start()
        notes = run.read_all()
        if status := run.wait():
            raise SystemExit(f"a run that nobody disturbed ended with {status}: {self.said()}")
        return notes

    def said(self) -> str:
        """What the last run has printed."""
        return (self.scratch.parent / "said.txt").read_text(encoding="utf-8").strip()

    def state(self) -> Any:
        """What the index holds and answers; None where there is none."""
        return self.holder.ask(lambda analyzer: state(self.engine, self.index, analyzer))

    def undisturbed(self) -> Any:
        """What an index holds and answers that is made of the same files in one go."""
        return self.holder.ask(lambda analyzer: undisturbed(self.engine, self.corpus.place, analyzer))

    def strewn(self) -> list[str]:
        """Files where none should be: more than a lock, a pointer and one index, or any in the temp folder."""
        folders = [path.name for path in self.index.iterdir() if path.is_dir()]
        files = [path.name for path in self.index.iterdir() if path.is_file()]
        temporary = sorted(path.name for path in self.scratch.iterdir())
        told = [f"temp folder: {temporary}"] if temporary else []
        return told + ([f"index folder: {folders}, {files}"] if (len(folders), len(files)) != (1, 2) else [])
