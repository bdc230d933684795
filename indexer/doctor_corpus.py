"""Whether every file of the corpus can be read; with `deep`, whether every issue can, and what is to be looked at."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from archive.errors import CorpusError, IssueError
from indexer.corpus import CorpusFile, lonely_corrections
from indexer.doctor_findings import Finding, Patient, look, ok, some, wrong
from indexer.intake import Intake, Seen
from indexer.names_file import read_names_file
from indexer.outlets_file import read_outlets_file
from indexer.parse import Parsed
from indexer.readers.scan_tesseract import can_read
from indexer.workers import File, shared_workers


def corpus(patient: Patient) -> Iterator[Finding]:
    """The folder, and whether this user may read what is in it."""
    try:
        files = patient.files
    except CorpusError as error:
        yield wrong("corpus", str(error), "설정 corpus가 말뭉치를 가리키는지, 그 폴더를 읽을 수 있는지 확인해 주세요.")
        return
    closed = _closed(patient.settings.corpus)
    if closed:
        yield wrong(
            "corpus", f"읽을 수 없는 파일이나 폴더가 있습니다: {some(closed)}.", "이 사용자가 읽을 수 있게 해 주세요."
        )
    elif files:
        yield ok("corpus", f"{patient.settings.corpus}에 호 파일이 {len(files):,}개 있고 모두 읽을 수 있습니다.")
    else:
        yield look("corpus", f"{patient.settings.corpus}에 호 파일이 없습니다.", "issues 폴더에 호 파일을 넣어 주세요.")


def _closed(folder: Path) -> list[str]:
    """Files and folders below a folder that may not be read, by their paths."""
    closed: list[str] = []

    def note(error: OSError) -> None:
        closed.append(str(error.filename))

    for place, folders, names in os.walk(folder, onerror=note):
        closed += [str(Path(place, name)) for name in names if not os.access(Path(place, name), os.R_OK)]
        closed += [str(Path(place, name)) for name in folders if not os.access(Path(place, name), os.R_OK | os.X_OK)]
    return sorted(set(closed))


def corrections(patient: Patient) -> Iterator[Finding]:
    """What staff wrote: names, outlets, and the .toml files beside issues that are not there."""
    failed: list[IssueError] = []
    try:
        files = patient.files
    except CorpusError:
        return
    failed += lonely_corrections(patient.settings.corpus, files)
    read_names_file(patient.settings.corpus, failed)
    read_outlets_file(patient.settings.corpus, failed)
    if failed:
        more = f" 이런 것이 {len(failed) - 1:,}건 더 있습니다." if len(failed) > 1 else ""
        yield look("corrections", f"{failed[0]}{more}", "고칠 때까지 그 항목만 쓰이지 않습니다.")
    else:
        yield ok("corrections", "names.toml과 outlets.toml, 호 옆의 .toml에 쓸 수 없는 항목이 없습니다.")


def issues(patient: Patient) -> Iterator[Finding]:
    """Every issue, read as `seogo index` reads it: what cannot be read, whose number is another's, what is doubtful."""
    if not patient.deep:
        return
    try:
        files = patient.files
    except CorpusError:
        return
    failed: list[IssueError] = []
    intake = Intake({}, failed)
    doubtful = {}
    for seen, parsed in _read(files, intake, patient):
        job = intake.settle(seen, parsed)
        if job is not None and job.warnings:
            doubtful[seen.name] = job.warnings
    yield from _told(files, failed, doubtful)


def _read(
    files: list[CorpusFile], intake: Intake, patient: Patient
) -> Iterator[tuple[Seen, Parsed | IssueError | None]]:
    for place, file in enumerate(files, 1):
        patient.doing(f"{file.name} 읽는 중 ({place:,}/{len(files):,})")
        seen = intake.look(file)
        if seen.data is None:
            yield seen, None
            continue
        (parsed,) = shared_workers().parse_all([File(seen.name, seen.data, seen.overrides)])
        yield seen, parsed


def _told(files: list[CorpusFile], failed: list[IssueError], doubtful: dict[str, int]) -> Iterator[Finding]:
    if failed:
        more = f" 이런 것이 {len(failed) - 1:,}건 더 있습니다." if len(failed) > 1 else ""
        yield wrong("issues", f"{failed[0]}{more}", "그 파일을 고치거나 빼 주세요. 나머지는 색인됩니다.")
    if doubtful:
        count = sum(doubtful.values())
        yield look(
            "issues",
            f"나눈 것을 살펴볼 곳이 호 {len(doubtful):,}개에 {count:,}군데 있습니다: {some(sorted(doubtful))}.",
            "seogo check 파일로 하나씩 살펴봐 주세요.",
        )
    if not failed and not doubtful:
        yield ok("issues", f"호 파일 {len(files):,}개를 모두 읽었고 살펴볼 곳이 없습니다.")


def programs(patient: Patient) -> Iterator[Finding]:
    """Programs that only some archives need: Tesseract, where there are PDFs, which may be scans."""
    try:
        scans = [file.name for file in patient.files if file.name.lower().endswith(".pdf")]
    except CorpusError:
        scans = []
    if can_read():
        yield ok("programs", "스캔한 PDF를 읽는 tesseract와 한국어 자료가 있습니다.")
    elif scans:
        yield look(
            "programs",
            f"PDF가 {len(scans):,}개 있는데 tesseract가 없어, 스캔한 쪽이 있으면 읽지 못합니다.",
            "sudo apt-get install tesseract-ocr tesseract-ocr-kor tesseract-ocr-chi-sim으로 설치해 주세요.",
        )
    else:
        yield ok("programs", "PDF가 없어 더 설치할 프로그램이 없습니다.")
