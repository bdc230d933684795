"""The machine: room on the disk, permissions, who writes the index, whether a server runs, what was left behind."""

from __future__ import annotations

import http.client
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from archive.errors import MailError
from archive.mailing import post
from indexer.backup import DRAFT as BACKUP_DRAFT
from indexer.backup_restoring import DRAFT as RESTORE_DRAFT
from indexer.doctor_findings import Finding, Patient, in_units, look, ok, some, wrong

SPARE = 200_000_000
"""Bytes that a run needs besides the index that it makes: pictures of pages, what is sorted on the way."""

INDEX_OF_TEXT = 2.0
"""How many bytes an index has at most for each byte of the corpus, where there is none to go by."""

_LOCKS = {"writer.lock": "whoosh", "tantivy.lock": "tantivy"}


def disk(patient: Patient) -> Iterator[Finding]:
    """Whether a rebuild, which is made beside the old index, has room."""
    settings = patient.settings
    index, corpus = _size(settings.index), _size(settings.corpus)
    needed = SPARE + (index or int(corpus * INDEX_OF_TEXT))
    free = shutil.disk_usage(_nearest(settings.index)).free
    if free < needed:
        yield wrong(
            "disk",
            f"{settings.index}의 디스크에 {in_units(free)}만 남았는데, 다시 색인하는 데 {in_units(needed)}쯤 듭니다.",
            "자리를 비우거나 설정 index를 더 큰 디스크로 옮겨 주세요.",
        )
    else:
        yield ok("disk", f"{in_units(free)}가 남았고, 다시 색인하는 데 {in_units(needed)}쯤 듭니다.")


def permissions(patient: Patient) -> Iterator[Finding]:
    """Whether this user may write where the program has to."""
    settings = patient.settings
    needed = {"색인": settings.index, "쪽 그림": settings.index.parent / "pages", "편집실": settings.desk}
    closed = [f"{what} {path}" for what, path in needed.items() if not _is_writable(path)]
    if closed:
        yield wrong("permissions", f"쓸 수 없는 폴더가 있습니다: {some(closed)}.", "이 사용자가 쓸 수 있게 해 주세요.")
    else:
        yield ok("permissions", "색인과 쪽 그림과 편집실의 폴더에 쓸 수 있습니다.")


def _is_writable(path: Path) -> bool:
    there = _nearest(path)
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def _nearest(path: Path) -> Path:
    """The folder itself, or the nearest one above it that there is."""
    return next(each for each in (path.absolute(), *path.absolute().parents) if each.exists())


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def lock(patient: Patient) -> Iterator[Finding]:
    """Who is writing an index; the system frees the lock of a process that has died."""
    for name, engine in _LOCKS.items():
        path = patient.settings.index / name
        holder = _holder(path) if path.exists() else None
        if holder is not None:
            yield look(
                "lock",
                f"프로세스 {holder}({_program(holder)})이(가) {engine} 색인을 고치는 중입니다.",
                "끝나기를 기다려 주세요. 멈춘 것이라면 그 프로세스를 끝내면 잠금도 풀립니다.",
            )
            return
    yield ok("lock", "지금 색인을 고치는 프로그램이 없습니다.")


def _holder(path: Path) -> int | None:
    """The process that holds the lock of a file; None where nobody does (proc(5), /proc/locks)."""
    state = path.stat()
    file = f"{os.major(state.st_dev):02x}:{os.minor(state.st_dev):02x}:{state.st_ino}"
    try:
        lines = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    held = (line.split() for line in lines)
    return next((int(each[4]) for each in held if each[1] == "FLOCK" and each[5] == file), None)


def _program(pid: int) -> str:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return "다른 프로그램"
    words = [Path(os.fsdecode(word)).name for word in command if word]
    return " ".join(words[:3]) or "다른 프로그램"


def leftovers(patient: Patient) -> Iterator[Finding]:
    """What a backup or a restore has left that was killed. Everything else clears up after itself."""
    settings = patient.settings
    places = {path.absolute().parent for path in (settings.corpus, settings.desk, settings.index)} | {patient.folder}
    prefixes = (BACKUP_DRAFT, RESTORE_DRAFT)
    left = sorted(
        {str(path) for place in places if place.is_dir() for path in place.iterdir() if path.name.startswith(prefixes)}
    )
    if left:
        what = f"백업하거나 복원하다 만 것이 남아 있습니다: {some(left)}."
        yield look("leftovers", what, "지금 백업이나 복원을 하고 있지 않다면 지워도 됩니다.")
    else:
        yield ok("leftovers", "하다 만 백업이나 복원이 남아 있지 않습니다.")


def server(patient: Patient) -> Iterator[Finding]:
    """Whether the site answers at the port, or something else does."""
    connection = http.client.HTTPConnection("127.0.0.1", patient.port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        said = json.loads(answer.read(10_000))
        status = said["status"]
    except ConnectionRefusedError:
        yield ok("server", f"포트 {patient.port}에서 답하는 서버가 없습니다. seogo serve로 열 수 있습니다.")
        return
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        what = f"포트 {patient.port}에서 서고가 아닌 프로그램이 답합니다."
        yield look("server", what, "그 프로그램을 끝내거나 seogo serve --port로 다른 포트를 정해 주세요.")
        return
    finally:
        connection.close()
    if status == "ok":
        yield ok(
            "server",
            f"포트 {patient.port}에서 서고가 열려 있습니다: {said.get('engine')}, 글 {said.get('articles')}편.",
        )
    else:
        yield wrong("server", f"포트 {patient.port}의 서고가 답하지 못합니다.", str(said.get("message", "")))


def mail(patient: Patient) -> Iterator[Finding]:
    """The mail server, where alerts are mailed: whether it is there and lets us in. No mail is sent."""
    server = patient.settings.mail_server
    if not server:
        yield ok("mail", "메일을 보내지 않습니다.")
        return
    try:
        with post(patient.settings):
            yield ok("mail", f"메일 서버 {server}와 이어집니다.")
    except MailError as error:
        do = "고친 뒤 seogo alerts test 주소로 한 통 보내 보세요. 그동안 보내지 못한 알림은 남아 있다가 갑니다."
        yield wrong("mail", str(error), do)
