"""The right to write an archive in a cluster: one holder at a time, renewed while it lives, lost when it is dead."""

from __future__ import annotations

import os
import socket
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

from archive.engines.opensearch.state import FORMAT, MOST_DEAD, Lease, Shared, State, Superseded, Versioned
from archive.errors import IndexLocked, SeogoError

SECONDS = 60.0
"""After so long without a sign of life a writer counts as dead. Clocks of writers must agree better than that."""

_RENEWED_EVERY = SECONDS / 4


class Held:
    """The state, as only the holder of the lease may replace it."""

    def __init__(self, shared: Shared, versioned: Versioned) -> None:
        self._shared = shared
        self._versioned = versioned
        self._lost = False
        self._lock = Lock()
        assert versioned.state.lease is not None
        self._lease = versioned.state.lease

    @property
    def state(self) -> State:
        return self._versioned.state

    def update(self, **changes: Any) -> State:
        """Replace the state. Raises IndexLocked where the lease was lost, EngineAway, IndexUnwritable."""
        with self._lock:
            return self._write(replace(self.state, **changes))

    def replace(self, state: State) -> State:
        """Put another state in its place, with the lease as it is; raises the same."""
        with self._lock:
            return self._write(replace(state, lease=self.state.lease))

    def _write(self, state: State) -> State:
        self.check()
        try:
            self._versioned = self._shared.write(state, self._versioned)
        except Superseded as error:
            self._lost = True
            raise _lost(self._shared.name) from error
        return state

    def check(self) -> None:
        """Raises IndexLocked where another writer has taken over."""
        if self._lost:
            raise _lost(self._shared.name)

    def renew(self) -> None:
        """Give a sign of life; where it does not come through, the next one may."""
        with suppress(SeogoError):
            self.update(lease=replace(self._lease, until=time.time() + SECONDS))

    def release(self) -> None:
        """Let others write; a lease that cannot be given back runs out."""
        with suppress(SeogoError):
            self.update(lease=None)


@contextmanager
def leased(shared: Shared) -> Iterator[Held]:
    """The right to write, for the length of the block; `state.attempt` is the number of the change.

    Raises IndexLocked, EngineAway, IndexUnwritable.
    """
    held = Held(shared, _acquired(shared))
    done = Event()
    renewing = Thread(target=_renew, args=(held, done), daemon=True, name="opensearch-lease")
    renewing.start()
    try:
        yield held
    finally:
        done.set()
        renewing.join()
        held.release()


def _renew(held: Held, done: Event) -> None:
    while not done.wait(_RENEWED_EVERY):
        held.renew()


def _acquired(shared: Shared) -> Versioned:
    read = shared.read()
    state = read.state if read and read.state.format == FORMAT else State()
    if state.lease is not None and not _is_dead(state.lease):
        raise _busy(shared)
    # What was begun after the last change that counts came to nothing; its rows never count.
    dead = (*state.dead, *range(state.change + 1, state.attempt + 1))
    lease = Lease(uuid.uuid4().hex, _place(), os.getpid(), time.time() + SECONDS)
    taken = replace(state, attempt=state.attempt + 1, dead=tuple(dict.fromkeys(dead))[-MOST_DEAD:], lease=lease)
    try:
        return shared.write(taken, read)
    except Superseded as error:
        raise _busy(shared) from error


def _is_dead(lease: Lease) -> bool:
    if lease.until < time.time():
        return True
    return lease.place == _place() and not _is_running(lease.process)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _place() -> str:
    """This machine since it was started, and the processes that are seen from here; a name of its own where the system
    does not say."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{socket.gethostname()}/{boot}/{Path('/proc/self/ns/pid').stat().st_ino}"
    except OSError:
        return uuid.uuid4().hex


def _busy(shared: Shared) -> IndexLocked:
    return IndexLocked(
        f"다른 프로그램이 OpenSearch {shared.server.address}의 색인 {shared.name}을(를) 고치는 중입니다. "
        f"끝난 뒤에, 그 프로그램이 멈췄다면 {SECONDS:.0f}초 뒤에 다시 해 주세요."
    )


def _lost(name: str) -> IndexLocked:
    return IndexLocked(
        f"색인 {name}을(를) 고치는 일이 너무 오래 멈춰 있어서 다른 프로그램이 이어받았습니다. 그 일이 끝난 뒤에 "
        "다시 해 주세요. 지금까지의 색인은 그대로입니다."
    )
