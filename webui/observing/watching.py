"""What is noted of every request: counted, and logged where the log is on."""

from __future__ import annotations

import logging
import os
import time
from functools import partial
from itertools import count
from typing import cast

from flask import Flask, Response, after_this_request, current_app, g, request

from archive import phases
from webui.observing import Observing
from webui.observing.counters import Counters
from webui.observing.given import Given, method_of, route_of
from webui.observing.log_lines import FAULTS, tell

COUNTERS = "seogo_counters"
OBSERVING = "seogo_observing"

REQUEST_ID = "X-Request-Id"
"""Header of answers that went wrong by our fault: the log has the reason under it."""

NOTHING_FOUND = "Seogo-Nothing-Found"
"""Header that an answer has until it is sent, kept with it: nobody outside sees it."""

_numbers = count(1)


def register(app: Flask, observing: Observing) -> None:
    """Note every request. To be called before all else that happens to one."""
    app.extensions[OBSERVING] = observing
    app.before_request(_begin)
    app.after_request(_end)


def register_last(app: Flask) -> None:
    """Make room to count in. To be called once all routes are known, and before the process is forked."""
    routes = (rule.rule for rule in app.url_map.iter_rules())
    app.extensions[COUNTERS] = Counters(routes, app.extensions[OBSERVING].workers)


def begin_worker(app: Flask, number: int) -> None:
    """This process is the worker of that number from now on, where the application counts."""
    if COUNTERS in app.extensions:
        app.extensions[COUNTERS].begin(number)


def the_counters() -> Counters:
    """The counters of the application."""
    return cast(Counters, current_app.extensions[COUNTERS])


def the_observing() -> Observing:
    """How this site is watched."""
    return cast(Observing, current_app.extensions[OBSERVING])


def nothing_found() -> None:
    """Note that the search of this request found nothing; the note stays with an answer that is kept."""

    def note(answer: Response) -> Response:
        answer.headers[NOTHING_FOUND] = "1"
        return answer

    after_this_request(note)


def fault(error: BaseException) -> None:
    """Note that the program, not the request, was wrong; the log gets the traceback."""
    asked = request._get_current_object()  # type: ignore[attr-defined]
    the_counters().happened("faults")
    fields = {"request": request_id(), "method": method_of(asked), "route": route_of(asked)}
    tell(FAULTS, logging.ERROR, fields, error)


def request_id() -> str:
    """What this request is called in the log."""
    if "request_id" not in g:
        g.request_id = f"{os.getpid():x}-{time.time_ns() // 1_000_000:x}-{next(_numbers):x}"
    return cast(str, g.request_id)


def _begin() -> None:
    g.began = time.perf_counter()
    g.clock = phases.begin()


def _end(answer: Response) -> Response:
    given = Given(
        asked=request._get_current_object(),  # type: ignore[attr-defined]
        status=answer.status_code,
        was_kept=True if g.get("was_kept") else False if "kept_as" in g else None,
        found_nothing=answer.headers.pop(NOTHING_FOUND, None) is not None,
        began=g.began,
        clock=g.clock,
        called=request_id() if the_observing().log != "off" else "",
        generation=g.archive.asked_generation if "archive" in g else None,
    )
    if answer.status_code >= 500:
        answer.headers[REQUEST_ID] = request_id()
    note = partial(given.note, the_counters(), the_observing())
    if answer.is_streamed:
        # What is written while it is sent takes its time then, and there is no request any more.
        answer.call_on_close(note)
    else:
        note()
    return answer
