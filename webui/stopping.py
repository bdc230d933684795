"""Ctrl+C and SIGTERM, noted by a process that waits for sockets, and done when it has come to an end of its work."""

from __future__ import annotations

import os
import signal
import socket
from selectors import EVENT_READ, BaseSelector
from types import FrameType, TracebackType
from typing import Any

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopping:
    """In its block a signal to stop is noted in `asked` and wakes the selector; a second one raises KeyboardInterrupt.

    Only for the first thread of a process.
    """

    def __init__(self, selector: BaseSelector) -> None:
        self.asked = 0
        self._selector = selector
        self._woken, self._waking = socket.socketpair()
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Stopping:
        for end in (self._woken, self._waking):
            end.setblocking(False)
        self._selector.register(self._woken, EVENT_READ, lambda _: self._woken.recv(64))
        signal.set_wakeup_fd(self._waking.fileno())
        for number in SIGNALS:
            # What a shell starts in the background ignores Ctrl+C, and goes on to.
            if signal.getsignal(number) != signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)
        signal.set_wakeup_fd(-1)
        self._selector.unregister(self._woken)
        self._woken.close()
        self._waking.close()

    def pass_on(self) -> None:
        """End as SIGTERM would have ended this process, if that was what was asked."""
        if self.asked == signal.SIGTERM:
            os.kill(os.getpid(), signal.SIGTERM)

    def _note(self, number: int, _: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = number


def leave_to_others() -> None:
    """In a worker: signals to stop go to all processes of a terminal or a service; the one that holds the port decides.

    They are not ignored, since programs that a worker starts would ignore them too.
    """
    signal.set_wakeup_fd(-1)
    for number in SIGNALS:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _nothing)


def _nothing(number: int, _: FrameType | None) -> None:
    pass
