"""SHA-256 of every file of an index, kept beside the files: so that damage in place can be told.

    <index>/whoosh-<time>/checksums-<number>.json    {"commit": FILE, "files": {FILE: [size, SHA-256]}}

One is written before the step that makes a commit count, and holds once `commit`, the file which that step puts in
place, is there. Files of an index are written once, so that of each only what is new has to be read.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_NAME = re.compile(r"checksums-(\d+)\.json")

Sums = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Damage:
    """A file of an index that is not as it was written: `missing`, `size` (shorter or longer) or `content`."""

    path: Path
    kind: str


def checksums_name(number: int) -> str:
    """The name of the file with the checksums of a commit."""
    return f"checksums-{number}.json"


def seal(
    folder: Path,
    number: int,
    commit: str,
    files: Mapping[str, Path],
    before: Path | None = None,
    anew: Collection[str] = (),
) -> None:
    """Keep the checksums of these files of a commit, by the names below `folder` that they are to have.

    What `before`, the folder of the commit before, kept of a file is taken over, so that damage since is not taken for
    what was written; but for those in `anew`, which are written anew under their name. Raises OSError.
    """
    known = _newest(before) if before else {}
    old = {name: known[name] for name in files if name in known and name not in anew}
    sums: Sums = {name: old.get(name) or _sum(path) for name, path in sorted(files.items())}
    text = json.dumps({"commit": commit, "files": sums})
    (folder / checksums_name(number)).write_text(text, encoding="utf-8")


def unseal(folder: Path, number: int) -> None:
    """Remove the checksums of all commits but that of this number."""
    for path in folder.iterdir():
        match = _NAME.fullmatch(path.name)
        if match and int(match[1]) != number:
            path.unlink(missing_ok=True)


def damages(folder: Path) -> list[Damage] | None:
    """The files that are missing or differ from what was written; None where no checksums are kept of this commit.

    Reads every byte of the index.
    """
    sums = _newest(folder)
    found = ((folder / name, _kind(folder / name, *kept)) for name, kept in sums.items())
    return [Damage(path, kind) for path, kind in found if kind] if sums else None


def _newest(folder: Path) -> Sums:
    """The checksums of the last commit that counts; none where they were not kept or cannot be read."""
    for path in sorted(_all(folder), key=lambda each: -int(each.stem.rpartition("-")[2])):
        with suppress(OSError, ValueError, KeyError, TypeError):
            kept = json.loads(path.read_text(encoding="utf-8"))
            if (folder / kept["commit"]).exists():
                sums: Sums = kept["files"]
                return sums
    return {}


def _all(folder: Path) -> Iterable[Path]:
    return [path for path in folder.iterdir() if _NAME.fullmatch(path.name)]


def _sum(path: Path) -> list[Any]:
    with path.open("rb") as file:
        return [path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()]


def _kind(path: Path, size: int, sha256: str) -> str:
    """How a file differs from what was written; nothing where it does not. What cannot be read is as good as gone."""
    try:
        if path.stat().st_size != size:
            return "size"
        return "" if _sum(path)[1] == sha256 else "content"
    except OSError:
        return "missing"
