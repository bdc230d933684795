"""The index follows the corpus at once after a step of an editor's."""

from __future__ import annotations

import time
from pathlib import Path

from archive.engines.contract import Engine
from archive.errors import IndexLocked, IndexUnavailable, IndexUnusable
from archive.fingerprint import FINGERPRINT
from indexer.pipeline import Load, Report, update
from indexer.workers import Workers

PATIENCE = 15.0
"""Seconds that somebody else's change of the index is waited for; an increment takes a second or two."""

_BETWEEN = 0.2


def follow(corpus: Path, engine: Engine, analyzer: Load, workers: Workers, patience: float = PATIENCE) -> Report | None:
    """Bring the index up to date; None where somebody else holds it for longer than `patience` seconds.

    The corpus has the change all the same, and the next run takes it in. Raises as `indexer.pipeline.update` does, and
    IndexUnusable where all would have to be built anew: nobody waits so long for a page.
    """
    _check(engine)
    until = time.monotonic() + patience
    while True:
        try:
            return update(corpus, engine, analyzer, _no_progress, workers=workers)
        except IndexLocked:
            if time.monotonic() >= until:
                return None
            time.sleep(_BETWEEN)


def _check(engine: Engine) -> None:
    try:
        fingerprint = engine.snapshot().fingerprint
    except IndexUnusable:
        raise
    except IndexUnavailable:
        return
    if fingerprint != FINGERPRINT:
        raise IndexUnusable("색인이 다른 판의 서고가 만든 것이어서 새로 만들어야 합니다. seogo index를 실행해 주세요.")


def _no_progress(done: int, total: int) -> None:
    """Whoever waits for a page sees no bar."""
