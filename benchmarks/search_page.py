"""Time of the search page and of its JSON over varied queries, and the memory of the server.

    python -m benchmarks.search_page --index var/index

Serves the index in a process of its own, asks each query twice (the first time cold, the second warm), one client.
"""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path
from urllib.parse import urlencode

from tqdm import tqdm

from archive.engines import open_engine
from archive.settings import Settings
from archive.stored import unpack_article
from benchmarks.queries import varied_queries
from benchmarks.serving import Served, served


def main() -> None:
    options = _options()
    settings = Settings(index=options.index)
    snapshot = open_engine(settings).snapshot()
    keys = _some_keys(settings)
    texts = [unpack_article(stored).text for stored in snapshot.stored(keys) if stored]
    queries = varied_queries(texts, options.queries)
    with served("--index", str(options.index)) as server:
        print(f"글 {len(snapshot)}건, 질의 {len(queries)}개, 첫 답까지 {server.started:.1f}초")
        print(f"{'':28}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}")
        for path, name in (("/search", "page"), ("/api/v1/search", "JSON")):
            for round_ in ("first time", "again"):
                _print_row(f"{name}, {round_}", _times(server, path, queries))
        print(f"resident memory {server.resident_megabytes()} MB")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path, default=Path("var/index"))
    parser.add_argument("--queries", type=int, default=200)
    return parser.parse_args()


def _some_keys(settings: Settings, most: int = 500) -> list[str]:
    from archive.engines.contract import Every, Request

    found = open_engine(settings).snapshot().search(Request(Every(), limit=most))
    return [hit.key for hit in found.hits]


def _times(server: Served, path: str, queries: list[str]) -> list[float]:
    """Milliseconds from each request to the last byte of its answer."""
    times = []
    for query in tqdm(queries, leave=False, disable=None):
        answer = server.get(f"{path}?{urlencode({'q': query})}")
        if answer.status != 200:
            raise SystemExit(f"{query!r}: {answer.status}")
        times.append(answer.milliseconds)
    return times


def _print_row(name: str, times: list[float]) -> None:
    cuts = statistics.quantiles(times, n=100)
    print(f"{name:28}{cuts[49]:9.1f}{cuts[94]:9.1f}{cuts[98]:9.1f}", flush=True)


if __name__ == "__main__":
    main()
