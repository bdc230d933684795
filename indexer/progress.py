"""How a run is told of while it lasts: as numbers, and in a terminal as a bar on standard error."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from tqdm import tqdm

Progress = Callable[[int, int], None]
"""Called with the number of files done and the number of all files."""

REFRESHED = 0.5
"""Seconds from one drawing of the bar to the next while nothing is done, so that it is seen to live."""

SLOW = 1.0
"""Seconds after which it is said what the run is at."""

RECENT = 200
"""Files that the time left is judged by; a corpus may begin with scans, which take a hundred times as long."""

_FORMAT = "{desc} {percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt}호{postfix}"


class Watch:
    """Who wants to know more of a run than numbers; this one does not."""

    def took(self) -> None:
        """One more file is done that had to be read; those that have not changed pass in no time."""

    def doing(self, what: str) -> None:
        """From now on the run is at this, in Korean words; an empty text where there is nothing to say of it."""


class Bar(Watch):
    """A bar with the files done, the time left and, where it is slow, what the run is at. Called as a Progress."""

    def __init__(self) -> None:
        self._bar = tqdm(disable=None, leave=False, desc="색인", bar_format=_FORMAT, dynamic_ncols=True)
        self._taken: deque[float] = deque(maxlen=RECENT)
        self._doing = ("", time.monotonic())
        self._ended = Event()
        self._thread = Thread(target=self._refresh, daemon=True)
        if not self._bar.disable:
            self._thread.start()

    def __call__(self, done: int, total: int) -> None:
        self._bar.total, self._bar.n = total, done
        self._draw()

    def took(self) -> None:
        self._taken.append(time.monotonic())

    def doing(self, what: str) -> None:
        self._doing = (what, time.monotonic())

    def close(self) -> None:
        """Take the bar away."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()
        self._bar.close()

    def _refresh(self) -> None:
        while not self._ended.wait(REFRESHED):
            self._draw()

    def _draw(self) -> None:
        if not self._bar.disable:
            self._bar.set_postfix_str(", ".join(filter(None, (self._left(), self._slow()))))

    def _left(self) -> str:
        """The time left, if the files that are not done yet all have to be read and take as long as the last ones."""
        left, taken = (self._bar.total or 0) - self._bar.n, tuple(self._taken)
        if not left or len(taken) < 2:
            return ""
        # Up to now, not to the last file: while one takes long, what is left does not become less.
        return f"{in_words((time.monotonic() - taken[0]) / (len(taken) - 1) * left)} 남음"

    def _slow(self) -> str:
        what, since = self._doing
        # Whoever names a file gives no orders to the terminal.
        printable = "".join(character if character.isprintable() else "?" for character in what)
        return printable if time.monotonic() - since >= SLOW else ""


def in_words(seconds: float) -> str:
    """About so much time (0 or more), as precisely as an estimate is."""
    minutes = round(seconds / 60)
    if seconds < 55:
        return f"약 {max(5, round(seconds / 5) * 5)}초"
    return f"약 {minutes}분" if minutes < 60 else f"약 {minutes // 60}시간 {minutes % 60}분"


@contextmanager
def progress_bar() -> Iterator[Bar]:
    """A bar that goes with the block; both a Progress and a Watch."""
    bar = Bar()
    try:
        yield bar
    finally:
        bar.close()
