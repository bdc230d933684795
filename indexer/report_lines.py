"""`seogo index`: what a run did, as sentences for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from indexer.moving import Moved
from indexer.pipeline import Report

_NAMED = 5
"""So many files are called by name where there may be hundreds."""


def moved_lines(moved: Moved | None, engine: str) -> Iterator[str]:
    """What was carried over to the engine of this name, if anything was."""
    if moved is not None:
        yield (
            f"{moved.origin} 색인의 글 {moved.articles:,}건을 {engine}로 옮겼습니다({moved.seconds:.1f}초). "
            "이제 그 뒤에 바뀐 호만 읽습니다."
        )


def notices(report: Report, corpus: Path) -> Iterator[str]:
    """What there is to say of a run besides its numbers: why all was made anew, what failed, what to look at."""
    if report.rebuilt:
        yield report.rebuilt
    yield from map(str, report.failed)
    if report.doubtful:
        yield _doubts(report.doubtful)
    if not report.issues and not report.failed:
        yield f"{corpus}/issues에 호 파일이 없습니다. 호 파일을 넣고 다시 실행해 주세요."


def summary(report: Report) -> str:
    """The numbers of a run."""
    return (
        f"파일 {report.issues}개, 글 {report.articles}건이 색인에 있습니다"
        f"(새로 {report.added}, 바뀜 {report.updated}, 빠짐 {report.removed}, 실패 {len(report.failed)};"
        f" {report.seconds:.1f}초)."
    )


def _doubts(files: Mapping[str, int]) -> str:
    """Which files somebody should look at, the first few by name."""
    named = ", ".join(f"{name}({count}곳)" for name, count in list(files.items())[:_NAMED])
    more = f" 외 {len(files) - _NAMED}개" if len(files) > _NAMED else ""
    return f"나눈 것을 살펴볼 호가 있습니다: {named}{more}. 'seogo check'나 각 호의 '나눈 것 확인'에서 보세요."
