"""The settings file as it goes into a backup: without passwords, and without the places of one machine."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import Any

from archive.settings import Settings

SECRET = frozenset(each.name for each in fields(Settings) if not each.repr)
"""Settings that are never shown."""

PLACES = frozenset({"corpus", "index", "desk"})
"""Settings that say where things lie on this machine; on another they lie where they are put."""

_LINE = re.compile(r"^[\s#]*([A-Za-z_]+)[ \t]*=")


def portable(text: str, *, with_passwords: bool) -> str:
    """The settings file `text` without PLACES and, unless asked for, without SECRET; all else letter for letter.

    Places stay as comments. Text that is not TOML goes as it is if passwords may go with it, and is left out otherwise.
    """
    dropped = PLACES if with_passwords else PLACES | SECRET
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return text if with_passwords else ""
    wanted = {name: value for name, value in before.items() if name not in dropped}
    lines = (_line(line, dropped) for line in text.splitlines(keepends=True))
    edited = "".join(line for line in lines if line is not None)
    # A value of several lines is not seen line by line: then the settings are written anew, without their comments.
    return edited if _is(edited, wanted) and not _holds(edited, before, dropped & SECRET) else _written(wanted)


def _line(line: str, dropped: Collection[str]) -> str | None:
    found = _LINE.match(line)
    name = found[1] if found else ""
    if name not in dropped:
        return line
    return None if name in SECRET else f"# {line.lstrip('# ')}"


def _is(text: str, wanted: Mapping[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False


def _holds(text: str, before: Mapping[str, Any], secrets: Collection[str]) -> bool:
    return any(str(before[name]) in text for name in secrets & before.keys() if before[name])


def _written(values: Mapping[str, Any]) -> str:
    """Strings and whole numbers, which is all that settings are; JSON's strings are TOML's too."""
    return "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items())
