"""Whether the program itself is complete: Python, the packages that it needs, and its settings."""

from __future__ import annotations

import stat
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version

from packaging.requirements import Requirement

from archive.engines import open_engine
from archive.errors import SettingsError
from archive.settings import FILE_NAME
from indexer.backup_settings import SECRET
from indexer.doctor_findings import Finding, Patient, look, ok, some, wrong

_REINSTALL = "서고 폴더에서 make run을 다시 하거나 pip install -e . 으로 설치해 주세요."


def python(patient: Patient) -> Iterator[Finding]:
    """Which Python runs it; older ones than 3.11 cannot even read the program."""
    yield ok("python", f"{sys.version.split()[0]} 판을 {sys.platform}에서 씁니다.")


def packages(patient: Patient) -> Iterator[Finding]:
    """Every package that the project names without an extra."""
    try:
        every = map(Requirement, requires("seogo") or ())
        needed = [each for each in every if not each.marker or each.marker.evaluate({"extra": ""})]
    except PackageNotFoundError:
        yield look("packages", "서고가 꾸러미로 설치되어 있지 않아 꾸러미의 판을 알 수 없습니다.", _REINSTALL)
        return
    faults = [fault for each in needed if (fault := _fault(each))]
    if faults:
        yield wrong("packages", f"맞지 않는 꾸러미가 있습니다: {some(faults)}.", _REINSTALL)
    else:
        yield ok("packages", f"필요한 꾸러미 {len(needed)}개가 모두 맞는 판입니다.")


def _fault(needed: Requirement) -> str:
    """What is wrong with a package; empty where nothing is."""
    try:
        there = version(needed.name)
    except PackageNotFoundError:
        return f"{needed.name} 없음"
    fits = needed.specifier.contains(there, prereleases=True)
    return "" if fits else f"{needed.name} {there}({needed.specifier}이어야 함)"


def settings(patient: Patient) -> Iterator[Finding]:
    """The settings file, who may read the passwords in it, and whether the chosen engine can be used at all.

    Values were read before (archive.settings): whoever cannot use one has said so.
    """
    path = patient.folder / FILE_NAME
    try:
        open_engine(patient.settings)
    except SettingsError as error:
        yield wrong("settings", str(error), f"설정 engine(지금 {patient.settings.engine})을 살펴봐 주세요.")
    if not path.exists():
        yield ok("settings", f"설정 파일 {FILE_NAME}이 없어 기본 설정과 환경 변수를 씁니다.")
        return
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    if SECRET & written.keys() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield look(
            "settings",
            f"{path}에 비밀번호가 있는데 다른 사용자도 읽을 수 있습니다.",
            f"chmod 600 '{path}'로 혼자만 읽게 해 주세요.",
        )
    else:
        yield ok("settings", f"{path}의 설정 {len(written)}개를 씁니다.")
