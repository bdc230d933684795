"""Which views an answer may show: those between the newest that is known to be there, and the newest that may be."""

from __future__ import annotations

import time
from threading import Lock

from benchmarks.serving.states import State, View
from indexer.pipeline import COMMIT_AFTER

Order = tuple[int, int]


class Times:
    """What the archive shows, as far as it can be known from outside. Used by many threads.

    The index becomes a state's at some moment between `begin` and `done`, in steps if that takes long; and what one
    answer has shown, every later request has to show too, or something newer.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._oldest: Order = (0, 0)
        self._views = [State(0).view]
        self._began = time.monotonic()
        self._steps = False

    def begin(self, state: State) -> None:
        """From now on the archive may be in this state, which follows the last one."""
        with self._lock:
            self._views.append(state.view)
            self._began, self._steps = time.monotonic(), False

    def done(self, state: State) -> None:
        """It is in this state for whoever asks from now on."""
        self.seen(state.view)

    def seen(self, view: View) -> None:
        """It shows this, or something newer, to whoever asks from now on."""
        with self._lock:
            self._oldest = max(self._oldest, view.order)

    @property
    def oldest(self) -> Order:
        """The oldest view that a request that is sent now may be answered from."""
        return self._oldest

    def possible(self, oldest: Order) -> list[View]:
        """The views that an answer that is there now may be made of, for a request that was sent at `oldest`."""
        with self._lock:
            if not self._steps and time.monotonic() - self._began >= COMMIT_AFTER:
                # The run that goes on is so long that it makes visible what it has so far.
                self._views[-1:-1] = State(self._views[-1].order[0] - 1).on_the_way()
                self._steps = True
            return [view for view in self._views if view.order >= oldest]

    def all_until_now(self) -> list[View]:
        """Every view that there has been."""
        return list(self._views)
