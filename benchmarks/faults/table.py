"""What came of the kills, as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from benchmarks.faults.corpus import ACTIONS
from benchmarks.faults.kills import BECOMING, UNTOUCHED, Round
from benchmarks.faults.moments import WAYS
from benchmarks.faults.run import COMMITTED, COMMITTING, READING, WRITING

PHASES = {
    READING: "before anything was written",
    WRITING: "while a change was written",
    COMMITTING: "within the commit",
    COMMITTED: "after the commit, before its end",
    None: "not in time: it had ended",
}


def table(engine: str, rounds: Sequence[Round], wrong: Sequence[str]) -> str:
    """Where the kills fell and what the index held then, and how many were of which kind."""
    lines = [f"| {engine}: killed | kills | old state | new state | neither |", "| --- | --- | --- | --- | --- |"]
    lines += [_row(name, [each for each in rounds if each.phase == phase]) for phase, name in PHASES.items()]
    lines += [_row("**all**", rounds), ""]
    lines.append(f"{_counted(rounds, lambda each: each.action, ACTIONS)}; {_counted(rounds, lambda e: e.way, WAYS)}; ")
    lines[-1] += f"the workers killed too in {sum(each.workers_too for each in rounds)}. "
    return "\n".join([*lines, f"Rounds in which something did not hold: {len(wrong)}.", *wrong, ""])


def _row(name: str, rounds: Sequence[Round]) -> str:
    held = Counter(each.held for each in rounds)
    other = len(rounds) - held[UNTOUCHED] - held[BECOMING]
    return f"| {name} | {len(rounds)} | {held[UNTOUCHED]} | {held[BECOMING]} | {other} |"


def _counted(rounds: Sequence[Round], of: Callable[[Round], str], names: Iterable[str]) -> str:
    counts = Counter(map(of, rounds))
    return ", ".join(f"{name} {counts[name]}" for name in names)
