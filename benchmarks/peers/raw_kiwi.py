"""Kiwi alone over the same texts: python -m benchmarks.peers.raw_kiwi ARTICLES.jsonl

It is loaded as `archive.analysis` loads it, with as many threads, and handed the texts one by one. Prints JSON: seconds
of loading, seconds and processor seconds of cutting all texts into morphemes.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from benchmarks.peers.archives import rows


def main() -> None:
    begun = time.perf_counter()
    # As `archive.analysis.korean` sets it; it is read when the library is loaded.
    os.environ.setdefault("MIMALLOC_PURGE_DELAY", "0")
    from kiwipiepy import Kiwi

    kiwi = Kiwi()
    kiwi.tokenize("중국")
    loaded, worked = time.perf_counter(), time.process_time()
    texts = (f"{row.title}\n{row.outlet or ''}\n{row.text}" for row in rows(Path(sys.argv[1])))
    for _ in kiwi.tokenize(texts):
        pass
    told = {"loading": loaded - begun, "seconds": time.perf_counter() - loaded, "worked": time.process_time() - worked}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
