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
from pathlib import Path

from archive import hangul
from archive.analysis import Analyzer, build_analyzer
from archive.engines.whoosh import WhooshEngine
from archive.fingerprint import FINGERPRINT
from archive.models import Article
from archive.records import SourceRecord
from archive.search import Archive
from archive.stored import searchable_parts
from benchmarks.made import made_articles
from benchmarks.queries import varied_queries
from indexer.entries import entry
from webui import create_app


def main() -> None:
    options = _options()
    paragraphs = [json.loads(line)["text"] for line in (options.data / "corpus.jsonl").open(encoding="utf-8")]
    articles = list(made_articles(paragraphs, options.made))
    analyzer = build_analyzer()
    with tempfile.TemporaryDirectory() as place:
        engine = WhooshEngine(Path(place) / "index")
        _index(engine, articles, analyzer)
        _measure(Archive(engine, analyzer), keystrokes(paragraphs, options.words))
        print(f"memory of the table {_megabytes(Archive(engine, analyzer)):.1f} MB")


def _index(engine: WhooshEngine, articles: Sequence[Article], analyzer: Analyzer) -> None:
    analyses = analyzer.analyze_all(searchable_parts(article) for article in articles)
    with engine.writer(FINGERPRINT) as writer:
        documents = (entry(article, analysis) for article, analysis in zip(articles, analyses, strict=True))
        writer.put("all", SourceRecord("", (), ()).as_bytes(), documents)


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


def _measure(archive: Archive, typed: list[str]) -> None:
    client = create_app(archive).test_client()
    started, worked = time.perf_counter(), time.process_time()
    client.get("/api/v1/suggest", query_string={"q": "가"})
    print(f"table made in {time.perf_counter() - started:.1f} s, {time.process_time() - worked:.1f} s of processor")
    times = []
    for text in typed:
        started = time.perf_counter()
        client.get("/api/v1/suggest", query_string={"q": text})
        times.append((time.perf_counter() - started) * 1000)
    cuts = statistics.quantiles(times, n=100)
    print(
        f"{len(times)} requests: p50 {cuts[49]:.1f}, p95 {cuts[94]:.1f}, p99 {cuts[98]:.1f}, most {max(times):.1f} ms"
    )


def _megabytes(archive: Archive) -> float:
    archive.names()
    tracemalloc.start()
    archive.complete("가")
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held / 1e6


if __name__ == "__main__":
    main()
