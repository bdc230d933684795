"""Connections on which nothing is being answered: new ones, and those that wait for their client's next request."""

from __future__ import annotations

import errno
import socket
import time
from collections.abc import Callable, Sequence
from selectors import EVENT_READ, BaseSelector

MOST = 200
"""So many connections may wait for their client; of those on which nothing has come, the one that waits longest is
closed for the next."""

SECONDS = 120.0
"""So long a client may say nothing."""


class Connections:
    """The listening sockets of a site and the connections that wait; `asked` is given those on which something comes.

    What the selector is to call stands beside each socket in it.
    """

    def __init__(
        self, doors: Sequence[socket.socket], selector: BaseSelector, asked: Callable[[socket.socket], None]
    ) -> None:
        self._doors = doors
        self._selector = selector
        self._asked = asked
        # In order of the time since when they wait (s of the monotonic clock).
        self._waiting: dict[socket.socket, float] = {}
        for door in doors:
            door.setblocking(False)
            selector.register(door, EVENT_READ, self._accept)

    def keep(self, connection: socket.socket) -> None:
        """Wait for what its client asks next."""
        if len(self._waiting) >= MOST:
            self._close(self._most_silent())
        self._waiting[connection] = time.monotonic()
        self._selector.register(connection, EVENT_READ, self._heard)

    def close_silent(self) -> None:
        """Close those on which nothing was said for SECONDS."""
        until = time.monotonic() - SECONDS
        for connection in [each for each, since in self._waiting.items() if since < until]:
            self._close(connection)

    def close(self) -> None:
        """Close all of them, and give the port back."""
        for connection in list(self._waiting):
            self._close(connection)
        for door in self._doors:
            self._selector.unregister(door)
            door.close()

    def forget(self) -> None:
        """Close them in this process only: the one that it was forked from goes on with them."""
        for each in (*self._waiting, *self._doors):
            each.close()

    def _accept(self, door: socket.socket) -> None:
        try:
            connection, _ = door.accept()
        except OSError as error:
            # Else the client has gone again.
            if error.errno in (errno.EMFILE, errno.ENFILE) and self._waiting:
                self._close(self._most_silent())
            return
        connection.setblocking(False)
        self.keep(connection)

    def _heard(self, connection: socket.socket) -> None:
        if connection not in self._waiting:
            return  # closed by what happened at the same time
        said = _next_byte(connection)
        if said is None:
            return
        if not said:
            self._close(connection)
            return
        del self._waiting[connection]
        self._selector.unregister(connection)
        self._asked(connection)

    def _most_silent(self) -> socket.socket:
        """The one that is missed least: on the others a request may have come that nobody has looked at yet."""
        silent = (each for each in self._waiting if not _next_byte(each))
        return next(silent, next(iter(self._waiting)))

    def _close(self, connection: socket.socket) -> None:
        del self._waiting[connection]
        self._selector.unregister(connection)
        connection.close()


def _next_byte(connection: socket.socket) -> bytes | None:
    """What comes next on a connection: None where nothing does yet, nothing where its client has gone."""
    try:
        return connection.recv(1, socket.MSG_PEEK)
    except BlockingIOError:
        return None
    except OSError:
        return b""
