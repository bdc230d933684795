"""A server under load while its index is changed without a pause: errors, mixed generations, memory, latency.

    python -m benchmarks.serving FOLDER [--seconds 300] [--rate 50] [--engine whoosh] [--issues 72]

FOLDER holds the archive: it is made there if it is not there yet, issue 307 under so many numbers and some issues that
change. `seogo serve` answers so many requests a second, whether or not the earlier ones are answered, while one
`seogo index` after the other brings new, changed and removed issues. Each answer is held against the states that the
archive can be in (states.py, judging.py). Ends with 1 if anything was wrong.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.serving.report import HEADS, by_kind, over_time, row
from benchmarks.serving.run import run


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--engine", default="whoosh")
    parser.add_argument("--issues", type=int, default=72)
    parser.add_argument("--seed", type=int, default=10)
    options = parser.parse_args()
    done = run(options.folder, options.engine, options.seconds, options.rate, options.issues, options.seed)
    for fault in done.faults[:20]:
        print(f"{fault.fault}: {fault.about}", file=sys.stderr)
    if done.failed:
        print(done.failed, file=sys.stderr)
    print("\n".join((*by_kind(done), over_time(done), "", *HEADS, row(done))))
    return 1 if done.faults or done.failed else 0


if __name__ == "__main__":
    sys.exit(main())
