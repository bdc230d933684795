"""Engines, found by name. One module each, imported when it is asked for; an unknown name lists the choices."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from archive.engines.contract import Engine
from archive.errors import SettingsError
from archive.settings import Settings


@dataclass(frozen=True, slots=True)
class _Kind:
    """`library` is what the module imports, where it is not installed with Seogo itself but with the extra of that
    engine's name."""

    module: str
    library: str | None = None


_KINDS = {
    "whoosh": _Kind("archive.engines.whoosh"),
    "tantivy": _Kind("archive.engines.tantivy", "tantivy"),
    "opensearch": _Kind("archive.engines.opensearch", "opensearchpy"),
}
NAMES = tuple(_KINDS)
"""The names of all engines, the default one first."""


def open_engine(settings: Settings) -> Engine:
    """The engine that the settings name, at the place they name; nothing is read or written yet.

    Raises SettingsError for a name that no engine has, and where the engine's library is not installed.
    """
    name = settings.engine
    if name not in _KINDS:
        raise SettingsError(f"'{name}'(이)라는 검색 엔진은 없습니다. 쓸 수 있는 이름: {', '.join(sorted(_KINDS))}.")
    try:
        module = import_module(_KINDS[name].module)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != _KINDS[name].library:
            raise
        raise SettingsError(
            f"검색 엔진 {name}에는 {error.name} 꾸러미가 있어야 합니다. "
            f"서고 폴더에서 .venv/bin/pip install -e '.[{name}]'로 설치해 주세요."
        ) from error
    engine: Engine = module.build(settings)
    return engine
