"""The results of benchmarks.scale as Markdown tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]

_MISSING = "-"


def tables(rows: Iterable[Row]) -> str:
    """All tables, of each step the row that came last."""
    newest = {(r["name"], r["engine"], r["articles"], r["clients"]): r for r in rows}
    return "\n\n".join(
        filter(None, (_archives(newest.values()), _engines(newest), *_times(newest), _held(newest.values())))
    )


def _archives(rows: Iterable[Row]) -> str:
    made = [row for row in rows if row["name"] == "make" and row["reached"]]
    if not made:
        return ""
    return _table(
        ("articles", "text MB", "code points each", "words", "different words", "different letters", "stored MB"),
        (
            (
                _whole(row["articles"]),
                _short(row["text"] / 1e6),
                _whole(row["code_points"] / row["articles"]),
                _whole(row["words"]),
                _whole(row["different_words"]),
                _whole(row["different_letters"]),
                _short(row["stored"] / 1e6),
            )
            for row in made
        ),
    )


_Key = tuple[str, str, int, int]

_INDEX: Sequence[tuple[str, Callable[[Row], str]]] = (
    ("articles/s", lambda row: _whole(row["articles_a_second"])),
    ("MB/s", lambda row: _short(row["mb_a_second"])),
    ("articles/s of a core", lambda row: _whole(row["articles"] / row["worked"])),
    ("commit s", lambda row: _short(row["commit"])),
    ("correction s", lambda row: _short(row["replaced"])),
    ("index MB", lambda row: _short(row["size"])),
    ("index / text", lambda row: f"{row['of_text']:.2f}"),
    ("peak MB", lambda row: _and_server(row["peak"], row["server"], "peak")),
)
_START: Sequence[tuple[str, Callable[[Row], str]]] = (("first answer s", lambda row: f"{row['answered']:.2f}"),)
_SERVING: Sequence[tuple[str, Callable[[Row], str]]] = (
    ("serving MB", lambda row: _and_server(sum(row["resident"]), row["server"], "resident")),
    ("searches/s", lambda row: _short(row["a_second"])),
)
_SERVING_MORE: Sequence[tuple[str, Callable[[Row], str]]] = (("searches/s, 4", lambda row: _short(row["a_second"])),)
_COLUMNS = (("index", 1, _INDEX), ("start", 1, _START), ("engine", 1, _SERVING), ("engine", 4, _SERVING_MORE))


def _engines(newest: Mapping[_Key, Row]) -> str:
    pairs = sorted({(articles, engine) for _, engine, articles, _ in newest if engine})
    if not pairs:
        return ""
    heads = ("articles", "engine", *(head for _, _, columns in _COLUMNS for head, _ in columns))
    return _table(heads, (_engine_row(newest, *pair) for pair in pairs))


def _engine_row(newest: Mapping[_Key, Row], articles: int, engine: str) -> Sequence[str]:
    cells = [_whole(articles), engine]
    for name, clients, columns in _COLUMNS:
        row = newest.get((name, engine, articles, clients))
        if row is None or not row["reached"]:
            cells += [_MISSING if row is None else _not_reached(row), *[_MISSING] * (len(columns) - 1)]
        else:
            cells += [write(row) for _, write in columns]
    return cells


def _times(newest: Mapping[_Key, Row]) -> Iterable[str]:
    """A table for each size and for engine and whole archive: kinds by engine and number of clients."""
    titles = {"engine": "The engine alone", "archive": "The whole archive"}
    groups = dict.fromkeys((articles, name) for name, _, articles, _ in newest if name in titles)
    for articles, name in sorted(groups, key=lambda group: (group[0], group[1] != "engine")):
        rows = [row for key, row in newest.items() if (key[2], key[0]) == (articles, name)]
        kinds = dict.fromkeys(kind for row in rows if row["reached"] for kind in row["kinds"])
        heads = ("p50 / p95 / p99 ms", *(f"{row['engine']}, {row['clients']}" for row in rows))
        body = ((kind, *(_percentiles(row, kind) for row in rows)) for kind in kinds)
        yield f"{titles[name]}, {_whole(articles)} articles:\n\n{_table(heads, body)}"


def _held(rows: Iterable[Row]) -> str:
    found = (row for row in rows if row["name"] == "held" and row["reached"])
    measured = sorted(found, key=lambda row: int(row["articles"]))
    parts = dict.fromkeys(part for row in measured for part in row["parts"])
    heads = [f"{_whole(row['articles'])} articles" for row in measured]
    body = ((part, *(_part(row["parts"].get(part), row["articles"]) for row in measured)) for part in parts)
    return _table(("held in memory: MB (bytes an article)", *heads), body) if measured else ""


def _part(part: Row | None, articles: int) -> str:
    if part is None:
        return _MISSING
    kept = f"; {_whole(part['kept'] / articles)} kept" if part["kept"] else ""
    return f"{_short(part['megabytes'])} ({_whole(part['megabytes'] * 1e6 / articles)}{kept})"


def _percentiles(row: Row, kind: str) -> str:
    if not row["reached"]:
        return _not_reached(row)
    times = row["kinds"].get(kind)
    return " / ".join(_short(times[name]) for name in ("p50", "p95", "p99")) if times else _MISSING


def _not_reached(row: Row) -> str:
    done = f", {_whole(row['done'])} written" if row["done"] else ""
    return f"{row['why']}{done}"


def _and_server(own: float, server: Mapping[str, float] | None, what: str) -> str:
    return f"{_whole(own)} + {_whole(server[what])}" if server else _whole(own)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (heads, ["---"] * len(heads), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _whole(number: float) -> str:
    return f"{number:,.0f}"


def _short(number: float) -> str:
    """Two figures at least."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}"
