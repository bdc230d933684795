"""Time of completions over what is typed key by key, time and memory to make their table.

    python -m benchmarks.completion DATA [--made 3500]

DATA is a folder as docs/search-quality.md describes. Requests go through the whole application, one after the other.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from archive import hangul
from archive.analysis import Analyzer, build_analyzer
from archive.completion import counting
from archive.completion.building import build
from archive.completion.counting import Counts, counted
from archive.engines.contract import Engine, Snapshot
from archive.engines.whoosh import WhooshEngine
from archive.models import Article
from archive.names.book import KEPT, Book
from archive.outlets import Outlets, SameOutlets
from archive.search import Archive
from benchmarks.made import made_articles
from benchmarks.queries import varied_queries
from indexer.pipeline import update
from webui import create_app


def main() -> None:
    options = _options()
    paragraphs = [json.loads(line)["text"] for line in (options.data / "corpus.jsonl").open(encoding="utf-8")]
    analyzer = build_analyzer()
    with tempfile.TemporaryDirectory() as place:
        _write(Path(place) / "issues", list(made_articles(paragraphs, options.made)))
        engine = WhooshEngine(Path(place) / "index")
        update(Path(place), engine, lambda: analyzer, lambda done, files: None)
        measure(engine, analyzer, keystrokes(paragraphs, options.words))


def measure(engine: Engine, analyzer: Analyzer, typed: list[str]) -> None:
    """Print the figures of an index, for what is typed key by key."""
    _time_of_requests(Archive(engine, analyzer), typed)
    print(f"memory of the table {_megabytes(Archive(engine, analyzer)):.1f} MB")
    _time_of_update(engine.snapshot(), analyzer)


def _write(folder: Path, articles: Sequence[Article]) -> None:
    """A corpus of these articles, one file for each issue."""
    folder.mkdir()
    for number, of_issue in groupby(articles, key=lambda article: article.issue):
        rows = (json.dumps(_row(article), ensure_ascii=False) for article in of_issue)
        (folder / f"{number:05}.jsonl").write_text("\n".join(rows), encoding="utf-8")


def _row(article: Article) -> dict[str, Any]:
    outlets = [outlet.name for outlet in article.outlets]
    given = {"id": article.id, "title": article.title, "text": article.text, "date": article.date.isoformat()}
    return {**given, "section": article.section, "outlets": outlets, "issue": article.issue}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--made", type=int, default=3500)
    parser.add_argument("--words", type=int, default=200)
    return parser.parse_args()


def keystrokes(texts: list[str], words: int) -> list[str]:
    """What stands in the box after each key of `words` queries; of some only initials, of some the wrong keyboard."""
    chance = random.Random(307)
    shown = []
    for query in varied_queries(texts, words):
        keys = chance.choice((hangul.keys, hangul.keys, hangul.initials, _wrong))(query)
        shown += [hangul.typed(keys[:end]) for end in range(1, len(keys) + 1)]
    return shown


def _wrong(query: str) -> str:
    return hangul.latin_of_keys(hangul.keys(query))


def _time_of_requests(archive: Archive, typed: list[str]) -> None:
    client = create_app(archive).test_client()
    client.get("/healthz")
    started, worked = time.perf_counter(), time.process_time()
    archive.prepare()
    print(f"table read in {time.perf_counter() - started:.2f} s, {time.process_time() - worked:.2f} s of processor")
    times, cpu = [], []
    for text in typed:
        started, worked = time.perf_counter(), time.process_time()
        client.get("/api/v1/suggest", query_string={"q": text})
        times.append((time.perf_counter() - started) * 1000)
        cpu.append((time.process_time() - worked) * 1000)
    for what, measured in (("by the clock", times), ("of processor", cpu)):
        cuts = statistics.quantiles(measured, n=100)
        shown = ", ".join(f"p{share} {cuts[share - 1]:.1f}" for share in (50, 95, 99))
        print(f"{len(measured)} requests {what}: {shown}, most {max(measured):.1f} ms")


def _time_of_update(snapshot: Snapshot, analyzer: Analyzer) -> None:
    """What keeping the completions adds to an update, and what making them from nothing takes."""
    kept, book = snapshot.kept(counting.KEPT) or b"", Book.from_bytes(snapshot.kept(KEPT) or b"")
    started, worked = time.perf_counter(), time.process_time()
    counts = Counts.from_bytes(kept) or Counts()
    outlets = Outlets(counts.outlets, (), SameOutlets(), book, analyzer.plain)
    table = build(counts, book, outlets, analyzer).as_bytes()
    again = counts.as_bytes()
    print(f"kept {len(table) / 1e6:.2f} MB of table and {len(again) / 1e6:.2f} MB of counts")
    print(f"an update {time.perf_counter() - started:.2f} s, {time.process_time() - worked:.2f} s of processor")
    started, worked = time.perf_counter(), time.process_time()
    build(counted(snapshot), book, outlets, analyzer)
    print(f"from nothing {time.perf_counter() - started:.2f} s, {time.process_time() - worked:.2f} s of processor")


def _megabytes(archive: Archive) -> float:
    archive.names()
    tracemalloc.start()
    archive.complete("가")
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held / 1e6


if __name__ == "__main__":
    main()
