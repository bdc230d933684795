"""Damage that opens and answers as if nothing were wrong is told by the checksums that are kept with the index."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.engines.checksums import Damage
from archive.engines.tantivy import TantivyEngine
from archive.engines.whoosh import WhooshEngine
from tests.contract.documents import RESTORE, document

InProcess = WhooshEngine | TantivyEngine


@pytest.fixture(params=["whoosh", "tantivy"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> InProcess:
    made = WhooshEngine(tmp_path) if request.param == "whoosh" else TantivyEngine(tmp_path, RESTORE)
    change(made, "a")
    return made


def change(engine: InProcess, *sources: str) -> None:
    with engine.writer("test") as writer:
        for source in sources:
            writer.put(
                f"{source}.txt", b"record", [document(f"{source}-{at}", f"말 {source} " * 50) for at in range(5)]
            )


def files_that_count(place: Path) -> list[Path]:
    """Files that answers are read from; Tantivy's list of what it may remove, and locks, are not."""
    return sorted(path for path in place.glob("*-*/**/*") if path.suffix in (".seg", ".toc", ".store", ".term", ".idx"))


def flip(path: Path) -> None:
    """One bit in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_an_index_that_nothing_has_happened_to_is_as_it_was_written(engine: InProcess) -> None:
    assert engine.damages() == []
    change(engine, "b", "c")
    change(engine, "a")
    assert engine.damages() == []


def test_one_bit_of_any_file_is_told(engine: InProcess, tmp_path: Path) -> None:
    change(engine, "b")
    for path in files_that_count(tmp_path):
        whole = path.read_bytes()
        flip(path)
        assert engine.damages() == [Damage(path, "content")]
        path.write_bytes(whole)
    assert engine.damages() == []


def test_a_file_that_is_gone_or_shorter_is_told(engine: InProcess, tmp_path: Path) -> None:
    path = max(files_that_count(tmp_path), key=lambda each: (each.suffix in (".seg", ".store"), each.name))
    path.write_bytes(path.read_bytes()[:-1])
    assert engine.damages() == [Damage(path, "size")]
    path.unlink()
    assert engine.damages() == [Damage(path, "missing")]


def test_the_next_change_does_not_take_damage_for_what_was_written(engine: InProcess, tmp_path: Path) -> None:
    """Files that it leaves alone keep the checksums that they have."""
    for number in range(3):
        change(engine, f"more{number}")
    stored = [path for path in files_that_count(tmp_path) if path.suffix in (".seg", ".store")]
    flip(stored[0])
    change(engine, "b")
    damages = engine.damages()
    assert damages and [(each.path.name, each.kind) for each in damages] == [(stored[0].name, "content")]


def test_an_index_from_before_there_were_checksums_says_that_it_has_none(engine: InProcess, tmp_path: Path) -> None:
    for path in tmp_path.glob("*-*/checksums-*.json"):
        path.unlink()
    assert engine.damages() is None
    change(engine, "b")
    assert engine.damages() == []
