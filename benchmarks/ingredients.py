"""What the letters, the rule of mentions and the reordering cost, beside an index of Kiwi's morphemes alone.

    python -m benchmarks.ingredients DATA [--made 3500]

DATA is a folder as docs/search-quality.md describes. Both indexes are built from the same articles by the same code,
one after the other, and asked the same queries in turn, each once, after as many others to warm up. The ratios count,
the machine's speed does not.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tqdm import tqdm

from archive.analysis import BREAK, Analysis, Analyzer, TokenStream, build_analyzer
from archive.documents import document
from archive.engines.contract import Document
from archive.engines.whoosh import WhooshEngine
from archive.fingerprint import FINGERPRINT
from archive.models import Article
from archive.records import SourceRecord
from archive.results import Search
from archive.search import Archive
from archive.stored import searchable_parts
from benchmarks.made import made_articles, paragraph_articles
from benchmarks.queries import varied_queries
from benchmarks.variants import MorphemesOnly


def main() -> None:
    options = _options()
    rows = [json.loads(line) for line in (options.data / "corpus.jsonl").open(encoding="utf-8")]
    analyzer = build_analyzer()
    for articles in (
        paragraph_articles([(row["_id"], row["text"]) for row in rows]),
        list(made_articles([row["text"] for row in rows], options.made)),
    ):
        with tempfile.TemporaryDirectory() as place:
            _compare(articles, analyzer, Path(place), options.queries)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--made", type=int, default=3500)
    parser.add_argument("--queries", type=int, default=300)
    return parser.parse_args()


def _compare(articles: Sequence[Article], analyzer: Analyzer, place: Path, queries: int) -> None:
    text = sum(len(article.text.encode()) for article in articles)
    print(f"{len(articles)} articles, {text / 1e6:.2f} MB of text")
    whole, morphemes = WhooshEngine(place / "whole"), WhooshEngine(place / "morphemes")
    seconds = [_build(engine, articles, analyzer, engine is whole) for engine in (morphemes, whole)]
    sizes = [sum(path.stat().st_size for path in (place / name).rglob("*.seg")) for name in ("morphemes", "whole")]
    texts = [article.text for article in articles[:500]]
    archives = Archive(morphemes, analyzer, MorphemesOnly), Archive(whole, analyzer)
    _times(archives, varied_queries(texts, queries, seed=1))
    times = _times(archives, varied_queries(texts, queries))
    print(f"{'':24}{'morphemes':>12}{'whole':>12}{'ratio':>8}")
    _row("index MB", [size / 1e6 for size in sizes])
    _row("index / text", [size / text for size in sizes])
    _row("indexing s", seconds)
    for name, percent in (("query p50 ms", 50), ("query p95 ms", 95)):
        _row(name, [statistics.quantiles(each, n=100)[percent - 1] for each in times])


def _row(name: str, pair: Sequence[float]) -> None:
    print(f"{name:24}{pair[0]:12.2f}{pair[1]:12.2f}{pair[1] / pair[0]:8.2f}", flush=True)


def _build(engine: WhooshEngine, articles: Sequence[Article], analyzer: Analyzer, letters: bool) -> float:
    """Seconds from texts to a committed index."""
    started = time.perf_counter()
    record = SourceRecord("", (), ())
    with engine.writer(FINGERPRINT) as writer:
        writer.put("all", record.as_bytes(), _documents(articles, analyzer, letters))
    return time.perf_counter() - started


def _documents(articles: Sequence[Article], analyzer: Analyzer, letters: bool) -> Iterator[Document]:
    analyses = analyzer.analyze_all(searchable_parts(article) for article in articles)
    for article, analysis in zip(tqdm(articles, leave=False, disable=None), analyses, strict=True):
        yield document(article, analysis) if letters else _without_letters(article, analysis)


def _without_letters(article: Article, analysis: Analysis) -> Document:
    bare = TokenStream([BREAK], [0], [1])
    whole = document(article, Analysis(analysis.words, bare))
    return replace(whole, terms={name: terms for name, terms in whole.terms.items() if name.endswith("words")})


def _times(archives: Sequence[Archive], queries: Sequence[str]) -> list[list[float]]:
    """Milliseconds of each query on each archive, in turn."""
    times: list[list[float]] = [[] for _ in archives]
    for query in tqdm(queries, leave=False, disable=None):
        for archive, own in zip(archives, times, strict=True):
            started = time.perf_counter()
            archive.search(Search(query))
            own.append((time.perf_counter() - started) * 1000)
    return times


if __name__ == "__main__":
    main()
