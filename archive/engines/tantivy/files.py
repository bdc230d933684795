"""The files of a generation: linked to those of the one before, and without what no segment needs any more."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tantivy

from archive.disk import sync_folders
from archive.engines.checksums import seal
from archive.engines.tantivy.fields import articles_schema, records_schema

PARTS = {"articles": articles_schema, "records": records_schema}
_META, _MANAGED = "meta.json", ".managed.json"
"""Tantivy's list of segments, and of the files that it may remove."""


def link_generation(before: Path | None, folder: Path) -> None:
    """Make a generation that holds what another holds, or nothing; files are shared, not copied, where the file system
    can. Raises OSError, ValueError."""
    for part, schema in PARTS.items():
        place = folder / part
        place.mkdir(parents=True)
        if before is None:
            tantivy.Index(schema(), str(place))
        else:
            for name in _living(before / part):
                _link(before / part / name, place / name)


def tidy(folder: Path) -> None:
    """Remove the files that no segment needs, and see to it that the rest is on the disk."""
    for part in PARTS:
        place = folder / part
        living = set(_living(place))
        for path in place.iterdir():
            if path.name not in living:
                path.unlink()
        (place / _MANAGED).write_text(json.dumps(sorted(living - {_MANAGED})), encoding="utf-8")
        _open_up(place)
        sync_folders([place])
    sync_folders([folder])


def seal_generation(folder: Path, before: Path | None) -> None:
    """Keep the checksums of a generation that is whole; `before` is the one that it began as. Raises OSError."""
    names = [f"{part}/{name}" for part in PARTS for name in _living(folder / part) if name != _MANAGED]
    lists = {name for name in names if name.endswith(_META)}
    seal(folder, 1, f"articles/{_META}", {name: folder / name for name in names}, before, anew=lists)


def removed_share(place: Path) -> float:
    """The share of the documents in the segments of an index that have been removed."""
    segments = _segments(place)
    removed: int = sum(segment["deletes"]["num_deleted_docs"] for segment in segments if segment["deletes"])
    everything: int = sum(segment["max_doc"] for segment in segments)
    return removed / max(1, everything)


def _living(place: Path) -> Iterator[str]:
    """The files of the segments of an index, and its lists. Of what was removed only the last note counts."""
    notes = {}
    for segment in _segments(place):
        name = segment["segment_id"].replace("-", "")
        notes[name] = f"{name}.{segment['deletes']['opstamp']}.del" if segment["deletes"] else None
    for path in place.iterdir():
        name, _, ending = path.name.partition(".")
        is_of_segment = name in notes and (not ending.endswith("del") or path.name == notes[name])
        if is_of_segment or path.name in (_META, _MANAGED):
            yield path.name


def _segments(place: Path) -> list[dict[str, Any]]:
    segments: list[dict[str, Any]] = json.loads((place / _META).read_text(encoding="utf-8"))["segments"]
    return segments


def _link(source: Path, target: Path) -> None:
    # Tantivy replaces its lists and writes its segments once, so that no link shows a change that is not its own.
    if source.name in (_META, _MANAGED):
        shutil.copyfile(source, target)
        return
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _open_up(place: Path) -> None:
    """Let everybody read the lists who may read the segments: Tantivy writes them for the eyes of this user only."""
    for name in (_META, _MANAGED):
        (place / name).chmod(0o666 & place.stat().st_mode)
