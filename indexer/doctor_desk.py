"""What staff's state is like: the database, the log, who may read them; and whether all that has a backup."""

from __future__ import annotations

import json
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from indexer.backup_contents import is_database
from indexer.backup_noting import last_backup
from indexer.doctor_findings import Finding, Patient, look, ok, some, wrong

DAYS = 7
"""Days that a change of the corpus may be without a backup."""

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_BACK_UP = "seogo backup 파일.tar.gz로 백업하고, 그 파일을 다른 기계에도 두어 주세요."


def desk(patient: Patient) -> Iterator[Finding]:
    """The folder of the staff desk, where there is one."""
    folder = patient.settings.desk
    if not folder.is_dir():
        yield ok("desk", "편집실을 쓰지 않습니다.")
        return
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    open_to_others = [str(path) for path in (folder, *files) if path.stat().st_mode & _OTHERS and _counts(path, folder)]
    if open_to_others:
        yield wrong(
            "desk",
            f"편집실의 자료를 다른 사용자도 읽을 수 있습니다: {some(open_to_others)}.",
            f"chmod -R go= '{folder}'로 혼자만 읽게 해 주세요.",
        )
    faults = [fault for path in files if (fault := _fault(path, deep=patient.deep))]
    for fault in faults:
        yield wrong("desk", fault, "마지막 백업에서 되살려 주세요(docs/operating.md).")
    if not faults and not open_to_others:
        yield ok("desk", f"편집실의 파일 {len(files):,}개가 온전하고 다른 사용자가 읽을 수 없습니다.")


def _counts(path: Path, folder: Path) -> bool:
    """A folder that is closed keeps what is in it."""
    return path == folder or bool(folder.stat().st_mode & stat.S_IXOTH)


def _fault(path: Path, *, deep: bool) -> str:
    """What is wrong with a file of the desk; empty where nothing is."""
    try:
        if is_database(path):
            return _database_fault(path, deep=deep)
        return _log_fault(path) if path.suffix == ".jsonl" else ""
    except OSError as error:
        return f"{path}을(를) 읽을 수 없습니다({error.strerror})."


def _database_fault(path: Path, *, deep: bool) -> str:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            (said,) = connection.execute(f"PRAGMA {'integrity_check' if deep else 'quick_check'}(1)").fetchone()
    except sqlite3.Error as error:
        said = str(error)
    return "" if said == "ok" else f"{path}이(가) 손상되었습니다({said})."


def _log_fault(path: Path) -> str:
    """A line that is torn off is what a fault of the power leaves; others are somebody's work."""
    lines = path.read_bytes().splitlines()
    bad = [number for number, line in enumerate(lines, 1) if line and not _is_json(line)]
    return f"{path}에 읽을 수 없는 줄이 {len(bad):,}개 있습니다({bad[0]:,}번째 줄부터)." if len(bad) > 1 else ""


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def backup(patient: Patient) -> Iterator[Finding]:
    """The last backup that this installation made, against the last change of the corpus."""
    last = last_backup(patient.settings)
    if last is None:
        yield look("backup", "아직 백업한 적이 없습니다.", _BACK_UP)
        return
    when = last.made.astimezone().strftime("%Y-%m-%d %H:%M")
    changed = [path.stat().st_mtime for path in patient.settings.corpus.rglob("*") if path.is_file()]
    newest = datetime.fromtimestamp(max(changed, default=0), UTC)
    if not last.file.exists():
        yield look(
            "backup",
            f"마지막 백업({when}) 파일 {last.file}이(가) 그 자리에 없습니다.",
            f"옮긴 것이 아니라면 {_BACK_UP}",
        )
    elif newest > last.made and (datetime.now(UTC) - last.made).days >= DAYS:
        yield look("backup", f"마지막 백업({when}) 뒤에 말뭉치가 바뀌었습니다.", _BACK_UP)
    else:
        yield ok("backup", f"마지막 백업은 {when}에 {last.file}에 했습니다.")
