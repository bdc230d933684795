"""One process that holds the language models, and forks from itself everything that needs them.

A fork has nothing to load, which is most of what `seogo index` does over a small corpus. The holder itself
starts no thread and opens no index in a folder, so that a fork is as good as a process of its own.
"""

from __future__ import annotations

import atexit
import ctypes
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from archive.analysis import Analyzer, build_analyzer
from benchmarks.faults.undisturbed import warm

_CHILD_SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2): what loses its parent becomes a child of this process."""

Work = Callable[[Analyzer, int], Any]
"""What a fork does: given the analyzer and a file descriptor that its holder reads from."""


class Holder:
    """The process. Raises SystemExit where this system does not let a process take in the children of its children."""

    def __init__(self) -> None:
        if not sys.platform.startswith("linux") or ctypes.CDLL(None).prctl(_CHILD_SUBREAPER, 1, 0, 0, 0):
            sys.exit("Linux만 죽은 프로세스가 남긴 프로세스를 셀 수 있습니다.")
        self._analyzer = build_analyzer(threads=False)
        warm(self._analyzer)

    def fork(self, work: Work) -> Fork:
        """A process in a group of its own that does the work; its exit status is what the work gives back."""
        ours, theirs = os.pipe()
        pid = os.fork()
        if not pid:
            os.close(ours)
            _become(work, self._analyzer, theirs)
        os.close(theirs)
        return Fork(pid, ours)

    def ask(self, work: Callable[[Analyzer], Any]) -> Any:
        """What the work gives back, as JSON keeps it; done in a process of its own. Raises ChildProcessError."""
        fork = self.fork(lambda analyzer, out: _write(out, json.dumps(work(analyzer)).encode()))
        answer = fork.read_all()
        if fork.wait():
            raise ChildProcessError("a fork that was asked something has failed; see above")
        return json.loads(answer)

    def left_over(self, seconds: float) -> list[int]:
        """The processes that are still there so many seconds after all work has ended, which are killed then."""
        until = time.monotonic() + seconds
        while _children():
            if time.monotonic() > until:
                left = _children()
                for pid in left:
                    os.kill(pid, signal.SIGKILL)
                    os.waitpid(pid, 0)
                return left
            time.sleep(0.005)
        return []


class Fork:
    """A process that was forked off; `out` is what it writes to its descriptor."""

    def __init__(self, pid: int, out: int) -> None:
        self.pid = pid
        self.out = out

    def read_all(self) -> bytes:
        """All that it has written when it, and whoever else could write, is gone."""
        with os.fdopen(self.out, "rb") as file:
            return file.read()

    def wait(self) -> int:
        """Its exit status; negative for the signal that ended it."""
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def _become(work: Work, analyzer: Analyzer, out: int) -> NoReturn:
    status = 99
    try:
        os.setsid()
        status = work(analyzer, out) or 0
        # As a program does that comes to its end by itself; the workers that read files are ended there.
        atexit._run_exitfuncs()
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(status)


def _write(out: int, data: bytes) -> None:
    with os.fdopen(out, "wb") as file:
        file.write(data)


def _children() -> list[int]:
    """Children that have not ended; those that have are waited for."""
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return []
        if not pid:
            break
    return list(map(int, Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()))
