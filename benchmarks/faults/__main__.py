"""Faults that are done to the index for real, and what comes of them.

    python -m benchmarks.faults kills [--engine whoosh tantivy] [--count 200] [--seed 307] [--place FOLDER]
    python -m benchmarks.faults full [--engine whoosh tantivy] [--step 1] [--seed 307] [--place FOLDER]

`kills`: `seogo index` is killed (kill -9) at a moment drawn by chance, --count times for each engine. What has to hold
after each is said in benchmarks/faults/kills.py. The same seed draws the same changes and kinds of moments; the moments
themselves also depend on how fast the machine is.

`full`: `seogo index` on a small disk with no free page, with --step pages more, and so forth until it needs no more.
What has to hold: benchmarks/faults/full_disk.py. Only root may mount a disk.

The tables of docs/reliability.md are printed at the end. The exit status is 1 if something did not hold; what that was
is printed too, and the folder in which it happened is left as it is.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from benchmarks.faults import full_disk
from benchmarks.faults.forked import Holder
from benchmarks.faults.full_disk import FullDisk
from benchmarks.faults.kills import Kills
from benchmarks.faults.table import table

ENGINES = ("whoosh", "tantivy")


def main() -> int:
    options = _options()
    options.place.mkdir(parents=True, exist_ok=True)
    holder, failed = Holder(), False
    for engine in options.engine:
        # No TemporaryDirectory: every fork that comes to its end would take it away.
        place = Path(mkdtemp(dir=options.place, prefix=f"{engine}-")).resolve()
        told, holds = options.run(holder, engine, place, options)
        print(told, flush=True)
        if holds:
            rmtree(place)
        failed = failed or not holds
    return 1 if failed else 0


def kills(holder: Holder, engine: str, place: Path, options: argparse.Namespace) -> tuple[str, bool]:
    """The table of the kills, and whether all has held."""
    killing = Kills(holder, engine, place, options.seed)
    rounds = [killing.round(number) for number in range(options.count)]
    wrong = [*(each.wrong for each in rounds if each.wrong), *killing.at_the_end()]
    return table(engine, rounds, wrong), not wrong


def full(holder: Holder, engine: str, place: Path, options: argparse.Namespace) -> tuple[str, bool]:
    """The table of the sizes, and whether all has held."""
    tried = list(FullDisk(holder, engine, place, options.seed).sweep(options.step))
    return full_disk.table(engine, tried), not any(each.wrong for each in tried)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    at = argparse.ArgumentParser(add_help=False)
    at.add_argument("--engine", nargs="+", choices=ENGINES, default=list(ENGINES))
    at.add_argument("--seed", type=int, default=307)
    at.add_argument("--place", type=Path, default=Path("var/faults"), help="where everything is made")
    killed = commands.add_parser("kills", parents=[at], help="kill `seogo index` at any moment")
    killed.add_argument("--count", type=int, default=200, help="of each engine")
    killed.set_defaults(run=kills)
    filled = commands.add_parser("full", parents=[at], help="run `seogo index` on a disk that is full")
    filled.add_argument("--step", type=int, default=1, help="pages of 4 KB from one size to the next")
    filled.set_defaults(run=full)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
