"""When the last backup was made, and where: a note beside the index, for `seogo doctor`. It may be deleted."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archive.settings import Settings
from indexer.backup import BackedUp

FILE = "last-backup.json"


@dataclass(frozen=True, slots=True)
class LastBackup:
    """`made` is when, with its time zone; `file` where, as an absolute path."""

    made: datetime
    file: Path


def note(settings: Settings, made: BackedUp) -> None:
    """Remember a backup; one that cannot be noted is a backup all the same."""
    about = {"made": made.manifest.made, "file": str(made.file.absolute())}
    path = _path(settings)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}")
        draft.write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
        draft.replace(path)


def last_backup(settings: Settings) -> LastBackup | None:
    """The last backup that was noted; None where there is none."""
    try:
        about = json.loads(_path(settings).read_text(encoding="utf-8"))
        return LastBackup(datetime.fromisoformat(about["made"]), Path(about["file"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _path(settings: Settings) -> Path:
    return settings.index.parent / FILE
