"""Whether the index opens, is whole, and holds what the corpus holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, runtime_checkable

from archive.engines.checksums import Damage
from archive.engines.contract import Snapshot
from archive.engines.standings import EngineStanding
from archive.errors import CorpusError, IndexUnavailable
from archive.stored import unpack
from indexer.doctor_findings import Finding, Patient, in_units, look, ok, some, wrong
from indexer.freshness import files_now

SAMPLE = 50
"""Articles that are read where not every one is asked for."""

_BATCH = 100
_AGAIN = "seogo index --rebuild로 다시 만들어 주세요. 말뭉치는 그대로 있습니다."
_FOLLOW = "seogo index로 최신으로 해 주세요."


@runtime_checkable
class _Sealed(Protocol):
    """An engine that knows what its files were when they were written."""

    def damages(self) -> Sequence[Damage] | None: ...


def index(patient: Patient) -> Iterator[Finding]:
    """The index of the chosen engine: there, readable, made by this program."""
    of = patient.chosen
    if of is None:
        return
    if of.standing is None:
        said = of.problem or "색인이 아직 없습니다."
        yield wrong("index", said, "seogo index로 색인을 만들어 주세요." if of.state == "none" else _what_to_do(of))
        return
    size, articles = in_units(of.standing.size), of.standing.articles
    if of.state == "stale":
        yield look("index", f"{of.name} 색인(글 {articles:,}편)은 다른 판의 분석기로 만든 것입니다.", _FOLLOW)
    else:
        yield ok("index", f"{of.name} 색인이 열립니다: 글 {articles:,}편, {size}.")
    if patient.deep:
        yield from _whole(of, patient)


def _whole(of: EngineStanding, patient: Patient) -> Iterator[Finding]:
    """Every byte of the files of an index, held against what was written."""
    if not isinstance(of.engine, _Sealed):
        return
    patient.doing(f"{of.name} 색인의 파일을 확인하는 중")
    damages = of.engine.damages()
    if damages is None:
        yield ok("index", "이 색인에는 파일의 해시가 없어, 글을 읽어 보는 것으로 대신합니다.")
    elif damages:
        yield wrong("index", f"색인의 파일이 손상되었습니다: {some([each.path.name for each in damages])}.", _AGAIN)
    else:
        yield ok("index", "색인의 파일이 모두 쓰인 그대로입니다.")


def agreement(patient: Patient) -> Iterator[Finding]:
    """The corpus against what the index remembers of each of its files."""
    records, now = patient.records, _files_now(patient)
    if records is None or now is None:
        return
    gone = sorted(records.keys() - now.keys())
    new = sorted(now.keys() - records.keys())
    changed = sorted(name for name in now.keys() & records.keys() if now[name] != records[name].sha256)
    for names, what in ((new, "색인에 없는"), (changed, "색인한 뒤 바뀐"), (gone, "색인에만 남은")):
        if names:
            do = f"{_FOLLOW} 그래도 남으면 그 명령이 까닭을 말해 줍니다."
            yield look("agreement", f"{what} 파일이 {len(names):,}개 있습니다: {some(names)}.", do)
    unread = {name: len(record.problems) for name, record in records.items() if record.problems}
    if unread:
        what = f"읽지 못해 빠진 글이 {sum(unread.values()):,}편 있습니다: {some(sorted(unread))}."
        yield look("agreement", what, "seogo index가 말해 주는 대로 그 파일을 고쳐 주세요.")
    if not (new or changed or gone or unread):
        yield ok("agreement", f"색인은 말뭉치의 파일 {len(now):,}개와 꼭 맞습니다.")


def stored(patient: Patient) -> Iterator[Finding]:
    """The articles that the records tell of, against those that the index has; some of them are read, or all."""
    snapshot, records = patient.snapshot, patient.records
    if snapshot is None or records is None:
        return
    ids = [id_ for record in records.values() for id_ in record.articles]
    if len(set(ids)) != len(ids) or len(ids) != len(snapshot):
        yield wrong("stored", f"색인의 글은 {len(snapshot):,}편인데 기록에는 {len(ids):,}편입니다.", _AGAIN)
    asked = ids if patient.deep else ids[:: max(1, len(ids) // SAMPLE)]
    bad = _unreadable(snapshot, asked, patient)
    if bad:
        yield wrong("stored", f"읽을 수 없는 글이 {len(bad):,}편 있습니다: {some(bad)}.", _AGAIN)
    elif len(ids) == len(snapshot):
        yield ok("stored", f"글 {len(ids):,}편 가운데 {len(asked):,}편을 읽어 보았고 모두 온전합니다.")


def _unreadable(snapshot: Snapshot, ids: list[str], patient: Patient) -> list[str]:
    bad = []
    for start in range(0, len(ids), _BATCH):
        patient.doing(f"저장된 글을 읽는 중 ({start:,}/{len(ids):,})")
        batch = ids[start : start + _BATCH]
        try:
            bad += [id_ for id_, each in zip(batch, snapshot.stored(batch), strict=True) if not _is_sound(id_, each)]
        except IndexUnavailable:
            bad += batch
    return bad


def _is_sound(id_: str, data: bytes | None) -> bool:
    try:
        return data is not None and unpack(data).article.id == id_
    except Exception:
        # What is damaged may fail in any way: numbers, letters, compression, JSON.
        return False


def engines(patient: Patient) -> Iterator[Finding]:
    """The indexes of the engines that are not chosen."""
    for of in patient.standings:
        if not of.chosen and of.standing is not None:
            yield ok("engines", f"{of.name} 색인도 있습니다: 글 {of.standing.articles:,}편. 필요 없으면 지워도 됩니다.")
        elif not of.chosen and of.state == "unreadable":
            yield look("engines", str(of.problem), "쓰지 않으면 지워도 됩니다.")


def _files_now(patient: Patient) -> Mapping[str, str] | None:
    patient.doing("말뭉치의 파일을 색인과 견주는 중")
    try:
        return files_now(patient.settings.corpus)
    except CorpusError:
        return None


def _what_to_do(of: EngineStanding) -> str:
    if of.state == "unreadable":
        return _AGAIN
    return (
        "검색 서버를 켜거나 설정을 고친 뒤 다시 살펴봐 주세요." if of.state == "away" else "설정 engine을 고쳐 주세요."
    )
