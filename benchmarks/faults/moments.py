"""When a run is killed: at any moment of it or of its commit, or before one of the commit's operations on files."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from benchmarks.faults.run import COMMITTED, COMMITTING

WAYS = ("any moment", "moment of the commit", "file operation")

LATER = 1.15
"""A kill is drawn from the time that such a run takes, times this: some come after its end."""

Notes = list[tuple[int, float, int]]


@dataclass(frozen=True, slots=True)
class Moment:
    """`way` is one of WAYS. `after` is in seconds from the beginning of the run, or of its commit."""

    way: str
    after: float | None = None
    operation: int | None = None


@dataclass(slots=True)
class Pace:
    """What runs of one kind took when nobody disturbed them: seconds, and file operations of the commit."""

    run: float = 2.0
    commit: float = 0.3
    operations: int = 40


@dataclass(slots=True)
class Moments:
    """Draws moments for runs by what like runs took; `learn` tells it of one that came to its end."""

    chance: random.Random
    paces: dict[str, Pace] = field(default_factory=dict)

    def draw(self, action: str) -> Moment:
        pace = self.paces.get(action, Pace())
        way = self.chance.choice(WAYS)
        share = self.chance.uniform(0, LATER)
        if way == "file operation":
            return Moment(way, operation=1 + int(share * pace.operations))
        return Moment(way, after=share * (pace.run if way == "any moment" else pace.commit))

    def learn(self, action: str, began: float, ended: float, notes: Notes) -> None:
        when = {phase: (time, done) for phase, time, done in notes}
        if COMMITTING in when and COMMITTED in when:
            commit = when[COMMITTED][0] - when[COMMITTING][0]
            self.paces[action] = Pace(ended - began, commit, when[COMMITTED][1])
