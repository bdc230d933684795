"""How far the corpus has gone on since an index was brought up to date: file by file, without reading an issue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.records import SourceRecord
from indexer.corpus import corpus_files
from indexer.intake import Intake


@dataclass(frozen=True, slots=True)
class Freshness:
    """Files of the corpus that the index does not have, has in another state, or has although they are gone."""

    new: int = 0
    changed: int = 0
    gone: int = 0

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


def files_now(corpus: Path) -> dict[str, str]:
    """Every issue file with the SHA-256 that a record would remember of it; empty for one that cannot be read.

    Reads every byte once. Raises CorpusError.
    """
    intake = Intake({}, [])
    return {file.name: intake.look(file).sha256 for file in corpus_files(corpus)}


def freshness(now: Mapping[str, str], sources: Mapping[str, bytes]) -> Freshness:
    """What files there are `now` (files_now) against the records of an index, which has to be a readable one."""
    known = {source: SourceRecord.from_bytes(record).sha256 for source, record in sources.items()}
    changed = sum(known[name] != sha256 for name, sha256 in now.items() if name in known)
    return Freshness(len(now.keys() - known.keys()), changed, len(known.keys() - now.keys()))
