"""Processes that read issue files, so that a file that hangs, crashes or eats memory costs nothing but itself.

A worker is started anew after it had to be killed. What it gives back is JSON, never pickled objects: a file that
takes a worker over gains nothing in the process that writes the index.
"""

from __future__ import annotations

import atexit
import os
import resource
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import NamedTuple

from archive.errors import IssueError
from indexer.handing import answer_of, parsed_of
from indexer.parse import Parsed, parse_bytes

MEMORY = 2 * 1024**3
"""Bytes of address space that a worker may have; a 20 MB text issue took 245 MB of memory."""

SECONDS = 600.0
"""Seconds that one file may take: a scan of thirty pages, read by Tesseract, takes some minutes."""

MOST = 4
"""So many workers at most, each some 60 MB: the one process that takes in what they read keeps up with no more."""

AHEAD = 2
"""So many files for each worker are read in advance of the one that is waited for."""

AHEAD_BYTES = 64 * 1000**2
"""So many bytes of them at most, or one file: some issues are all pictures."""


class File(NamedTuple):
    """The bytes of a file of the corpus, its name below it, and the bytes of the .toml beside it, if there is one."""

    name: str
    data: bytes
    overrides: bytes | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may take for one file: bytes of address space, seconds."""

    memory: int = MEMORY
    seconds: float = SECONDS


class Workers:
    """A number of workers, each started when there is something for it to do. Safe to use from several threads."""

    def __init__(self, number: int | None = None, limits: Limits | None = None) -> None:
        self._number = number or min(MOST, os.cpu_count() or 1)
        limits = limits or Limits()
        self._workers = [_Worker(limits) for _ in range(self._number)]
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(self._number)

    def parse_all(
        self, files: Iterable[File], waited_for: Callable[[str], None] | None = None
    ) -> Generator[Parsed | IssueError]:
        """Each file's issue, or why it cannot be used, in order; files are taken as they are needed.

        `waited_for` is called with the name of each file whose turn it is to be waited for.
        """
        waiting: deque[_Task] = deque()

        def answer() -> Parsed | IssueError:
            if waited_for is not None:
                waited_for(waiting[0].file.name)
            return waiting[0].answer.result()

        try:
            for file in files:
                waiting.append(self._submitted(file))
                while self._is_enough(waiting):
                    yield answer()
                    waiting.popleft()
            while waiting:
                yield answer()
                waiting.popleft()
        finally:
            # Where nobody waits for the answers any more (Ctrl+C, say): a program does not end before its threads do.
            for task in waiting:
                task.give_up()

    def _is_enough(self, waiting: Collection[_Task]) -> bool:
        """Whether no more is read in advance for now."""
        read = sum(len(task.file.data) for task in waiting)
        return len(waiting) > self._number * AHEAD or (len(waiting) > 1 and read > AHEAD_BYTES)

    def close(self) -> None:
        """End all workers."""
        self._threads.shutdown(cancel_futures=True)
        for worker in self._workers:
            worker.stop()

    def _submitted(self, file: File) -> _Task:
        task = _Task(file)
        task.answer = self._threads.submit(self._parse, task)
        return task

    def _parse(self, task: _Task) -> Parsed | IssueError:
        task.worker = worker = self._idle.get()
        try:
            return worker.parse(task.file)
        except IssueError as error:
            return error
        finally:
            task.worker = None
            self._idle.put(worker)


class _Task:
    """A file that is to be read, and the worker that reads it, while it does."""

    answer: Future[Parsed | IssueError]

    def __init__(self, file: File) -> None:
        self.file = file
        self.worker: _Worker | None = None

    def give_up(self) -> None:
        """See to it that nobody reads the file any more."""
        worker = self.worker
        if not self.answer.cancel() and worker is not None:
            worker.kill()


@cache
def shared_workers() -> Workers:
    """The workers of this process; they end with it."""
    workers = Workers()
    atexit.register(workers.close)
    return workers


class _Worker:
    """One process at a time, reading one file at a time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection[bytes, bytes] | None = None

    def parse(self, file: File) -> Parsed:
        """The issue in a file. Raises IssueError; then the process is gone, and the next file gets a new one."""
        connection = self._connected()
        try:
            answer = self._asked(connection, file)
        except IssueError:
            self.stop()
            raise
        except (EOFError, OSError) as error:
            self.stop()
            raise _died(file.name) from error
        return parsed_of(answer, file.name)

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self.kill()
        if self._process is not None and self._connection is not None:
            self._process.wait()
            self._connection.close()
        self._process = self._connection = None

    def kill(self) -> None:
        """Kill the process; whoever waits for its answer learns that it has died."""
        process = self._process
        if process is not None and process.poll() is None:
            with suppress(ProcessLookupError):
                # A worker leads a group of its own: Tesseract, which reads scans for it, has to go with it.
                os.killpg(process.pid, signal.SIGKILL)

    def _asked(self, connection: Connection[bytes, bytes], file: File) -> bytes:
        connection.send_bytes(file.name.encode("utf-8", "surrogateescape"))
        connection.send_bytes(file.data)
        connection.send_bytes(b"" if file.overrides is None else b"1" + file.overrides)
        if not connection.poll(self._limits.seconds):
            raise IssueError(
                file.name,
                f"{file.name}: 읽는 데 {self._limits.seconds:.0f}초가 넘게 걸려 그만두었습니다. "
                "파일이 손상되지 않았는지 확인하고, 다른 형식으로 다시 저장해 주세요.",
            )
        return connection.recv_bytes()

    def _connected(self) -> Connection[bytes, bytes]:
        if self._connection is None:
            ours, theirs = socket.socketpair()
            with theirs:
                # Not multiprocessing's: that runs the caller's own script again in every process it starts.
                self._process = subprocess.Popen(
                    [sys.executable, "-m", __name__, str(theirs.fileno()), str(self._limits.memory)],
                    pass_fds=[theirs.fileno()],
                    env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    # Ctrl+C in a terminal is for the process that writes the index.
                    start_new_session=True,
                )
            self._connection = Connection(ours.detach())
        return self._connection


def _died(file: str) -> IssueError:
    return IssueError(
        file,
        f"{file}: 읽다가 기억 장치가 모자라거나 프로그램이 멈추었습니다. 파일이 손상되었거나 지나치게 큽니다. "
        "다른 형식으로 다시 저장해 주세요.",
    )


def _serve(connection: Connection[bytes, bytes], memory: int) -> None:
    """What a worker does until nobody asks any more: a name, bytes, and the issue back."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    with suppress(EOFError, OSError):
        while True:
            name = connection.recv_bytes().decode("utf-8", "surrogateescape")
            data, overrides = connection.recv_bytes(), connection.recv_bytes()
            connection.send_bytes(_answer(File(name, data, overrides[1:] if overrides else None)))


def _answer(file: File) -> bytes:
    try:
        return answer_of(parse_bytes(file.data, file.name, file.overrides))
    except IssueError as error:
        return answer_of(error)
    except MemoryError:
        return answer_of(_died(file.name))
    except Exception as error:
        # A reader meets files that no test has thought of; the others must go on, and the name of the fault is told.
        kind = type(error).__name__
        said = f"{file.name}: 읽다가 뜻밖의 잘못({kind})을 만났습니다. 다른 형식으로 다시 저장해 주세요."
        return answer_of(IssueError(file.name, said))


if __name__ == "__main__":
    _serve(Connection(int(sys.argv[1])), int(sys.argv[2]))
