"""How often an issue that combines the customs of many editors is split into the articles that are in it.

    python -m benchmarks.splitting [--count 300] [--seed 0] [--show 5]

Issues are drawn by tests/making/drawn.py, which says what they combine and what is left out. A file is right if its
number, its date and everything of its articles is: text, title, section, outlets, note, page, and the headings inside
that have numbers.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import get_args

from tqdm import tqdm

from archive.checked import Sureness
from benchmarks.splitting_judged import FIELDS, Judged, judged
from tests.making.drawn import DIMENSIONS, draw

_NOT_ASKED = "-"


def main() -> None:
    options = _options()
    drawn = tqdm(draw(options.count, options.seed), total=options.count, leave=False, disable=None)
    found = [judged(each) for each in drawn]
    for lines in (_totals(found), _faults(found), _by_sureness(found), _by_choice(found)):
        print(*lines, "", sep="\n")
    print(*_wrong_ones(found, options.show), sep="\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=300, help="how many issues are drawn")
    parser.add_argument("--seed", type=int, default=0, help="another seed draws other issues")
    parser.add_argument("--show", type=int, default=5, help="how many wrong ones are told")
    return parser.parse_args()


def _totals(found: Sequence[Judged]) -> Iterator[str]:
    yield _share("files fully right", [each.right for each in found])
    yield _share("files refused", [each.refused for each in found])
    yield f"{'characters lost':24}{sum(each.lost for each in found):>6}"
    yield _share("articles fully right", [right for each in found for right in _articles(each)])
    for name in FIELDS:
        yield _share(f"  {name}", [right for each in found for right in _fields(each, name)])


def _articles(found: Judged) -> list[bool]:
    """Whether each article is right in everything; none is in a file that was refused."""
    return [all(fields.values()) for fields in found.articles] or [False for _ in found.drawn.variant.stories]


def _fields(found: Judged, name: str) -> list[bool]:
    if found.refused:
        return [False for _ in found.drawn.variant.stories]
    return [fields[name] for fields in found.articles if name in fields]


def _share(name: str, answers: Sequence[bool]) -> str:
    return f"{name:24}{sum(answers):>6} of {len(answers):<6}{_percent(answers)}"


def _percent(answers: Sequence[bool]) -> str:
    return f"{sum(answers) / len(answers):6.1%}" if answers else f"{_NOT_ASKED:>6}"


def _faults(found: Sequence[Judged]) -> Iterator[str]:
    """How many files have each kind of fault, and how many have it as their worst."""
    faulty = [list(each.faults) for each in found if each.faults]
    worst, every = Counter(kinds[0] for kinds in faulty), Counter(kind for kinds in faulty for kind in kinds)
    yield f"{'fault':24}{'worst':>6}{'files':>6}"
    for kind, count in every.most_common():
        yield f"{kind:24}{worst[kind]:>6}{count:>6}"


def _by_sureness(found: Sequence[Judged]) -> Iterator[str]:
    """How honest the word for the split is: it should be `sure` of no file that is wrong."""
    words: tuple[Sureness, ...] = get_args(Sureness)
    yield f"{'':24}" + "".join(f"{word:>8}" for word in words)
    for name, right in (("right", True), ("wrong", False)):
        said = Counter(each.sureness for each in found if each.right is right)
        yield f"{f'files {name}':24}" + "".join(f"{said[word]:>8}" for word in words)


def _by_choice(found: Sequence[Judged]) -> Iterator[str]:
    """The share of files right by each custom, the weak ones of a dimension first."""
    yield f"{'custom':40}{'files':>6}{'right':>8}"
    for dimension, offered in DIMENSIONS.items():
        answers = {name: [e.right for e in found if e.drawn.choices[dimension] == name] for name in (*offered, "-")}
        drawn = [(sum(own) / len(own), name, own) for name, own in answers.items() if own]
        yield dimension
        for _, name, own in sorted(drawn):
            yield f"  {name:38}{len(own):>6}{_percent(own):>8}"


def _wrong_ones(found: Sequence[Judged], count: int) -> Iterator[str]:
    wrong = [(number, each) for number, each in enumerate(found) if not each.right]
    for number, each in wrong[:count]:
        choices = ", ".join(f"{name} {custom}" for name, custom in each.drawn.choices.items() if custom != _NOT_ASKED)
        faults = "; ".join(f"{kind}: {told}" for kind, told in each.faults.items())
        yield f"#{number} ({each.sureness}) {choices} -> {faults}"


if __name__ == "__main__":
    main()
