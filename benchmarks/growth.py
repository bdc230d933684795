"""Whether an index grows by being changed: issues are indexed again and again, the same each time.

    python -m benchmarks.growth [--updates 1000] [--engine tantivy]

Forty issues of seven articles. Prints the size of the folder after they came once, the largest and the last size.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tqdm import tqdm

from archive.engines.contract import Document, Engine
from archive.engines.nearness import by_terms
from archive.engines.tantivy import TantivyEngine
from archive.engines.whoosh import WhooshEngine

ISSUES, ARTICLES, WORDS = 40, 7, 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--updates", type=int, default=1_000)
    parser.add_argument("--engine", choices=["tantivy", "whoosh"], default="tantivy")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "index"
        sizes = sizes_of(engine_in(folder, options.engine), folder, options.updates)
        once = next(sizes)
        later = list(tqdm(sizes, total=options.updates, leave=False, disable=None))
    print(f"once {once:,} bytes; over {len(later):,} updates at most {max(later):,}, at last {later[-1]:,}")


def engine_in(folder: Path, name: str) -> Engine:
    return TantivyEngine(folder, by_terms(restored)) if name == "tantivy" else WhooshEngine(folder)


def sizes_of(engine: Engine, folder: Path, updates: int) -> Iterator[int]:
    """The size of the folder in bytes after every issue has come once, and after each update."""
    for issue in range(ISSUES):
        put(engine, issue)
    yield size(folder)
    for update in range(updates):
        put(engine, update % ISSUES)
        yield size(folder)


def put(engine: Engine, issue: int) -> None:
    """Index one issue, in place of what it was."""
    with engine.writer("growth") as writer:
        writer.put(f"{issue}.txt", b"record", [_document(issue, ordinal) for ordinal in range(1, ARTICLES + 1)])


def restored(stored: bytes) -> Document:
    return _document(*json.loads(stored))


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _document(issue: int, ordinal: int) -> Document:
    terms = [f"낱말{(issue * 7 + ordinal * 31 + at) % 977}" for at in range(WORDS)]
    of_fields = {"words": terms, "letters": terms, "title_words": terms[:5], "title_letters": terms[:5]}
    return Document(f"{issue}-{ordinal}", 738_000 + issue, of_fields, {}, json.dumps([issue, ordinal]).encode())


if __name__ == "__main__":
    main()
