"""Engines, found by name. One file each; an unknown name lists the choices."""

from __future__ import annotations

from importlib import import_module

from archive.engines.contract import Engine
from archive.errors import SettingsError
from archive.settings import Settings

_MODULES = {"whoosh": "archive.engines.whoosh"}


def open_engine(settings: Settings) -> Engine:
    """The engine that the settings name, at the place they name; nothing is read or written yet.

    Raises SettingsError for a name that no engine has.
    """
    if settings.engine not in _MODULES:
        names = ", ".join(sorted(_MODULES))
        raise SettingsError(f"'{settings.engine}'(이)라는 검색 엔진은 없습니다. 쓸 수 있는 이름: {names}.")
    engine: Engine = import_module(_MODULES[settings.engine]).build(settings)
    return engine
