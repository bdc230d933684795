"""Time and weight of every kind of page.

    python -m benchmarks.pages FOLDER --texts DATA/corpus.jsonl [--issues 500] [--each 100]

Makes issues from issue 307 and the sentences of `--texts` in FOLDER (kept for the next run: seven articles each), runs
`seogo index` over them, serves the index in a process of its own, and asks for each kind of page at different
addresses, each once, one after the other: what a reader waits for, without the network.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from tqdm import tqdm

from benchmarks.queries import varied_queries
from benchmarks.serving import Served, served
from benchmarks.volume_corpus import write_pages

ARTICLES_OF_AN_ISSUE = 7


@dataclass(frozen=True, slots=True)
class Material:
    """What addresses are made of."""

    queries: list[str]
    ids: list[str]
    issues: list[str]
    names: list[str]


def main() -> None:
    options = _options()
    corpus, index = options.folder / "corpus", options.folder / "index"
    if not (corpus / "issues").exists():
        write_pages(corpus / "issues", range(1, options.issues + 1), options.texts)
    place = ("--corpus", str(corpus), "--index", str(index))
    subprocess.run([sys.executable, "seogo.py", "index", *place], check=True)
    with served(*place) as server:
        material = _material(server, options.texts, options.each)
        print(f"{'':24}{'p50 ms':>9}{'p95 ms':>9}{'most ms':>9}{'KB sent':>9}")
        for kind, address in KINDS.items():
            _measure(server, kind, list(_addresses(address, material, options.each)))
        print(f"first answer after {server.started:.1f} s, resident memory {server.resident_megabytes()} MB")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--issues", type=int, default=500)
    parser.add_argument("--each", type=int, default=100)
    return parser.parse_args()


def _material(server: Served, texts: Path, count: int) -> Material:
    lines = [json.loads(line)["text"] for line in texts.open(encoding="utf-8")]
    numbers = [issue["number"] for issue in _json(server, "/api/v1/issues")["issues"]]
    ids = [f"{number}-{ordinal}" for number in numbers for ordinal in range(1, ARTICLES_OF_AN_ISSUE + 1)]
    names = [name["zh"] for name in _json(server, "/api/v1/names?per_page=100")["names"]]
    return Material(varied_queries(lines, count), ids, numbers, names)


def _json(server: Served, address: str) -> dict[str, list[dict[str, str]]]:
    from gzip import decompress

    body = server.get(address).body
    answer: dict[str, list[dict[str, str]]] = json.loads(decompress(body) if body[:2] == b"\x1f\x8b" else body)
    return answer


Address = Callable[[random.Random, Material], str]


def _asked(path: str, **others: str) -> Address:
    """An address with one of the queries."""
    return lambda chance, material: f"{path}?{urlencode({'q': chance.choice(material.queries), **others})}"


def _trends(path: str) -> Address:
    return lambda chance, material: f"{path}?{urlencode([('q', q) for q in chance.sample(material.queries, 2)])}"


def _misspelt(chance: random.Random, material: Material) -> str:
    """A query with a syllable that fits no word."""
    query = chance.choice(material.queries)
    place = chance.randrange(len(query) + 1)
    return f"/search?{urlencode({'q': query[:place] + chance.choice('뷁궳쀍쫽') + query[place:]})}"


def _article(chance: random.Random, material: Material) -> str:
    return f"/articles/{chance.choice(material.ids)}?{urlencode({'q': chance.choice(material.queries)})}"


KINDS: dict[str, Address] = {
    "front": lambda chance, material: "/",
    "results": _asked("/search"),
    "results, one year": _asked("/search", **{"from": "2018", "to": "2018"}),
    "results, newest first": _asked("/search", sort="newest"),
    "all articles": lambda chance, material: f"/search?sort=newest&page={chance.randrange(1, 20)}",
    "nothing found": _misspelt,
    "article": lambda chance, material: f"/articles/{chance.choice(material.ids)}",
    "article of a search": _article,
    "similar articles": lambda chance, material: f"/api/v1/articles/{chance.choice(material.ids)}/similar",
    "issues": lambda chance, material: "/issues",
    "issue": lambda chance, material: f"/issues/{chance.choice(material.issues)}",
    "check of an issue": lambda chance, material: f"/issues/{chance.choice(material.issues)}/check",
    "names": lambda chance, material: f"/names?page={chance.randrange(1, 5)}",
    "name": lambda chance, material: f"/names/{quote(chance.choice(material.names))}",
    "trends of two": _trends("/trends"),
    "trends as PNG": _trends("/trends.png"),
    "new words": lambda chance, material: f"/new-words?issue={chance.choice(material.issues)}",
    "reading list of 20": lambda chance, material: (
        f"/reading-list?{urlencode([('id', each) for each in chance.sample(material.ids, 20)])}"
    ),
    "feed": _asked("/feed.atom"),
    "JSON of results": _asked("/api/v1/search"),
    "completion": lambda chance, material: f"/api/v1/suggest?q={quote(chance.choice(material.queries)[:3])}",
    "all hits as CSV": _asked("/export.csv"),
}


def _addresses(address: Address, material: Material, count: int) -> Iterator[str]:
    chance = random.Random(307)
    for _ in range(count):
        yield address(chance, material)


def _measure(server: Served, kind: str, addresses: list[str]) -> None:
    answers = [server.get(address) for address in tqdm(addresses, leave=False, disable=None)]
    wrong = [
        (address, answer.status) for address, answer in zip(addresses, answers, strict=True) if answer.status != 200
    ]
    times = [answer.milliseconds for answer in answers]
    cuts = statistics.quantiles(times, n=100)
    weight = statistics.median(len(answer.body) for answer in answers) / 1000
    print(f"{kind:24}{cuts[49]:9.1f}{cuts[94]:9.1f}{max(times):9.1f}{weight:9.1f}", flush=True)
    if wrong:
        print(f"  {len(wrong)} of {len(addresses)} failed, first {wrong[0]}")


if __name__ == "__main__":
    main()
