"""All engines at once: which can be used with these settings, and what there is of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from archive.engines import NAMES, open_engine
from archive.engines.contract import Engine, Standing
from archive.errors import EngineAway, IndexUnavailable, IndexUnusable, SettingsError
from archive.fingerprint import FINGERPRINT
from archive.settings import Settings

State = Literal["current", "stale", "unreadable", "none", "away", "unusable"]
"""Of an index: made as this program makes it; made otherwise, so that the next run builds it anew; not to be read; not
there. Of an engine: its server does not answer; it cannot be used here (not installed, or a setting of it is wrong)."""


@dataclass(frozen=True, slots=True)
class EngineStanding:
    """How it stands with one engine. `engine` is None where it cannot be opened, `standing` where no index is read.

    `problem` says in a sentence what is wrong and what to do; None where nothing is.
    """

    name: str
    chosen: bool
    state: State
    problem: str | None = None
    engine: Engine | None = None
    standing: Standing | None = None


def other_engines(settings: Settings) -> Iterator[Engine]:
    """Every engine that can be used here but the one that the settings choose."""
    for name in NAMES:
        if name != settings.engine:
            try:
                engine = open_engine(replace(settings, engine=name))
            except SettingsError:
                continue
            yield engine


def standings(settings: Settings) -> tuple[EngineStanding, ...]:
    """Every engine, in the order of NAMES. Raises SettingsError where the settings choose one that does not exist."""
    if settings.engine not in NAMES:
        open_engine(settings)
    return tuple(_standing(settings, name) for name in NAMES)


def _standing(settings: Settings, name: str) -> EngineStanding:
    chosen = name == settings.engine
    engine = None
    try:
        engine = open_engine(replace(settings, engine=name))
        standing = engine.standing()
    except IndexUnavailable as error:
        return EngineStanding(name, chosen, _state_of(error), str(error), engine)
    except SettingsError as error:
        return EngineStanding(name, chosen, "unusable", str(error), engine)
    if standing is None:
        return EngineStanding(name, chosen, "none", None, engine)
    state: State = "current" if standing.fingerprint == FINGERPRINT else "stale"
    return EngineStanding(name, chosen, state, None, engine, standing)


def _state_of(error: IndexUnavailable) -> State:
    if isinstance(error, EngineAway):
        return "away"
    return "unreadable" if isinstance(error, IndexUnusable) else "none"
