"""Faults that are done to the index for real, and what comes of them.

    python -m benchmarks.faults kills [--engine whoosh tantivy] [--count 200] [--seed 307] [--place FOLDER]

`kills`: `seogo index` is killed (kill -9) at a moment drawn by chance, --count times for each engine. What has to hold
after each is said in benchmarks/faults/kills.py. The table of docs/reliability.md is printed at the end. The exit
status is 1 if something did not hold; what that was, and in which round, is printed at once. The same seed draws the
same changes and kinds of moments; the moments themselves also depend on how fast the machine is.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from benchmarks.faults.forked import Holder
from benchmarks.faults.kills import Kills
from benchmarks.faults.table import table

ENGINES = ("whoosh", "tantivy")


def main() -> int:
    options = _options()
    options.place.mkdir(parents=True, exist_ok=True)
    holder, failed = Holder(), False
    for engine in options.engine:
        # No TemporaryDirectory: every fork that comes to its end would take it away.
        place = Path(mkdtemp(dir=options.place, prefix=f"kills-{engine}-"))
        kills = Kills(holder, engine, place, options.seed)
        rounds = [kills.round(number) for number in range(options.count)]
        wrong = [*(each.wrong for each in rounds if each.wrong), *kills.at_the_end()]
        print(table(engine, rounds, wrong), flush=True)
        if not wrong:
            rmtree(place)
        failed = failed or bool(wrong)
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    kills = commands.add_parser("kills", help="kill `seogo index` at any moment")
    kills.add_argument("--engine", nargs="+", choices=ENGINES, default=list(ENGINES))
    kills.add_argument("--count", type=int, default=200, help="of each engine")
    kills.add_argument("--seed", type=int, default=307)
    kills.add_argument(
        "--place", type=Path, default=Path("var/faults"), help="where everything is made; removed if all has held"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
