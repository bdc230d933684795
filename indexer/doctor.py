"""`seogo doctor`: everything is looked at, one check after the other; one that fails does not stop the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from archive.errors import SeogoError
from archive.system_errors import reason
from indexer import doctor_corpus, doctor_desk, doctor_index, doctor_machine, doctor_program
from indexer.doctor_findings import TITLES, Check, Finding, Patient, State, wrong

CHECKS: Mapping[str, Check] = {
    "python": doctor_program.python,
    "packages": doctor_program.packages,
    "settings": doctor_program.settings,
    "corpus": doctor_corpus.corpus,
    "corrections": doctor_corpus.corrections,
    "issues": doctor_corpus.issues,
    "index": doctor_index.index,
    "agreement": doctor_index.agreement,
    "stored": doctor_index.stored,
    "engines": doctor_index.engines,
    "lock": doctor_machine.lock,
    "disk": doctor_machine.disk,
    "permissions": doctor_machine.permissions,
    "leftovers": doctor_machine.leftovers,
    "programs": doctor_corpus.programs,
    "server": doctor_machine.server,
    "mail": doctor_machine.mail,
    "desk": doctor_desk.desk,
    "backup": doctor_desk.backup,
}

WITHOUT_SETTINGS = ("python", "packages")
"""What can be looked at where the settings cannot be used."""

_MARKS: Mapping[State, str] = {"ok": "좋음", "look": "볼 것", "wrong": "잘못"}


def examine(patient: Patient) -> Iterator[Finding]:
    """Everything, in the order of TITLES."""
    for name, check in CHECKS.items():
        patient.doing(f"{TITLES[name]} 살펴보는 중")
        yield from _examined(name, check, patient)


def examine_program(patient: Patient, problem: SeogoError) -> Iterator[Finding]:
    """What can be looked at although the settings cannot be used, and what is wrong with them."""
    for name in WITHOUT_SETTINGS:
        yield from _examined(name, CHECKS[name], patient)
    yield wrong("settings", str(problem), "고친 뒤 seogo doctor를 다시 하면 나머지도 살펴봅니다.")


def _examined(name: str, check: Check, patient: Patient) -> Iterator[Finding]:
    try:
        yield from check(patient)
    except SeogoError as error:
        yield wrong(name, str(error), "위의 말대로 한 뒤 다시 살펴봐 주세요.")
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        yield wrong(name, f"살펴볼 수 없습니다({reason(error)}{where}).", "그 파일이나 폴더의 권한을 확인해 주세요.")


def lines(findings: Sequence[Finding]) -> Iterator[str]:
    """The findings to be read: a line each, and below it what to do."""
    for each in findings:
        yield f"{_MARKS[each.state]}  {TITLES[each.check]}: {each.what}"
        if each.do:
            yield f"      → {each.do}"
    counts = {state: sum(each.state == state for each in findings) for state in _MARKS}
    yield ""
    yield f"좋음 {counts['ok']}, 볼 것 {counts['look']}, 잘못 {counts['wrong']}."
