"""The parts of the benchmark as Markdown, from what was kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from benchmarks.peers.growth import exponent
from benchmarks.peers.results import Key, Results, Row
from benchmarks.peers.table import MISSING, ratio, short, table, whole


def report(results: Results) -> str:
    """All tables of which there is something, archive by archive, and then their growth."""
    archives = sorted({key.archive for key in results.rows}, key=_order)
    parts = [part for archive in archives for part in _of_archive(_Rows(results, archive))]
    return "\n\n".join([*filter(None, parts), *_growth(results, [a for a in archives if a.startswith("long")])])


def _order(archive: str) -> tuple[str, int]:
    kind, _, articles = archive.partition("-")
    return kind, int(articles)


class _Rows:
    """What was measured of one archive."""

    def __init__(self, results: Results, archive: str) -> None:
        self.archive = archive
        self._rows = {key: row for key, row in results.rows.items() if key.archive == archive}

    def get(self, part: str, side: str, way: str = "", clients: int = 0) -> Row | None:
        return self._rows.get(Key(part, self.archive, side, way, clients))

    def value(self, name: str, part: str, side: str, way: str = "", clients: int = 0) -> float | None:
        row = self.get(part, side, way, clients)
        return None if row is None else float(row[name])

    def sides(self, *parts: str) -> list[str]:
        return list(dict.fromkeys(key.side for key in self._rows if key.part in parts))

    def clients(self) -> list[int]:
        return sorted({key.clients for key in self._rows if key.part == "asking"})

    def ways(self) -> list[tuple[str, str]]:
        return list(dict.fromkeys((key.side, key.way) for key in self._rows if key.part == "asking"))


def _of_archive(rows: _Rows) -> Iterator[str]:
    for title, body in (
        ("A page of 20 hits: p50 / p95 / p99 in ms, and answers a second", _asking(rows)),
        ("p95 beside each other", _beside(rows)),
        ("Indexing", _indexing(rows)),
        ("One more issue: seconds", _increment(rows)),
        ("Start, memory after the queries with the most clients, and size", _starting(rows)),
    ):
        if body:
            yield f"{title}, {rows.archive}:\n\n{body}"


def _asking(rows: _Rows) -> str:
    heads = [head for clients in rows.clients() for head in (_clients(clients), "/s")]
    lines = []
    for side, way in rows.ways():
        cells, last = [], None
        for clients in rows.clients():
            row = rows.get("asking", side, way, clients)
            cells += [_percentiles(row), short(row["a_second"] if row else None)]
            last = row or last
        if last is not None:
            told = [
                f"{last['found']} of {last['asked']}",
                str(last["errors"]),
                short(last["sent"] / 1000),
                short(last.get("worked")),
            ]
            lines.append([f"{side}, {way}", *cells, *told])
    return table(["", *heads, "found", "errors", "KB", "processor ms"], lines)


def _clients(number: int) -> str:
    return "1 client" if number == 1 else f"{number} clients"


def _percentiles(row: Row | None) -> str:
    return MISSING if row is None else " / ".join(short(row[name]) for name in ("p50", "p95", "p99"))


_BESIDE = (
    ("Datasette's page / Seogo's with Whoosh", ("datasette", "page"), ("whoosh", "page")),
    ("Datasette's page / Seogo's with Tantivy", ("datasette", "page"), ("tantivy", "page")),
    ("Seogo's JSON with Whoosh / OpenSearch's", ("whoosh", "json"), ("opensearch", "json")),
    ("Seogo's JSON with Tantivy / OpenSearch's", ("tantivy", "json"), ("opensearch", "json")),
)


def _beside(rows: _Rows) -> str:
    lines = []
    for title, one, other in _BESIDE:
        pairs = [[rows.value("p95", "asking", *way, clients) for way in (one, other)] for clients in rows.clients()]
        if any(None not in pair for pair in pairs):
            lines.append([title, *(ratio(*pair) for pair in pairs)])
    return table(["", *map(_clients, rows.clients())], lines)


def _indexing(rows: _Rows) -> str:
    kiwi = rows.get("indexing", "kiwi")
    lines = []
    for side in rows.sides("indexing"):
        row = rows.get("indexing", side)
        assert row is not None
        times = [short(row["seconds"]), short(row["worked"])]
        ratios = [ratio(row[name], kiwi[name] if kiwi else None) for name in ("seconds", "worked")]
        lines.append([_INDEXED.get(side, side), *times, *ratios, short(row.get("loading"))])
    return table(["", "s", "processor s", "x Kiwi, s", "x Kiwi, processor s", "loading s"], lines)


_INDEXED = {
    "whoosh": "`seogo index --rebuild`, Whoosh",
    "tantivy": "`seogo index --rebuild`, Tantivy",
    "kiwi": "Kiwi alone, loaded",
    "datasette": "Datasette's file",
    "opensearch": "OpenSearch with nori, bulk",
}


def _increment(rows: _Rows) -> str:
    names = ("cold_visible", "cold_whole", "warm_visible", "warm_whole")
    lines = [
        [side, *(short(rows.value(name, "increment", side)) for name in names)] for side in rows.sides("increment")
    ]
    return table(["", "`seogo index`, visible", "done", "a process that holds its models, visible", "done"], lines)


def _starting(rows: _Rows) -> str:
    lines = []
    for side in rows.sides("starting", "asking"):
        starts = [short(rows.value(name, "starting", side)) for name in ("cold", "warm")]
        most = max(rows.clients(), default=0)
        memory = [write(_memory(rows, side, name, most)) for name, write in _MEMORY]
        size, text = (rows.value(name, "indexing", side) for name in ("size", "text"))
        lines.append([side, *starts, *memory, short(None if size is None else size / 1e6), ratio(size, text)])
    heads = ["", "first answer cold s", "warm s", "RSS MB", "PSS MB", "processes", "index MB", "of the text"]
    return table(heads, lines)


_MEMORY = (("rss", short), ("pss", short), ("processes", whole))


def _memory(rows: _Rows, side: str, name: str, clients: int) -> float | None:
    """After the first way to ask: the page, where there is one."""
    way = next((way for each, way in rows.ways() if each == side), "")
    return rows.value(name, "asking", side, way, clients)


def _growth(results: Results, archives: Sequence[str]) -> Iterator[str]:
    all_rows = [_Rows(results, archive) for archive in archives]
    if len(all_rows) < 2:
        return
    articles = [_order(archive)[1] for archive in archives]
    lines = []
    for side in dict.fromkeys(side for rows in all_rows for side in rows.sides("asking", "indexing")):
        for title, value in _GROWING:
            values = [value(rows, side) for rows in all_rows]
            known = [(size, each) for size, each in zip(articles, values, strict=True) if each is not None]
            if len(known) > 1:
                lines.append([side, title, *map(short, values), f"{exponent(*zip(*known, strict=True)):.2f}"])
    yield f"Growth:\n\n{table(['', '', *(f'{each:,}' for each in articles), 'exponent'], lines)}"


def _asked(way: str, name: str) -> Callable[[_Rows, str], float | None]:
    return lambda rows, side: rows.value(name, "asking", side, way, min(rows.clients(), default=0))


_GROWING: Sequence[tuple[str, Callable[[_Rows, str], float | None]]] = (
    ("page p50 ms", _asked("page", "p50")),
    ("page p95 ms", _asked("page", "p95")),
    ("JSON p50 ms", _asked("json", "p50")),
    ("JSON p95 ms", _asked("json", "p95")),
    ("indexing s", lambda rows, side: rows.value("seconds", "indexing", side)),
    ("indexing, processor s", lambda rows, side: rows.value("worked", "indexing", side)),
    ("one more issue visible, cold s", lambda rows, side: rows.value("cold_visible", "increment", side)),
    ("one more issue visible, warm s", lambda rows, side: rows.value("warm_visible", "increment", side)),
    ("index bytes an article", lambda rows, side: _each(rows, side)),
    ("PSS MB", lambda rows, side: _memory(rows, side, "pss", min(rows.clients(), default=0))),
    ("first answer, warm s", lambda rows, side: rows.value("warm", "starting", side)),
)


def _each(rows: _Rows, side: str) -> float | None:
    size = rows.value("size", "indexing", side) if side != "kiwi" else None
    return None if size is None else size / _order(rows.archive)[1]
