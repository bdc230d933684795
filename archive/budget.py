"""How much work one question may be: a budget of processor time, looked at between the steps of an answer.

Whoever is about to answer begins one; the planner, engines, marks and corrections call `look` where they go
on to the next term, and the question ends there with an error for a person. Counted is the processor time of the thread
that answers, so that a question which waits for others is not taken for a dear one.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from archive.errors import ParameterError
from archive.language import gettext as _


@dataclass(slots=True)
class _Budget:
    until: float
    """Seconds of this thread's processor time."""


_CURRENT: ContextVar[_Budget | None] = ContextVar("seogo_budget", default=None)


def begin(seconds: float) -> None:
    """Give what this thread does from now on so many seconds of its processor time; 0 gives it all there is."""
    _CURRENT.set(_Budget(time.thread_time() + seconds) if seconds else None)


def end() -> None:
    """Nothing is limited any more."""
    _CURRENT.set(None)


@contextmanager
def not_counted() -> Iterator[None]:
    """Leave what is done inside out of the budget: it is done once for all questions, and not for this one."""
    budget = _CURRENT.get()
    hidden, begun = _CURRENT.set(None), time.thread_time()
    try:
        yield
    finally:
        _CURRENT.reset(hidden)
        if budget:
            budget.until += time.thread_time() - begun


def look() -> None:
    """Go on, or raise ParameterError `query_too_costly` where the budget is used up."""
    budget = _CURRENT.get()
    if budget and time.thread_time() > budget.until:
        raise too_costly()


def too_costly() -> ParameterError:
    """What is said of a question that asks for too much."""
    return ParameterError(
        "query_too_costly",
        _("이 찾기는 너무 오래 걸려 그만두었습니다. 찾는 말을 줄이거나 몇 번으로 나누어 찾아 주세요."),
    )
