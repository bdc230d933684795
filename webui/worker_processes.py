"""Several processes that answer: one holds the port, and gives each request to the worker with the least to do.

    client -> listening socket -> this process -> a worker (webui/handed.py)
                                       ^---------------- the connection, once its request is answered

Workers are forked from a process that has loaded the language models, and share their memory. Which way was chosen, and
why: docs/decisions/0007-worker-processes.md.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from selectors import EVENT_READ, DefaultSelector

from archive.errors import ServeError
from webui import handed
from webui.connections import Connections
from webui.stopping import Stopping, leave_to_others

MOST_HANDED = 64
"""Connections that one worker has at once; what comes on others waits here."""

YOUNG = 5.0
"""Seconds. A worker that ends sooner may have ended because of what the next one will meet too."""

MOST_YOUNG = 3
"""So many of them in a row, and it is given up."""

Work = Callable[[socket.socket, int], None]
"""What a worker does with its end of the socket until it ends; and its number, the least that no other has, from 1."""


@dataclass(slots=True, eq=False)
class _Worker:
    number: int
    pid: int
    channel: socket.socket
    begun: float
    connections: int = 0


def can_fork() -> bool:
    """Whether this system can share a process's memory with workers."""
    return hasattr(os, "fork") and hasattr(socket, "send_fds")


def usual_number() -> int:
    """One worker for each core and four at most; one alone where a loaded program cannot be trusted to fork (macOS)."""
    return min(4, os.cpu_count() or 1) if can_fork() and sys.platform == "linux" else 1


class WorkerProcesses:
    """`number` processes that do `work`, fed from listening sockets.

    No other thread may run in this process, and nothing may be open in it that each worker needs for itself.
    """

    def __init__(self, doors: Sequence[socket.socket], number: int, work: Work) -> None:
        self._work = work
        self._number = number
        self._workers: list[_Worker] = []
        self._unheard: deque[socket.socket] = deque()
        self._young = 0
        self._selector = DefaultSelector()
        self._connections = Connections(doors, self._selector, self._hand)

    def run(self, opened: Callable[[], None]) -> None:
        """Answer until told to stop; `opened` is called once there are workers.

        On Ctrl+C it returns, by SIGTERM the process ends, both when the answers that are being made are made. Raises
        ServeError if workers keep ending.
        """
        # What is collected later would be copied for every worker: collections write to each object that they look at.
        gc.collect()
        gc.freeze()
        with Stopping(self._selector) as stopping:
            try:
                self._start_missing()
                opened()
                while not stopping.asked:
                    self._turn(1.0)
                    self._connections.close_silent()
                    self._start_missing()
            finally:
                self._stop()
        stopping.pass_on()

    def _turn(self, seconds: float) -> None:
        for key, _ in self._selector.select(seconds):
            key.data(key.fileobj)

    def _hand(self, connection: socket.socket) -> None:
        """Give a connection on which something comes to the worker with the fewest."""
        # Of equals the first: what it has kept of earlier requests serves the next one.
        worker = min(self._workers, key=lambda each: each.connections, default=None)
        if worker is None or worker.connections >= MOST_HANDED:
            self._unheard.append(connection)
            return
        try:
            socket.send_fds(worker.channel, [handed.HANDED], [connection.fileno()])
        except OSError:
            self._lose(worker)
            self._hand(connection)
        else:
            worker.connections += 1
            connection.close()

    def _heard(self, worker: _Worker) -> None:
        """A worker has done with a connection, or has ended."""
        try:
            said, received, *_ = socket.recv_fds(worker.channel, 1, 1)
        except OSError:
            said, received = b"", []
        if not said:
            self._lose(worker)
            return
        worker.connections -= 1
        for each in received:
            self._connections.keep(socket.socket(fileno=each))
        if self._unheard:
            self._hand(self._unheard.popleft())

    def _start_missing(self) -> None:
        while len(self._workers) < self._number:
            self._start()
            while self._unheard and self._workers[-1].connections < MOST_HANDED:
                self._hand(self._unheard.popleft())

    def _start(self) -> None:
        taken = {worker.number for worker in self._workers}
        number = min(set(range(1, self._number + 1)) - taken)
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if not pid:
            ours.close()
            self._become_worker(theirs, number)
        theirs.close()
        worker = _Worker(number, pid, ours, time.monotonic())
        self._workers.append(worker)
        self._selector.register(ours, EVENT_READ, lambda _: self._heard(worker))

    def _become_worker(self, holder: socket.socket, number: int) -> None:
        """Work in the process that has just begun, and end it."""
        status = 1
        try:
            leave_to_others()
            for worker in self._workers:
                worker.channel.close()
            for connection in self._unheard:
                connection.close()
            self._connections.forget()
            self._selector.close()
            self._work(holder, number)
            status = 0
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            # Never back into the code of the process that this one was forked from.
            sys.stderr.flush()
            os._exit(status)

    def _lose(self, worker: _Worker) -> None:
        """Note that a worker has ended. Raises ServeError if that happens again and again."""
        if worker not in self._workers:
            return
        self._workers.remove(worker)
        self._selector.unregister(worker.channel)
        how = _ended(worker)
        print(f"seogo: 답하던 프로세스 하나가 멈추어({how}) 새로 엽니다.", file=sys.stderr, flush=True)
        self._young = self._young + 1 if time.monotonic() - worker.begun < YOUNG else 0
        if self._young >= MOST_YOUNG:
            raise ServeError(
                "답하는 프로세스가 열자마자 거듭 멈춥니다. 메모리가 모자라지 않은지 보고,"
                " seogo serve --workers 1로 열어 보세요."
            )

    def _stop(self) -> None:
        """End all workers, those that have answers to make when these are made."""
        self._connections.close()
        for connection in self._unheard:
            connection.close()
        until = time.monotonic() + handed.SECONDS + 1
        try:
            for worker in self._workers:
                with suppress(OSError):
                    worker.channel.shutdown(socket.SHUT_WR)
            for worker in self._workers:
                _wait(worker, until)
        finally:
            for worker in self._workers:
                # It has ended by itself, or did not in time, or somebody would not wait for it.
                os.kill(worker.pid, signal.SIGKILL)
                _ended(worker)


def _wait(worker: _Worker, until: float) -> None:
    """Wait for the end of a worker, or for a time of the monotonic clock."""
    with suppress(OSError):
        while (left := until - time.monotonic()) > 0:
            worker.channel.settimeout(left)
            # Connections that it still gives back are closed by not being taken.
            if not worker.channel.recv(MOST_HANDED):
                return


def _ended(worker: _Worker) -> str:
    """How a worker ended, for a person."""
    worker.channel.close()
    status = os.waitstatus_to_exitcode(os.waitpid(worker.pid, 0)[1])
    return f"신호 {-status}" if status < 0 else f"상태 {status}"
