"""`seogo engines`: all engines as a table to be read in a terminal, and as JSON."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from archive.engines.standings import EngineStanding, standings
from archive.errors import CorpusError, IndexUnavailable
from archive.fingerprint import is_readable
from archive.settings import Settings
from indexer.freshness import Freshness, files_now, freshness

_STATES = {
    "current": "최신",
    "stale": "다시 색인 필요",
    "unreadable": "못 읽음",
    "none": "없음",
    "away": "연결 안 됨",
    "unusable": "쓸 수 없음",
}
_OUT_OF_USE = ("away", "unusable")
_HEADS = ("  엔진", "색인", "글", "크기", "바뀐 때", "그 뒤 말뭉치")
_TO_THE_RIGHT = (2, 3)
"""Columns of numbers."""
_UNITS = ("B", "kB", "MB", "GB", "TB")


@dataclass(frozen=True, slots=True)
class EngineRow:
    """An engine, and how far the corpus has gone on since; None where that cannot be told."""

    of: EngineStanding
    fresh: Freshness | None

    def as_json(self) -> dict[str, Any]:
        """The shape that docs/operating.md describes."""
        of, standing = self.of, self.of.standing
        return {
            "engine": of.name,
            "chosen": of.chosen,
            "usable": of.state not in _OUT_OF_USE,
            "state": of.state,
            "problem": of.problem,
            "articles": standing.articles if standing else None,
            "size": standing.size if standing else None,
            "fingerprint": standing.fingerprint if standing else None,
            "written": standing.written.isoformat(timespec="seconds") if standing else None,
            "corpus": asdict(self.fresh) if self.fresh is not None else None,
        }

    def cells(self) -> tuple[str, ...]:
        """What stands in each column of the table."""
        of, standing = self.of, self.of.standing
        about = ("", "", "")
        if standing is not None:
            when = standing.written.astimezone().strftime("%Y-%m-%d %H:%M")
            about = (f"{standing.articles:,}", _in_units(standing.size), when)
        return (f"{'*' if of.chosen else ' '} {of.name}", _STATES[of.state], *about, _gone_on(self.fresh))


def engine_rows(settings: Settings) -> tuple[tuple[EngineRow, ...], tuple[str, ...]]:
    """A row for every engine; and why none of them could be held against the corpus, where that is so.

    Raises SettingsError where the settings choose an engine that does not exist.
    """
    all_of_them = standings(settings)
    if not any(each.standing for each in all_of_them):
        return tuple(EngineRow(each, None) for each in all_of_them), ()
    try:
        now = files_now(settings.corpus)
    except CorpusError as error:
        return tuple(EngineRow(each, None) for each in all_of_them), (str(error),)
    return tuple(EngineRow(each, _fresh(each, now)) for each in all_of_them), ()


def engine_lines(rows: Sequence[EngineRow]) -> Iterator[str]:
    """The rows as lines, and below them what is wrong with which, and what the mark means."""
    table = [_HEADS, *(row.cells() for row in rows)]
    widths = [max(map(_columns, cells)) for cells in zip(*table, strict=True)]
    for cells in table:
        yield "  ".join(_filled(cell, widths, place) for place, cell in enumerate(cells)).rstrip()
    yield ""
    yield from (f"{row.of.name}: {row.of.problem}" for row in rows if row.of.problem)
    yield "* 설정이 고른 엔진입니다. 색인은 seogo index --engine 이름으로 만들거나 최신으로 합니다."


def _fresh(of: EngineStanding, now: Mapping[str, str]) -> Freshness | None:
    if of.engine is None or of.standing is None or not is_readable(of.standing.fingerprint):
        return None
    try:
        return freshness(now, of.engine.snapshot().sources())
    except IndexUnavailable:
        return None


def _gone_on(fresh: Freshness | None) -> str:
    if fresh is None:
        return ""
    counts = (("새로", fresh.new), ("바뀜", fresh.changed), ("빠짐", fresh.gone))
    return ", ".join(f"{word} {count:,}" for word, count in counts if count) or "그대로"


def _in_units(size: int) -> str:
    """Bytes in the unit that leaves one to three digits before the point."""
    power = min((len(str(size)) - 1) // 3, len(_UNITS) - 1)
    return f"{size} B" if not power else f"{size / 1000**power:.1f} {_UNITS[power]}"


def _columns(text: str) -> int:
    """Columns of a terminal that the text takes: two for each Korean or Chinese character."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _filled(cell: str, widths: Sequence[int], place: int) -> str:
    space = " " * (widths[place] - _columns(cell))
    return space + cell if place in _TO_THE_RIGHT else cell + space
