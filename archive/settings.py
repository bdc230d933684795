"""Settings, read once and handed in: `seogo.toml` in the working folder, then environment, then flags."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from archive.errors import SettingsError

FILE_NAME = "seogo.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the corpus and the index are, and which engine keeps the index."""

    corpus: Path = Path("corpus")
    index: Path = Path("var/index")
    engine: str = "whoosh"
    opensearch_url: str = "http://127.0.0.1:9200"


NAMES = tuple(field.name for field in fields(Settings))


def read_settings(folder: Path, environment: Mapping[str, str], flags: Mapping[str, str | None]) -> Settings:
    """Settings for a program started in `folder`; later sources win, empty values count as absent.

    Raises SettingsError if the file cannot be read or names a setting that does not exist.
    """
    chosen = {name: value for name, value in _from_file(folder / FILE_NAME).items() if value}
    variables = {name: environment.get(f"SEOGO_{name.upper()}") for name in NAMES}
    for source in (variables, flags):
        chosen |= {name: value for name, value in source.items() if value}
    values = {name: Path(chosen[name]) for name in ("corpus", "index") if name in chosen}
    texts = {name: chosen[name] for name in ("engine", "opensearch_url") if name in chosen}
    return Settings(**values, **texts)  # type: ignore[arg-type]


def _from_file(path: Path) -> dict[str, str]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f"설정 파일 {path}을(를) 읽을 수 없습니다({error}). TOML 형식과 UTF-8 글자로 고쳐 주세요."
        ) from error
    for name, value in content.items():
        if name not in NAMES:
            raise SettingsError(
                f"설정 파일 {path}의 '{name}'은(는) 없는 설정입니다. 쓸 수 있는 이름: {', '.join(NAMES)}."
            )
        if not isinstance(value, str):
            raise SettingsError(f"설정 파일 {path}의 '{name}' 값은 따옴표로 감싼 글자여야 합니다.")
    return dict(content)
