"""What is compared: how each side is started over an archive, and how a page of hits is asked for and read."""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.peers import opensearch
from benchmarks.peers.archives import Place
from benchmarks.peers.clients import Answer, Ask
from benchmarks.peers.servers import ROOT, Server, server
from tests.opensearch.nodes import free_port

PER_PAGE = 20

FIRST = "중국"
"""What a server is first asked, to see whether it answers."""

DATASETTE = ROOT / ".venv" / "peers"
"""Where `make peers` puts Datasette, apart from Seogo's own packages."""

LIMIT = 120_000
"""Milliseconds that Datasette may take for a query or a facet. It gives a facet up after 200, and would win so."""

_HITS = re.compile(rb"<ol class=\"hits\"")
_TABLE_ROWS = re.compile(rb"<h3>\s*([0-9,]+) rows?")


@dataclass(frozen=True, slots=True)
class Way:
    """A way to ask a side: what is sent for a query, and whether the answer holds hits that have all of it."""

    ask: Callable[[str], Ask]
    found: Callable[[bytes], bool]


@dataclass(frozen=True, slots=True)
class Side:
    """`files` are what a server reads of an archive, for its size and to have it forgotten before a cold start.

    `rounds`: so often it is asked the queries that warm up. Java compiles what is run often, and a node that has
    answered fifty queries takes several times what it takes in operation.
    """

    name: str
    ways: Mapping[str, Way]
    start: Callable[[Place], AbstractContextManager[Server]]
    files: Callable[[Place], Sequence[Path]]
    rounds: int = 1


def body(answer: Answer) -> bytes:
    """What was sent, unpacked."""
    return gzip.decompress(answer.body) if answer.packed else answer.body


def sides(more: Sequence[str] = ()) -> list[Side]:
    """All sides; `more` are further options of `seogo serve`."""
    return [
        _seogo("whoosh", more),
        _seogo("tantivy", more),
        Side("datasette", _DATASETTE, _datasette, lambda place: [datasette_file(place)]),
        Side("opensearch", _OPENSEARCH, _opensearch, lambda place: [_node(place)], rounds=20),
    ]


def _seogo(engine: str, more: Sequence[str]) -> Side:
    ways = {"page": Way(_ask_page, _page_found), "json": Way(_ask_json, _json_found)}

    def start(place: Place) -> AbstractContextManager[Server]:
        port = free_port()
        options = ("--corpus", str(place.corpus), "--index", str(place.index(engine)), "--engine", engine, *more)
        command = [sys.executable, str(ROOT / "seogo.py"), "serve", "--port", str(port), *options]
        return server(command, port, _ask_page(FIRST), place.root / engine / "log.txt")

    return Side(engine, ways, start, lambda place: [place.index(engine)])


def _ask_page(query: str) -> Ask:
    return Ask(f"/search?{urlencode({'q': query, 'per_page': PER_PAGE})}", packed=True)


def _ask_json(query: str) -> Ask:
    return Ask(f"/api/v1/search?{urlencode({'q': query, 'per_page': PER_PAGE})}")


def _page_found(page: bytes) -> bool:
    return _HITS.search(page) is not None and "모두 나오는 글은 없습니다".encode() not in page


def _json_found(answer: bytes) -> bool:
    value = json.loads(answer)
    return bool(value["total"]) and not value["relaxed"]


def datasette_file(place: Place) -> Path:
    """Where Datasette's database of an archive is."""
    return place.root / "datasette" / "articles.db"


def _datasette(place: Place) -> AbstractContextManager[Server]:
    port = free_port()
    limits = [part for name in ("sql", "facet") for part in ("--setting", f"{name}_time_limit_ms", str(LIMIT))]
    command = [sys.executable, "-m", "datasette", "serve", str(datasette_file(place)), "--port", str(port), *limits]
    log = place.root / "datasette" / "log.txt"
    return server(command, port, _DATASETTE["page"].ask(FIRST), log, {"PYTHONPATH": str(DATASETTE)})


def _ask_datasette(ending: str, packed: bool) -> Callable[[str], Ask]:
    facets = [("_facet", name) for name in ("section", "outlet", "year")]

    def ask(query: str) -> Ask:
        options = urlencode([("_search", query), *facets, ("_size", PER_PAGE)])
        return Ask(f"/articles/articles{ending}?{options}", packed=packed)

    return ask


def _datasette_page_found(page: bytes) -> bool:
    rows = _TABLE_ROWS.search(page)
    return rows is not None and rows[1] != b"0"


_DATASETTE = {
    "page": Way(_ask_datasette("", packed=True), _datasette_page_found),
    "json": Way(_ask_datasette(".json", packed=False), lambda answer: bool(json.loads(answer)["rows"])),
}


def _node(place: Place) -> Path:
    return place.root / "opensearch"


def _opensearch(place: Place) -> AbstractContextManager[Server]:
    port = free_port()
    folder = _node(place)
    # Before its index is made there is nothing to search, but the node answers.
    first = _ask_opensearch(FIRST) if (folder / opensearch.MADE).exists() else Ask("/_cluster/health")
    return server(opensearch.command(folder, port), port, first, folder / "log.txt")


def _ask_opensearch(query: str) -> Ask:
    return Ask(f"/{opensearch.INDEX}/_search", json.dumps(opensearch.search(query, PER_PAGE)).encode())


def _opensearch_found(answer: bytes) -> bool:
    return bool(json.loads(answer)["hits"]["total"]["value"])


_OPENSEARCH = {"json": Way(_ask_opensearch, _opensearch_found)}
