"""Publishers killed with SIGKILL at a random moment, and what has to hold after each.

    python -m benchmarks.publishing_kills --count 200

Each publishes issue 307 with its .toml again and again, in place of itself, until it is killed. Then every file is
whole, and once whoever comes next has done what was left undone, the issue and its .toml are of one step.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm import tqdm

from indexer.history import History
from indexer.landing import ASIDE
from tests.corpora import issue, write
from tests.test_publishing import files, killed_at_random


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random.seed(options.seed)
    with TemporaryDirectory() as folder:
        root = Path(folder)
        write(root / "corpus", **{"307__txt": issue(307), "307__toml": '[issue]\npublisher = "KIC"\n'})
        history, finished, between = History(root / "corpus", root / "desk"), 0, 0
        for _ in tqdm(range(options.count), disable=None):
            killed_at_random(history)
            between += _check_whole(history)
            finished += len(history.recover())
            _check_of_one_step(history)
        steps = len(history.steps())
    print(f"{options.count} kills in {steps} steps: 0 files half written; {between} between the files of a step;")
    print(f"{finished} steps were finished by whoever came next, and all were of one mind then")


def _check_whole(history: History) -> bool:
    """Each file is of one step; whether the kill came between the two files of one."""
    there = files(history)
    for name, text in there.items():
        if not name.startswith((ASIDE, "307.")) and len(set(text.splitlines())) > 1:
            raise SystemExit(f"half written: {name}")
    return len(there) != 2


def _check_of_one_step(history: History) -> None:
    left = files(history)
    issue_text, toml = (left[name] for name in sorted(left, key=lambda name: name.endswith(".toml")))
    if len(left) != 2 or (issue_text[:20] != toml[:20] and "307.txt" not in left):
        raise SystemExit(f"not of one step: {', '.join(left)}")


if __name__ == "__main__":
    main()
