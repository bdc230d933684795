"""Time of the pages of topics through time and of new words, and what they add to an index.

    python -m benchmarks.trends DATA --index var/index

DATA is a folder as docs/search-quality.md describes; queries are drawn from its text. Requests go through the whole
application, one after the other, each address twice: the first time cold, then warm. CPU is what the processor worked,
whoever else uses the machine.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

from flask.testing import FlaskClient

from archive.analysis import build_analyzer
from archive.engines.whoosh import WhooshEngine
from archive.search import Archive
from archive.trends.vocabulary import KEPT, Vocabulary
from benchmarks.queries import varied_queries
from webui import create_app


def main() -> None:
    options = _options()
    paragraphs = [json.loads(line)["text"] for line in (options.data / "corpus.jsonl").open(encoding="utf-8")]
    engine = WhooshEngine(options.index)
    kept = engine.snapshot().kept(KEPT) or b""
    words = Vocabulary.from_bytes(kept)
    size = sum(path.stat().st_size for path in options.index.rglob("*") if path.is_file())
    print(f"{len(words.rows)} articles, {len(words.words)} words, {len(kept) / 1e6:.2f} MB of {size / 1e6:.1f} MB")
    archive = Archive(engine, build_analyzer())
    client = create_app(archive).test_client()
    numbers = [issue.number for issue in archive.issues()]
    chance = random.Random(307)
    issues = chance.sample(numbers, min(options.pages, len(numbers)))
    print(f"{'':28}{'p50 ms':>9}{'p95 ms':>9}{'most':>9}{'p95 CPU':>9}{'kB':>9}")
    asked = [{"q": pair} for pair in _pairs(paragraphs, options.pages)]
    for path in ("/trends", "/trends.svg", "/trends.png", "/api/v1/trends"):
        _both(client, path, asked)
    _both(client, "/new-words", [{"issue": str(number)} for number in issues])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--index", type=Path, default=Path("var/index"))
    parser.add_argument("--pages", type=int, default=40)
    return parser.parse_args()


def _pairs(paragraphs: list[str], count: int) -> list[list[str]]:
    """Two queries for each page."""
    queries = varied_queries(paragraphs, 2 * count)
    return [queries[at : at + 2] for at in range(0, 2 * count, 2)]


def _both(client: FlaskClient, path: str, asked: Sequence[dict[str, str] | dict[str, list[str]]]) -> None:
    for name in ("first time", "again"):
        times, worked, sizes = [], [], []
        for query in asked:
            started, before = time.perf_counter(), time.process_time()
            answer = client.get(f"{path}?{urlencode(query, doseq=True)}")
            times.append((time.perf_counter() - started) * 1000)
            worked.append((time.process_time() - before) * 1000)
            sizes.append(len(answer.data) / 1000)
            if answer.status_code != 200:
                raise SystemExit(f"{query}: {answer.status_code}")
        cuts, cuts_worked = statistics.quantiles(times, n=100), statistics.quantiles(worked, n=100)
        print(
            f"{f'{path}, {name}':28}{cuts[49]:9.1f}{cuts[94]:9.1f}{max(times):9.1f}"
            f"{cuts_worked[94]:9.1f}{statistics.mean(sizes):9.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
