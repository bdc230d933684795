"""What `seogo doctor` finds: one thing at a time, how it stands, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from archive.engines.contract import Snapshot
from archive.engines.standings import EngineStanding, standings
from archive.errors import SettingsError
from archive.fingerprint import is_readable
from archive.records import SourceRecord
from archive.settings import Settings
from indexer.corpus import CorpusFile, corpus_files

State = Literal["ok", "look", "wrong"]
"""As it should be; worth a look, and the archive works; something does not work, or an article may be lost."""

TITLES = {
    "python": "파이썬",
    "packages": "꾸러미",
    "settings": "설정",
    "corpus": "말뭉치",
    "corrections": "바로잡은 것",
    "issues": "호",
    "index": "색인",
    "agreement": "색인과 말뭉치",
    "stored": "저장된 글",
    "engines": "다른 엔진",
    "lock": "색인 잠금",
    "disk": "디스크",
    "permissions": "권한",
    "leftovers": "남은 것",
    "programs": "프로그램",
    "server": "서버",
    "mail": "메일",
    "desk": "편집실",
    "backup": "백업",
}
"""What is checked, in the order in which it is told, by its name for programs."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`check` is one of TITLES; `what` is a Korean sentence, and so is `do`, empty where nothing is to be done."""

    check: str
    state: State
    what: str
    do: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Patient:
    """What is looked at: settings, the folder that the program was started in, the port to look for a server at.

    `deep`: every byte is read. `doing` is told in Korean words what is being looked at.
    """

    settings: Settings
    folder: Path
    port: int
    deep: bool
    doing: Callable[[str], None]

    @cached_property
    def files(self) -> list[CorpusFile]:
        """The files of the corpus. Raises CorpusError."""
        return corpus_files(self.settings.corpus)

    @cached_property
    def standings(self) -> tuple[EngineStanding, ...]:
        """Every engine; none where the settings choose one that does not exist."""
        try:
            return standings(self.settings)
        except SettingsError:
            return ()

    @property
    def chosen(self) -> EngineStanding | None:
        """The engine that the settings choose."""
        return next((each for each in self.standings if each.chosen), None)

    @cached_property
    def snapshot(self) -> Snapshot | None:
        """The index of that engine, if this program can read what is stored in it. Raises IndexUnavailable."""
        of = self.chosen
        if of is None or of.engine is None or of.standing is None or not is_readable(of.standing.fingerprint):
            return None
        return of.engine.snapshot()

    @cached_property
    def records(self) -> Mapping[str, SourceRecord] | None:
        """What that index remembers of each file; None where there is none to be read. Raises IndexUnavailable."""
        if self.snapshot is None:
            return None
        return {source: SourceRecord.from_bytes(record) for source, record in self.snapshot.sources().items()}


Check = Callable[[Patient], Iterator[Finding]]


def ok(check: str, what: str) -> Finding:
    return Finding(check, "ok", what)


def look(check: str, what: str, do: str) -> Finding:
    return Finding(check, "look", what, do)


def wrong(check: str, what: str, do: str) -> Finding:
    return Finding(check, "wrong", what, do)


def some(names: Sequence[str], most: int = 3) -> str:
    """The first of some names, and how many more there are; what cannot be shown in a terminal is replaced."""
    shown = ", ".join("".join(each if each.isprintable() else "?" for each in name) for name in names[:most])
    return shown if len(names) <= most else f"{shown} 등 {len(names):,}개"


def in_units(size: float) -> str:
    """Bytes in the unit that leaves one to three digits before the point."""
    for unit in ("B", "kB", "MB", "GB"):
        if size < 999.5:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} TB"
