"""A worker's side of the site: it answers on connections that the process which holds the port hands over.

A connection comes with one byte over a Unix socket. It goes back the same way once its request is answered, so that the
next one can go to whichever worker has the least to do.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping
from typing import Any

from flask import Flask
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from webui.bodies import ANYBODY
from webui.refusals import Channel

HANDED = b"h"
"""To a worker, with a connection: somebody asks something on it."""

BACK = b"b"
"""From a worker, with the connection: it is answered."""

GONE = b"g"
"""From a worker: the connection is closed."""

SECONDS = 10.0
"""So long an answer that is being made may take when the site is to stop."""


WAITRESS: Mapping[str, Any] = {
    "ident": "",
    "clear_untrusted_proxy_headers": False,
    "max_request_body_size": ANYBODY,
}
"""How waitress does its work everywhere. It would take away what a proxy says of itself, and then what strangers ask
for through it would look as if this machine asked (webui/observing/metrics.py); nothing believes those headers."""


class Door(TcpWSGIServer):  # type: ignore[misc]
    """waitress, which takes its connections from another process; `place` is the address that clients connected to."""

    def __init__(self, app: Flask, holder: socket.socket, place: tuple[str, int], threads: int) -> None:
        self.place = place
        self.is_leaving = False
        self._open: dict[int, Any] = {}
        adjustments = Adjustments(threads=threads, asyncore_use_poll=True, **WAITRESS)
        dispatcher = ThreadedTaskDispatcher()
        dispatcher.set_thread_count(threads)
        super().__init__(
            app, self._open, False, holder, dispatcher, adjustments, (holder.family, holder.type), bind_socket=False
        )
        # What is sent here is a byte at a time, for a connection that this process has: it never waits for long.
        holder.setblocking(True)

    def getsockname(self) -> tuple[str, int]:
        return self.place

    def readable(self) -> bool:
        super().readable()  # which closes connections on which nothing happens for long
        return True

    def handle_read(self) -> None:
        """Take a connection, or note that the process which hands them over is gone."""
        try:
            _, (connection,), *_ = socket.recv_fds(self.socket, 1, 1)
        except (OSError, ValueError):
            self.is_leaving = True
            self.del_channel()
            return
        self._take(socket.socket(fileno=connection))

    def _take(self, connection: socket.socket) -> None:
        try:
            client = connection.getpeername()
            self.set_socket_options(connection)
        except OSError:
            connection.close()  # the client has gone meanwhile
            self.tell(GONE)
            return
        HandedChannel(self, connection, client, self.adj, map=self._open)

    def tell(self, what: bytes, connection: socket.socket | None = None) -> None:
        """Say this to the process that hands connections over, if it is still there."""
        try:
            socket.send_fds(self.socket, [what], [connection.fileno()] if connection else [])
        except OSError:
            self.is_leaving = True

    def run(self) -> None:
        """Answer until nobody hands connections over any more, and what was asked by then is answered."""
        until = None
        while until is None or (self._is_answering() and time.monotonic() < until):
            self.asyncore.loop(timeout=1.0, use_poll=True, map=self._open, count=1)
            if self.is_leaving and until is None:
                until = time.monotonic() + SECONDS

    def _is_answering(self) -> bool:
        return any(channel.is_at_work for channel in self.active_channels.values())


class HandedChannel(Channel):
    """A connection that goes back once it is answered."""

    server: Door

    def __init__(self, *given: Any, **named: Any) -> None:
        self._was_asked = self._has_left = False
        super().__init__(*given, **named)

    def service(self) -> None:
        self._was_asked = True
        super().service()

    def readable(self) -> bool:
        if self._is_answered():
            self._leave(BACK, self.socket)
            return False
        return bool(super().readable())

    def handle_close(self) -> None:
        self._leave(GONE)

    @property
    def is_at_work(self) -> bool:
        """Whether something is still to be answered or sent."""
        return not self._was_asked or bool(self.requests or self.total_outbufs_len)

    def _is_answered(self) -> bool:
        """Whether all that was asked is answered and sent, and nothing more of a request has come."""
        return not (self.is_at_work or self.request is not None or self.will_close or self.close_when_flushed)

    def _leave(self, how: bytes, connection: socket.socket | None = None) -> None:
        if not self._has_left:
            self._has_left = True
            self.server.tell(how, connection)
        super().handle_close()
