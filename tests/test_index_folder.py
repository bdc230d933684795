"""The folder of the default engine: foreign, damaged, locked, half made; each a plain sentence, nothing destroyed."""

from __future__ import annotations

import json
import time
from pathlib import Path
from threading import Event, Thread

import pytest

from archive.engines import open_engine
from archive.engines.contract import Every, Request
from archive.engines.whoosh import WhooshEngine
from archive.errors import IndexLocked, IndexUnavailable, IndexUnusable, SettingsError
from archive.settings import Settings
from tests.contract.documents import document


def made(folder: Path, key: str = "1") -> WhooshEngine:
    engine = WhooshEngine(folder)
    with engine.writer("test") as writer:
        writer.put(f"{key}.txt", b"", [document(key)])
    return engine


def found(engine: WhooshEngine) -> int:
    return engine.snapshot().search(Request(Every())).total


def test_an_unknown_engine_lists_the_choices(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="whoosh"):
        open_engine(Settings(index=tmp_path, engine="zzz"))


def test_a_folder_of_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("the only copy")
    with pytest.raises(IndexUnusable, match=r"thesis\.doc"), WhooshEngine(tmp_path).writer("test", rebuild=True):
        pass
    assert (tmp_path / "thesis.doc").read_text() == "the only copy"


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"format": "seogo-whoosh-1", "folder": "x", "fingerprint": ""}']
)
def test_a_pointer_of_another_version_is_told_and_a_rebuild_mends_it(tmp_path: Path, content: str) -> None:
    engine = made(tmp_path)
    (tmp_path / "seogo-index.json").write_text(content)
    with pytest.raises(IndexUnusable, match="--rebuild"):
        WhooshEngine(tmp_path).snapshot()
    with engine.writer("test", rebuild=True) as writer:
        writer.put("2.txt", b"", [document("2"), document("3")])
    assert found(engine) == 2


# Whoosh leaves the file open when reading it fails; nothing of ours holds it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("cut", [0, 1, 100])
def test_a_damaged_file_is_told(tmp_path: Path, cut: int) -> None:
    made(tmp_path)
    (segment,) = tmp_path.glob("whoosh-*/*.seg")
    segment.write_bytes(segment.read_bytes()[:cut])
    with pytest.raises(IndexUnusable, match="--rebuild"):
        WhooshEngine(tmp_path).snapshot()


def test_an_index_that_is_deleted_and_comes_back(tmp_path: Path) -> None:
    engine = made(tmp_path / "index")
    (tmp_path / "index").rename(tmp_path / "elsewhere")
    with pytest.raises(IndexUnavailable):
        engine.snapshot()
    (tmp_path / "elsewhere").rename(tmp_path / "index")
    assert found(engine) == 1


def test_only_one_writes_at_a_time(tmp_path: Path) -> None:
    engine = made(tmp_path)
    with engine.writer("test"), pytest.raises(IndexLocked), WhooshEngine(tmp_path).writer("test"):
        pass
    made(tmp_path, "2")
    assert found(engine) == 2, "the lock outlives its holder"


def test_what_a_killed_rebuild_left_is_swept_away(tmp_path: Path) -> None:
    engine = made(tmp_path)
    (tmp_path / "whoosh-dead").mkdir()
    (tmp_path / "whoosh-dead" / "half.seg").write_text("half")
    made(tmp_path, "2")
    assert not (tmp_path / "whoosh-dead").exists()
    assert found(engine) == 2


def test_files_do_not_pile_up_over_many_commits(tmp_path: Path) -> None:
    for _ in range(30):
        made(tmp_path)
    files = list(tmp_path.rglob("*"))
    assert len(files) < 12, [str(path) for path in files]


def test_the_pointer_names_what_the_index_was_made_with(tmp_path: Path) -> None:
    made(tmp_path)
    assert json.loads((tmp_path / "seogo-index.json").read_text())["fingerprint"] == "test"


def test_a_server_that_asks_all_the_while_sees_rebuilds_and_no_gap(tmp_path: Path) -> None:
    made(tmp_path)
    server, ended = WholeTime(tmp_path), 15
    server.start()
    for _ in range(ended):
        with WhooshEngine(tmp_path).writer("test", rebuild=True) as writer:
            writer.put("1.txt", b"", [document("1")])
        server.wait_for(WhooshEngine(tmp_path).snapshot().generation)
    server.stop()
    assert not server.errors and len(server.generations) >= ended


class WholeTime(Thread):
    """Opens the newest generation again and again."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._engine = WhooshEngine(folder)
        self._ended = Event()
        self.generations: set[str] = set()
        self.errors: list[Exception] = []

    def run(self) -> None:
        while not self._ended.is_set():
            try:
                self.generations.add(self._engine.snapshot().generation)
            except IndexUnavailable as error:
                self.errors.append(error)

    def wait_for(self, generation: str) -> None:
        """Until it has been opened here; at most ten seconds, since an index that nobody can open never is."""
        ends = time.monotonic() + 10
        while generation not in self.generations and time.monotonic() < ends:
            time.sleep(0.001)

    def stop(self) -> None:
        self._ended.set()
        self.join()
