"""Changes of an archive in a cluster: seen as one, whoever refreshes what, whoever dies, and whoever comes between."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.engines.contract import Every, Request
from archive.engines.opensearch import OpenSearchEngine
from archive.engines.opensearch.server import Server
from archive.engines.opensearch.state import Shared
from archive.errors import IndexLocked, IndexUnusable, IndexUnwritable
from archive.settings import Settings
from tests.contract.documents import document
from tests.opensearch.engines import engine_of, fresh_settings

ROOT = Path(__file__).resolve().parents[1]
KILLED = """
import sys
from tests.contract.documents import document
from tests.opensearch.engines import engine_of, settings_for

with engine_of(settings_for(sys.argv[1], sys.argv[2])).writer("killed") as writer:
    writer.put("a.txt", b"", [document(f"new-{number}") for number in range(2500)])
    print("written", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def settings() -> Iterator[Settings]:
    with fresh_settings("2") as settings:
        yield settings


@pytest.fixture
def engine(settings: Settings) -> OpenSearchEngine:
    engine = engine_of(settings)
    put(engine, "a.txt", "old-1", "old-2")
    return engine


def put(engine: OpenSearchEngine, source: str, *keys: str, rebuild: bool = False) -> None:
    with engine.writer("made by a test", rebuild=rebuild) as writer:
        writer.put(source, b"record", [document(key) for key in keys])


def keys(engine: OpenSearchEngine) -> list[str]:
    return [hit.key for hit in engine.snapshot().search(Request(Every())).hits]


def shared(settings: Settings) -> Shared:
    return Shared(Server(settings), settings.opensearch_index, 0)


def test_what_is_not_committed_is_seen_by_nobody_even_when_somebody_refreshes(
    engine: OpenSearchEngine, settings: Settings
) -> None:
    with engine.writer("made by a test") as writer:
        writer.put("a.txt", b"", [document(f"new-{number}") for number in range(1500)])
        Server(settings).change("POST", f"/{settings.opensearch_index}*/_refresh")
        assert keys(engine_of(settings)) == ["old-1", "old-2"]
    assert len(engine_of(settings).snapshot()) == 1500


def test_a_writer_that_is_killed_leaves_the_old_articles_and_the_next_one_clears_up(
    engine: OpenSearchEngine, settings: Settings
) -> None:
    command = [sys.executable, "-c", KILLED, settings.opensearch_url, settings.opensearch_index]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"written\n"
        with pytest.raises(IndexLocked, match="고치는 중입니다"):
            put(engine, "b.txt", "other")
        process.kill()
    assert keys(engine_of(settings)) == ["old-1", "old-2"]
    put(engine, "b.txt", "other")
    assert sorted(keys(engine_of(settings))) == ["old-1", "old-2", "other"]
    index = engine.snapshot().generation.partition("/")[0]
    rows = Server(settings).ask("POST", f"/{index}/_count", {"query": {"term": {"kind": "article"}}})
    assert rows["count"] == 3, "rows of the killed writer are still there"


def test_a_writer_that_was_taken_for_dead_cannot_commit(engine: OpenSearchEngine, settings: Settings) -> None:
    slow, quick = engine_of(settings), engine_of(settings)
    with pytest.raises(IndexLocked, match="이어받았습니다"), slow.writer("slow") as writer:
        writer.put("a.txt", b"", [document("slow")])
        out_of_time(settings)
        put(quick, "b.txt", "quick")
    assert sorted(keys(engine)) == ["old-1", "old-2", "quick"]
    put(engine, "c.txt", "later")
    assert sorted(keys(engine)) == ["later", "old-1", "old-2", "quick"]


def out_of_time(settings: Settings) -> None:
    """As if the holder of the lease had given no sign of life for long."""
    read = shared(settings).read()
    assert read is not None and read.state.lease is not None
    shared(settings).write(replace(read.state, lease=replace(read.state.lease, until=0.0)), read)


def test_a_rebuild_moves_the_name_to_the_new_index_and_a_later_change_removes_the_old(
    engine: OpenSearchEngine, settings: Settings
) -> None:
    held = engine.snapshot()
    put(engine, "b.txt", "new", rebuild=True)
    (old, new), named = sorted(shared(settings).indexes()), shared(settings).named()
    assert named == [new]
    assert [hit.key for hit in held.search(Request(Every())).hits] == ["old-1", "old-2"], "a snapshot moved"
    put(engine, "c.txt", "newer")
    assert [hit.key for hit in held.search(Request(Every())).hits] == ["old-1", "old-2"], "it is still read"
    long_ago(settings)
    put(engine, "d.txt", "newest")
    assert shared(settings).indexes() == [new] and old != new
    assert sorted(keys(engine)) == ["new", "newer", "newest"]


def long_ago(settings: Settings) -> None:
    """As if the indexes that were replaced had been so for long."""
    read = shared(settings).read()
    assert read is not None and len(read.state.retired) == 1
    shared(settings).write(replace(read.state, retired=tuple((index, 0.0) for index, _ in read.state.retired)), read)


def test_a_source_that_is_put_twice_in_one_change_has_what_came_last(engine: OpenSearchEngine) -> None:
    with engine.writer("made by a test") as writer:
        writer.put("a.txt", b"", [document("first"), document("both", words="첫째")])
        writer.put("a.txt", b"", [document("both", words="둘째"), document("second")])
        writer.put("b.txt", b"", [document("gone")])
        writer.remove("b.txt")
    assert keys(engine) == ["both", "second"]
    assert dict(engine.snapshot().terms("words")) == {"둘째": 1}


def test_what_a_cluster_refuses_is_named_and_nothing_of_the_change_is_seen(engine: OpenSearchEngine) -> None:
    immense = document("immense", section=["가" * 20_000])
    told = r"b\.txt의 immense \(bytes can be at most 32766 in length; got 60000\).*그대로입니다"
    with pytest.raises(IndexUnwritable, match=told), engine.writer("made by a test") as writer:
        writer.put("b.txt", b"", [document("fine"), immense])
    assert keys(engine) == ["old-1", "old-2"]
    put(engine, "b.txt", "fine")
    assert keys(engine) == ["fine", "old-1", "old-2"]


@pytest.mark.parametrize(
    ("block", "told"), [("read_only_allow_delete", "디스크가 거의 차서"), ("read_only", "읽기 전용으로")]
)
def test_an_index_that_is_closed_to_writing_says_so_and_is_written_when_it_is_open_again(
    engine: OpenSearchEngine, settings: Settings, block: str, told: str
) -> None:
    server, every_index = Server(settings), f"/{settings.opensearch_index}*/_settings"
    server.change("PUT", every_index, {f"index.blocks.{block}": True})
    try:
        with pytest.raises(IndexUnwritable, match=told):
            put(engine, "b.txt", "other")
        assert keys(engine_of(settings)) == ["old-1", "old-2"]
    finally:
        server.change("PUT", every_index, {f"index.blocks.{block}": None})
    put(engine, "b.txt", "other")
    assert keys(engine) == ["old-1", "old-2", "other"]


def test_a_disk_that_fills_up_in_the_midst_of_a_change_is_told_and_the_next_change_mends_it(
    engine: OpenSearchEngine, settings: Settings
) -> None:
    server, every_index = Server(settings), f"/{settings.opensearch_index}*/_settings"
    with pytest.raises(IndexUnwritable, match="디스크가 거의 차서"), engine.writer("made by a test") as writer:
        writer.put("b.txt", b"", [document(f"b-{number}") for number in range(1500)])
        server.change("PUT", every_index, {"index.blocks.read_only_allow_delete": True})
    server.change("PUT", every_index, {"index.blocks.read_only_allow_delete": None})
    assert keys(engine_of(settings)) == ["old-1", "old-2"]
    out_of_time_if_held(settings)
    put(engine, "b.txt", "other")
    assert keys(engine) == ["old-1", "old-2", "other"]


def out_of_time_if_held(settings: Settings) -> None:
    """The lease could not be given back while nothing could be written; here it need not be waited for."""
    read = shared(settings).read()
    if read is not None and read.state.lease is not None:
        out_of_time(settings)


def test_a_name_that_belongs_to_somebody_else_is_left_alone(settings: Settings) -> None:
    server, name = Server(settings), settings.opensearch_index
    server.change("PUT", f"/{name}-theirs", {"aliases": {name: {}}})
    for ask in (engine_of(settings).snapshot, lambda: put(engine_of(settings), "a.txt", "1", rebuild=True)):
        with pytest.raises(IndexUnusable, match="서고의 색인이 아닙니다"):
            ask()
    assert shared(settings).named() == [f"{name}-theirs"]


def test_an_archive_of_another_version_is_not_read_and_a_rebuild_replaces_it(
    engine: OpenSearchEngine, settings: Settings
) -> None:
    read = shared(settings).read()
    assert read is not None
    shared(settings).write(replace(read.state, format="seogo-opensearch-0"), read)
    with pytest.raises(IndexUnusable, match="--rebuild"):
        engine_of(settings).snapshot()
    with pytest.raises(IndexUnusable, match="--rebuild"):
        put(engine_of(settings), "b.txt", "other")
    put(engine_of(settings), "b.txt", "other", rebuild=True)
    assert keys(engine_of(settings)) == ["other"]


def test_an_index_that_was_deleted_is_told_and_a_rebuild_makes_it_anew(
    engine: OpenSearchEngine, settings: Settings
) -> None:
    Server(settings).change("DELETE", f"/{engine.snapshot().generation.partition('/')[0]}")
    with pytest.raises(IndexUnusable, match="--rebuild"):
        engine_of(settings).snapshot()
    put(engine_of(settings), "b.txt", "other", rebuild=True)
    assert keys(engine_of(settings)) == ["other"]
