"""Which states an answer may show: those between the newest that is known to be there, and the newest that may be."""

from __future__ import annotations

from threading import Lock

from benchmarks.serving.states import State


class Times:
    """Which state the archive is in, as far as it can be known from outside. Used by many threads.

    The index is a state's at some moment between `begin` and `done`; and what one answer has shown, every later request
    has to show too, or something newer.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._oldest = self._newest = 0

    def begin(self, state: State) -> None:
        """From now on the archive may be in this state."""
        with self._lock:
            self._newest = max(self._newest, state.number)

    def seen(self, state: State) -> None:
        """It is in this state, or a later one, for whoever asks from now on."""
        with self._lock:
            self._oldest = max(self._oldest, state.number)

    done = seen

    @property
    def oldest(self) -> int:
        """The number of the oldest state that a request that is sent now may be answered from."""
        return self._oldest

    @property
    def newest(self) -> int:
        """The number of the newest state that an answer that is there now may be made of."""
        return self._newest
