"""What editors did to the corpus, step by step, each with what was there before, so that it can be taken back.

<desk>/history/<id>/step.json       who did what to which files, and when
<desk>/history/<id>/before/0, 1 …   what each of these files was; none where there was no file
<desk>/history/<id>/after/0, 1 …    what each is to be, until the step is done
<desk>/history.lock                 held while a step is made; freed by the system if that process dies

A step is decided once its folder has its name: what a crash leaves undone after that is done by whoever comes next.
"""

from __future__ import annotations

import json
import secrets
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from archive.disk import sync_folders, write_through
from archive.errors import EditingError, NotFound, Overtaken
from archive.turns import turn
from indexer.corpus import ISSUES, fingerprint
from indexer.landing import ASIDE, land, told_plainly

Action = Literal["publish", "replace", "unpublish", "correct", "names", "outlets", "undo"]
ABSENT = ""
"""The fingerprint of a file that is not there."""

LONGEST_ID = 40
"""Characters; `new_id` makes names of 24."""

_UNDECIDED = ".new"


@dataclass(frozen=True, slots=True)
class Touched:
    """A file of the corpus that a step changes: its name below it, and its SHA-256 before and after (or ABSENT)."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `when` is UTC in ISO 8601; `what` names for a person what it was done to; `undoes` is another's id."""

    id: str
    when: str
    who: str
    action: Action
    what: str
    files: tuple[Touched, ...]
    undoes: str | None = None

    @property
    def time(self) -> float:
        """When it was made (s since 1970)."""
        return datetime.fromisoformat(self.when).timestamp()


class History:
    """The steps of one corpus, kept in the desk's folder. Several processes may use it at once."""

    def __init__(self, corpus: Path, desk: Path) -> None:
        self.corpus = corpus
        self._desk = desk
        self._folder = desk / "history"

    def steps(self, most: int | None = None) -> tuple[Step, ...]:
        """The steps, newest first; at most so many."""
        names = (path.name for path in self._folder.glob("*") if path.suffix != _UNDECIDED)
        return tuple(map(self._step, sorted(names, reverse=True)[:most]))

    def latest_of_files(self) -> frozenset[str]:
        """The ids of the steps that can be taken back: those after which none touched their files."""
        seen: set[str] = set()
        found = set()
        for step in self.steps():
            names = {file.name for file in step.files}
            if not names & seen:
                found.add(step.id)
            seen |= names
        return frozenset(found)

    def take(
        self,
        files: Mapping[str, bytes | None],
        expected: Mapping[str, str],
        who: str,
        action: Action,
        what: str,
        undoes: str | None = None,
        allowed: Callable[[], None] = lambda: None,
    ) -> Step:
        """Make files of the corpus, by their names below it, what is said, where None takes one away; on the disk.

        `expected` are the fingerprints of what is there. `allowed` is asked once nobody else can make a step, and may
        raise EditingError. Raises Overtaken where something else is there, EditingError where nothing can be written;
        then nothing is changed.
        """
        with self._held():
            allowed()
            before = {name: self.bytes_of(name) for name in {**files, **expected}}
            for name, known in expected.items():
                if fingerprint_of(before[name]) != known:
                    raise Overtaken(f"{name}이(가) 그 사이에 바뀌었습니다. 지금 것을 보고 다시 해 주세요.")
            changed = {name: data for name, data in files.items() if data != before[name]}
            if not changed:
                raise EditingError("바뀐 것이 없습니다.")
            touched = tuple(Touched(n, fingerprint_of(before[n]), fingerprint_of(changed[n])) for n in changed)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            step = Step(new_id(), now, who, action, what, touched, undoes)
            with told_plainly(self._desk):
                self._decide(step, before, changed)
            self._carry_out(step, before, changed)
            return step

    def undo(self, step_id: str, who: str) -> Step:
        """Take a step back, as a step of its own. Raises NotFound, EditingError, and Overtaken where files changed."""
        step = self.step(step_id)
        files = {file.name: self._kept(step, "before", number) for number, file in enumerate(step.files)}
        return self.take(files, {file.name: file.after for file in step.files}, who, "undo", step.what, step.id)

    def step(self, step_id: str) -> Step:
        """One step. Raises NotFound."""
        # It comes from an address: what could be no name of a file is not asked for.
        is_one = step_id.isascii() and step_id.isalnum() and len(step_id) <= LONGEST_ID
        if not is_one or not (self._folder / step_id / "step.json").is_file():
            raise NotFound("그런 기록은 없습니다.")
        return self._step(step_id)

    def before(self, step: Step) -> dict[str, bytes | None]:
        """What the files of a step were before it, by name; None where there was none."""
        return {file.name: self._kept(step, "before", number) for number, file in enumerate(step.files)}

    def bytes_of(self, name: str) -> bytes | None:
        """What a file of the corpus is now; None where there is none. Raises EditingError where it cannot be read."""
        try:
            return (self.corpus / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise EditingError(
                f"{name}을(를) 읽을 수 없습니다({error.strerror}). 읽기 권한을 확인해 주세요."
            ) from error

    def recover(self) -> tuple[Step, ...]:
        """Do what a crash has left undone; the steps that were finished so."""
        if not self._folder.exists():
            return ()
        with self._held() as finished:
            return finished

    def _decide(self, step: Step, before: Mapping[str, bytes | None], after: Mapping[str, bytes | None]) -> None:
        draft = self._folder / f"{step.id}{_UNDECIDED}"
        try:
            for kind, kept in (("before", before), ("after", after)):
                (draft / kind).mkdir(parents=True)
                for number, file in enumerate(step.files):
                    data = kept[file.name]
                    if data is not None:
                        write_through(draft / kind / str(number), data)
            write_through(draft / "step.json", json.dumps(asdict(step), ensure_ascii=False).encode())
            sync_folders((draft / "before", draft / "after", draft))
            draft.rename(self._folder / step.id)
            sync_folders([self._folder])
        except OSError:
            shutil.rmtree(draft, ignore_errors=True)
            raise

    def _carry_out(self, step: Step, before: Mapping[str, bytes | None], after: Mapping[str, bytes | None]) -> None:
        try:
            with told_plainly(self.corpus / ISSUES):
                land({self.corpus / name: data for name, data in after.items()})
        except EditingError:
            with suppress(OSError):
                land({self.corpus / name: before[name] for name in after if self.bytes_of(name) != before[name]})
                shutil.rmtree(self._folder / step.id)
            raise
        self._finish(step)

    def _finish(self, step: Step) -> None:
        place = self._folder / step.id
        # Under another name first: half of what was to be done is not to be taken for all of it.
        with suppress(OSError):
            (place / "after").rename(place / "done")
        shutil.rmtree(place / "done", ignore_errors=True)

    @contextmanager
    def _held(self) -> Iterator[tuple[Step, ...]]:
        """Nobody else makes a step in this block; those that a crash left are done first, and given."""
        with told_plainly(self._desk):
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = self._desk / "history.lock"
            lock.touch()
        with turn(lock):
            yield tuple(self._left_undone())

    def _left_undone(self) -> Iterator[Step]:
        for path in sorted(self._folder.glob("*")):
            if path.suffix == _UNDECIDED:
                shutil.rmtree(path, ignore_errors=True)
            elif (path / "after").exists():
                step = self._step(path.name)
                with told_plainly(self.corpus / ISSUES):
                    land(self._to_do(step))
                self._finish(step)
                yield step
        for aside in (self.corpus / ISSUES).glob(f"{ASIDE}*"):
            with suppress(OSError):
                aside.unlink()

    def _to_do(self, step: Step) -> dict[Path, bytes | None]:
        """The files of a step that are still what they were before it; those that are neither are somebody's own."""
        left = {number: file for number, file in enumerate(step.files) if self._now(file) == file.before}
        return {self.corpus / file.name: self._kept(step, "after", number) for number, file in left.items()}

    def _now(self, file: Touched) -> str:
        return fingerprint_of(self.bytes_of(file.name))

    def _kept(self, step: Step, kind: str, number: int) -> bytes | None:
        path = self._folder / step.id / kind / str(number)
        return path.read_bytes() if path.exists() else None

    def _step(self, name: str) -> Step:
        value = json.loads((self._folder / name / "step.json").read_text(encoding="utf-8"))
        return Step(**{**value, "files": tuple(Touched(**file) for file in value["files"])})


def fingerprint_of(data: bytes | None) -> str:
    """The SHA-256 of a file's bytes, ABSENT where there is none."""
    return ABSENT if data is None else fingerprint(data)


def new_id() -> str:
    """A name that none has had before; what was made later has one that stands behind."""
    return f"{time.time_ns():016x}{secrets.token_hex(4)}"
