"""An answer that was given: what is counted of it, and the lines that the log gets."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import Any

from flask import Request

from archive.parameters import MAX_QUERY
from archive.phases import Clock
from archive.shape import shape_of
from webui.observing import Observing
from webui.observing.counters import NO_ROUTE, Counters
from webui.observing.log_lines import REQUESTS, SLOW, tell

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
FILTERS = ("section", "outlet", "from", "to", "match", "expand", "inside", "sort", "page", "per_page")


@dataclass(slots=True)
class Given:
    """One answer, from `began` (s of time.perf_counter) on.

    `was_kept` is None for those that are never kept. `called` is the request's name in the log, empty where there is
    no log; `generation` that of the index which it met.
    """

    asked: Request
    status: int
    was_kept: bool | None
    found_nothing: bool
    began: float
    clock: Clock
    called: str
    generation: str | None

    def note(self, counters: Counters, observing: Observing) -> None:
        """Count it, and log it."""
        seconds = time.perf_counter() - self.began
        is_slow = 0 < observing.slow_ms <= seconds * 1000
        counters.answered(route_of(self.asked), self.status, seconds)
        if self.was_kept is not None:
            counters.happened("kept" if self.was_kept else "made")
        if self.found_nothing:
            counters.happened("nothing_found")
        if is_slow:
            counters.happened("slow")
        if observing.log != "off":
            tell(REQUESTS, logging.INFO, self._line(seconds, counters.place))
            if is_slow:
                tell(SLOW, logging.WARNING, self._why_slow(seconds))

    def _line(self, seconds: float, worker: int) -> dict[str, Any]:
        return {
            "request": self.called,
            "method": method_of(self.asked),
            "route": route_of(self.asked),
            "status": self.status,
            "ms": _ms(seconds),
            "kept": bool(self.was_kept),
            "generation": self.generation,
            "worker": worker,
        }

    def _why_slow(self, seconds: float) -> dict[str, Any]:
        """Milliseconds of each phase, the shape of what was asked, and which filters it had."""
        parts = self.clock.seconds
        phases = {name: _ms(each) for name, each in parts.items()} | {"rest": _ms(seconds - sum(parts.values()))}
        args = self.asked.args
        return {
            "request": self.called,
            "route": route_of(self.asked),
            "ms": _ms(seconds),
            "phases": phases,
            "query": shape_of(args.get("q", "")[:MAX_QUERY]),
            "filters": {name: len(args.getlist(name)) for name in FILTERS if args.get(name)},
        }


def route_of(asked: Request) -> str:
    """The rule that the address of a request follows: `/articles/<path:article_id>`."""
    rule = asked.url_rule
    return rule.rule if rule else NO_ROUTE


def method_of(asked: Request) -> str:
    """The method of a request; a client may send any word for one."""
    return asked.method if asked.method in METHODS else "other"


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)
