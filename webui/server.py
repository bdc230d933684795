"""The web server: waitress, which needs nothing beside Python."""

from __future__ import annotations

import errno
import logging
import socket
from collections.abc import Callable, Iterable
from threading import Event, Thread
from typing import Any

from flask import Flask
from waitress.server import BaseWSGIServer, create_server
from waitress.wasyncore import close_all

from archive.errors import ServeError
from webui.handed import WAITRESS, Door
from webui.observing.watching import begin_worker
from webui.refusals import Channel
from webui.worker_processes import WorkerProcesses, can_fork

THREADS = 4
MOST = 65535
SECONDS = 10.0
"""So long a thread that runs may take to see that it is to stop."""

# It would say of every request that waits a moment for a thread that it does, in English, to whoever runs the server.
logging.getLogger("waitress.queue").setLevel(logging.ERROR)


class Server:
    """A server that holds its port. `url` is what a person types into a browser on this machine."""

    def __init__(self, app: Flask, host: str, sockets: list[socket.socket]) -> None:
        self._open: dict[int, Any] = {}
        self._server: Any = create_server(app, map=self._open, sockets=sockets, threads=THREADS, **WAITRESS)
        self._doors = [each for each in self._open.values() if isinstance(each, BaseWSGIServer)]
        self._running = False
        for door in self._doors:
            door.channel_class = Channel
        self.url = _url(host, sockets)

    def run(self) -> None:
        """Answer requests until interrupted, or closed by another thread."""
        self._running = True
        try:
            self._server.run()
        finally:
            self._running = False

    def close(self) -> None:
        """Give the port back, once the answers that are being made are made."""
        self._server.task_dispatcher.shutdown()
        if not self._running:
            close_all(self._open)
            return
        closed = Event()

        def close() -> None:
            close_all(self._open)
            closed.set()

        # Not from here: the thread that runs would go on to wait for sockets that are gone.
        self._doors[0].trigger.pull_trigger(close)
        closed.wait(SECONDS)


def serve(
    app: Flask,
    host: str,
    port: int,
    ready: Callable[[str], None] | None = None,
    *,
    workers: int = 1,
    beside: Callable[[], None] | None = None,
) -> None:
    """Answer requests until interrupted; `ready` is told the address once the port is ours.

    Several `workers` are processes forked from this one, where the system can do that; `beside` runs in a thread of
    each process that answers. Raises ServeError if the address cannot be served.
    """
    sockets = _opened(host, port)
    url, place = _url(host, sockets), sockets[0].getsockname()[:2]

    def opened() -> None:
        if ready:
            ready(url)

    def work(holder: socket.socket, number: int) -> None:
        _begin(beside)
        begin_worker(app, number)
        Door(app, holder, place, THREADS).run()

    if workers > 1 and can_fork():
        WorkerProcesses(sockets, workers, work).run(opened)
    else:
        server = Server(app, host, sockets)
        _begin(beside)
        opened()
        server.run()


def _begin(beside: Callable[[], None] | None) -> None:
    if beside:
        Thread(target=beside, daemon=True).start()


def listen(app: Flask, host: str, port: int) -> Server:
    """A server that holds its port, any free one if it is 0. Raises ServeError."""
    # Bound here and not by waitress, which would leave threads and sockets behind where it cannot bind.
    return Server(app, host, _opened(host, port))


def _opened(host: str, port: int) -> list[socket.socket]:
    """Listening sockets of this address. Raises ServeError."""
    try:
        return _bound(host, port)
    except socket.gaierror as error:
        told = f"주소 {host}을(를) 찾을 수 없습니다. --host 127.0.0.1처럼 이 컴퓨터의 주소를 적어 주세요."
        raise ServeError(told) from error
    except OSError as error:
        raise ServeError(_reason(error, host, port)) from error


def _url(host: str, sockets: list[socket.socket]) -> str:
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{name}:{sockets[0].getsockname()[1]}"


def _bound(host: str, port: int) -> list[socket.socket]:
    """A listening socket for each address of the host, all on one port; those that this machine lacks are left out."""
    if not 0 <= port <= MOST:
        raise ServeError(f"포트 {port}은(는) 없습니다. seogo serve --port 8000처럼 {MOST} 이하의 번호를 정해 주세요.")
    places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    sockets: list[socket.socket] = []
    missing: OSError | None = None
    for family, name in dict.fromkeys((family, str(place[0])) for family, _, _, _, place in places):
        try:
            sockets.append(socket.create_server((name, port), family=family))
        except OSError as error:
            if error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                _close(sockets)
                raise
            missing = error
        else:
            port = sockets[0].getsockname()[1]
    if missing and not sockets:
        raise missing
    return sockets


def _close(sockets: Iterable[socket.socket]) -> None:
    for each in sockets:
        each.close()


def _reason(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < MOST else 8000
        return (
            f"포트 {port}은(는) 이미 다른 프로그램이 쓰고 있습니다."
            f" seogo serve --port {other}처럼 다른 번호를 정해 주세요."
        )
    if error.errno == errno.EACCES:
        return f"포트 {port}을(를) 열 권한이 없습니다. seogo serve --port 8000처럼 1024 이상의 번호를 정해 주세요."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"주소 {host}은(는) 이 컴퓨터의 주소가 아닙니다. --host 127.0.0.1이나 --host 0.0.0.0으로 해 주세요."
    return f"{host}:{port}에서 열 수 없습니다({error.strerror}). 다른 --host나 --port로 해 주세요."
