"""What names in several scripts cost and do: time and bytes to gather them, and searches with and without them.

    python -m benchmarks.names DATA [--candidates 100000] [--sample N]

DATA is a folder as docs/search-quality.md describes. Mentions are measured twice over the same index, as typed and
with the other forms of names; hits that only another form brings are right where the text has that form.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from tqdm import tqdm

from archive.analysis import Analyzer, build_analyzer
from archive.analysis.korean import Korean
from archive.names.book import KEPT, Book
from archive.names.building import build
from archive.names.corrections import Corrections
from archive.names.deciding import decide
from archive.names.mining import Candidate, find
from archive.search import Archive
from benchmarks.measures import Truth, mention_figures
from benchmarks.quality import all_hits, indexed, rows_of

HAN = "海信联想华为腾讯百度京东美团小米中兴宁德比亚迪吉利长城长安奇瑞蔚来理想小鹏"


def main() -> None:
    options = _options()
    texts = {row["_id"]: row["text"] for row in rows_of(options.data / "corpus.jsonl")}
    analyzer = build_analyzer()
    found = _mined(texts, analyzer)
    _many(found, analyzer, options.candidates)
    with tempfile.TemporaryDirectory() as place:
        engine = indexed(texts, analyzer, Path(place))
        size = sum(path.stat().st_size for path in Path(place, "index").rglob("*.seg"))
        kept = len(engine.snapshot().kept(KEPT) or b"")
        print(f"index {size / 1e6:.2f} MB, the book of names in it {kept / 1e3:.1f} kB ({kept / size:.2%})")
        lines = [line for line in (options.data / "mentions.txt").read_text(encoding="utf-8").split("\n") if line]
        asked = random.Random(0).sample(lines, min(options.sample, len(lines))) if options.sample else lines
        _mentions(Archive(engine, analyzer), texts, asked)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--candidates", type=int, default=100_000)
    parser.add_argument("--sample", type=int, default=0, help="so many mentions, drawn by chance (0: all)")
    return parser.parse_args()


def _mined(texts: Mapping[str, str], analyzer: Analyzer) -> dict[str, list[Candidate]]:
    started = time.perf_counter()
    found = {key: find(text) for key, text in texts.items()}
    mined = time.perf_counter()
    book = build(found, Corrections(), analyzer)
    built = time.perf_counter()
    for _ in analyzer.analyze_all((text,) for text in texts.values()):
        pass
    analyzed = time.perf_counter() - built
    print(f"{sum(map(len, found.values()))} candidates in {len(texts)} articles, {len(book.listed)} names")
    print(f"mining {mined - started:.3f} s, the book {built - mined:.3f} s, analysis {analyzed:.3f} s")
    return found


def _many(found: Mapping[str, Sequence[Candidate]], analyzer: Analyzer, number: int) -> None:
    """The book of so many candidates: the real ones with other Chinese characters, so that names differ."""
    real = [candidate for candidates in found.values() for candidate in candidates]
    chance = random.Random(0)
    many = {
        f"{number}": [replace(each, zh="".join(chance.choices(HAN, k=len(each.zh))))]
        for number, each in enumerate(islice(cycle(real), number))
    }
    started = time.perf_counter()
    pairs = decide(many)
    decided = time.perf_counter()
    book = build(many, Corrections(), analyzer)
    built = time.perf_counter()
    build(many, Corrections(), analyzer, book)
    again = time.perf_counter()
    stored = book.as_bytes()
    print(f"{len(many)} candidates: {len(pairs)} pairs decided in {decided - started:.1f} s")
    print(f"the book of {len(book)} names made in {built - decided:.1f} s, once more in {again - built:.1f} s")
    print(f"{len(stored) / 1e6:.1f} MB, read in {_reading(stored):.1f} s")


def _reading(stored: bytes) -> float:
    started = time.perf_counter()
    Book.from_bytes(stored).others("海信")
    return time.perf_counter() - started


def _mentions(archive: Archive, texts: Mapping[str, str], asked: Sequence[str]) -> None:
    korean = Korean()
    truth = Truth(texts, dict(zip(texts, korean.morphemes_of_all(texts.values()), strict=True)))
    print(f"{len(asked)} mentions{'':9}{'recall':>10}{'compound':>10}{'literal':>10}{'stray':>10}{'missing':>10}")
    for name, expand in (("as typed", False), ("with other forms", True)):
        found = [(line, all_hits(archive, line, expand=expand)) for line in tqdm(asked, leave=False, disable=None)]
        print(f"{name:20}" + "".join(f"{figure:10.2%}" for figure in mention_figures(truth, found)), flush=True)


if __name__ == "__main__":
    main()
