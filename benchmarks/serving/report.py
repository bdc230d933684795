"""A run as a row of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from benchmarks.serving.memory import EVERY, later_half, slope
from benchmarks.serving.run import Done

HEADS = (
    "| engine | articles | seconds | requests | a second | changes | errors | mixed | old "
    "| median | 95 % | 99 % | longest | sent to answered | MB at first | MB at last | most | MB a minute |",
    "| --- |" + " --: |" * 17,
)


def row(done: Done) -> str:
    """Counts, milliseconds, megabytes; the slope is that of the second half of the time.

    Milliseconds count from the moment at which a request was due; but the last of them, the longest since one was sent.
    """
    faults = Counter(each.fault for each in done.faults)
    times = sorted(each.milliseconds for each in done.outcomes)
    megabytes = [each for _, each in done.memory]
    cells = (
        done.engine,
        f"{done.articles:,}",
        f"{done.seconds:.0f}",
        f"{len(times):,}",
        f"{len(times) / done.seconds:.1f}",
        f"{len(done.changes)}",
        *(f"{faults[fault]}" for fault in ("error", "mixed", "old")),
        *(f"{_share(times, part):,.0f}" for part in (0.5, 0.95, 0.99, 1.0)),
        f"{max(each.answered for each in done.outcomes):,.0f}",
        *(f"{each:,.0f}" for each in (megabytes[0], megabytes[-1], max(megabytes))),
        f"{slope(later_half(done.memory)):+.1f}",
    )
    return f"| {' | '.join(cells)} |"


def by_kind(done: Done) -> list[str]:
    """A line for each kind of request: how many, and how long they took."""
    lines = []
    for kind in sorted({each.kind for each in done.outcomes}):
        times = sorted(each.milliseconds for each in done.outcomes if each.kind == kind)
        shares = ", ".join(f"{name} {_share(times, part):,.0f} ms" for name, part in (("median", 0.5), ("95 %", 0.95)))
        lines.append(f"{kind}: {len(times):,} requests, {shares}")
    return lines


def over_time(done: Done) -> str:
    """The memory every half minute, in megabytes."""
    each = [f"{megabytes:.0f}" for _, megabytes in done.memory[:: max(1, round(30 / EVERY))]]
    return f"memory every 30 s: {', '.join(each)} MB"


def _share(times: Sequence[float], part: float) -> float:
    """The time within which this part of the requests was answered."""
    return times[min(len(times) - 1, int(part * len(times)))]
