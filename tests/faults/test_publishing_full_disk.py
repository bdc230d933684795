"""Editors on a full disk: told in a sentence, the corpus stays as it was, and what was brought is still there."""

from __future__ import annotations

from datetime import date as Date
from pathlib import Path

import pytest

from archive.errors import EditingError
from indexer.history import History
from indexer.publishing import Incoming, Publisher
from indexer.staging import Staging
from tests.faults.conftest import Disk

LARGE = b"x" * 200_000
FULL = "가득 찼습니다"


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("where", ["corpus", "desk"])
def test_publishing_finds_no_room_and_changes_nothing(disk: Disk, tmp_path: Path, where: str) -> None:
    places = {"corpus": tmp_path / "corpus", "desk": tmp_path / "desk"} | {where: disk.place / where}
    (places["corpus"] / "issues").mkdir(parents=True)
    history = History(places["corpus"], places["desk"])
    publisher = Publisher(history, lambda number: None)
    publisher.publish(Incoming(b"first", ".txt", None, 307, Date(2022, 12, 14)), "w")
    disk.fill(left=50_000)
    with pytest.raises(EditingError, match=FULL):
        publisher.publish(Incoming(LARGE, ".txt", b"# y", 308, Date(2022, 12, 21)), "w")
    with pytest.raises(EditingError, match=FULL):
        publisher.publish(Incoming(LARGE, ".txt", None, 307, Date(2022, 12, 14)), "w", publisher.standing(307))
    assert files(places["corpus"]) == ["307-2022-12-14.txt"] and len(history.steps()) == 1
    disk.empty()
    publisher.publish(Incoming(LARGE, ".txt", b"# y", 308, Date(2022, 12, 21)), "w")
    assert len(files(places["corpus"])) == 3


def test_an_upload_that_finds_no_room_is_told_and_leaves_nothing(disk: Disk) -> None:
    staging = Staging(disk.place / "desk")
    kept = staging.add("307.txt", b"first", "w")
    disk.fill(left=50_000)
    with pytest.raises(EditingError, match=FULL):
        staging.add("308.txt", LARGE, "w")
    assert staging.all() == (kept,) and files(disk.place / "desk") == ["about.json", "file"]
    with pytest.raises(EditingError, match=FULL):
        staging.correct(kept, LARGE)
    assert staging.said(kept) is None
