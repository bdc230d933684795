"""Archives made and indexed by each side: seconds, processor seconds and bytes on the disk."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.peers import opensearch
from benchmarks.peers.archives import Place, keep_rows, rows
from benchmarks.peers.clients import Ask, Client
from benchmarks.peers.issues import about, is_written, without_new, write_archive
from benchmarks.peers.processes import PYTHON, Ran, index, run
from benchmarks.peers.sides import Side, datasette_file

ENGINES = ("whoosh", "tantivy")
SOURCE = "whoosh"
"""The engine whose index the others' articles are read from."""


def make(place: Place, texts: Callable[[], Sequence[Sequence[str]]], seed: int) -> None:
    """Write the issues of an archive, where they are not there; only then the texts are read."""
    if not is_written(place.root):
        write_archive(place.root, place.articles, texts(), place.kind == "leads", seed)


def built(place: Place, name: str) -> bool:
    """Whether a side has this archive."""
    if name == "opensearch":
        return (place.root / "opensearch" / opensearch.MADE).exists()
    if name == "datasette":
        return datasette_file(place).exists()
    return name == "kiwi" or place.index(name).exists()


def build(place: Place, side: Side) -> dict[str, Any]:
    """Index an archive anew; raises SystemExit where articles came out otherwise than they were written."""
    if side.name in ENGINES:
        ran = _seogo(place, side.name)
    elif side.name == "datasette":
        ran = run(*PYTHON, "benchmarks.peers.make_datasette", str(place.rows), str(datasette_file(place)))
    else:
        ran = _opensearch(place, side)
    size = sum(_bytes(path) for path in side.files(place))
    return {"seconds": ran.seconds, "worked": ran.worked, "size": size, "text": about(place.root).text}


def raw(place: Place) -> dict[str, Any]:
    """What Kiwi alone takes for the same texts."""
    told: Mapping[str, Any] = json.loads(run(*PYTHON, "benchmarks.peers.raw_kiwi", str(place.rows)).said)
    return dict(told)


def _seogo(place: Place, engine: str) -> Ran:
    without_new(place.root)
    shutil.rmtree(place.index(engine), ignore_errors=True)
    ran = run(*index(place.corpus, place.index(engine), engine, "--rebuild"))
    told, written = json.loads(ran.said), about(place.root)
    if told["articles"] != written.articles:
        raise SystemExit(
            f"{place.name}: 나눈 글이 쓴 글과 다릅니다. {told['articles']}건, 쓴 것은 {written.articles}건."
        )
    if engine == SOURCE:
        keep_rows(place, engine)
    return ran


def _opensearch(place: Place, side: Side) -> Ran:
    shutil.rmtree(place.root / "opensearch", ignore_errors=True)
    with side.start(place) as node:
        before = node.worked()
        ran = run(*PYTHON, "benchmarks.peers.bulk", str(node.port), str(place.rows))
        of_node = node.worked() - before
        # On the disk as it is to stay, and not as a log of what was sent.
        Client(node.port).ask(Ask(f"/{opensearch.INDEX}/_flush", b""))
    if int(ran.said) != sum(1 for _ in rows(place.rows)):
        raise SystemExit(f"{place.name}: OpenSearch에 {ran.said.strip()}건만 있습니다.")
    (place.root / "opensearch" / opensearch.MADE).touch()
    return Ran(ran.seconds, ran.worked + of_node, ran.said)


def _bytes(path: Path) -> int:
    return sum(each.stat().st_size for each in _files(path) if each.name != "log.txt")


def _files(path: Path) -> Iterator[Path]:
    return (each for each in path.rglob("*") if each.is_file()) if path.is_dir() else iter((path,))
