"""What is noted of every request: counted, and logged where the log is on."""

from __future__ import annotations

import logging
import os
import time
from itertools import count
from typing import Any, cast

from flask import Flask, Request, Response, after_this_request, current_app, g, request

from archive import phases
from webui.observing import Observing
from webui.observing.counters import Counters
from webui.observing.given import Given, method_of, route_of
from webui.observing.log_lines import FAULTS, tell

KEY = "seogo_watch"

REQUEST_ID = "X-Request-Id"
"""Header of answers that went wrong by our fault: the log has the reason under it."""

NOTHING_FOUND = "Seogo-Nothing-Found"
"""Header that an answer has until it is sent, kept with it: nobody outside sees it."""

_numbers = count(1)


class Watch:
    """What one application counts and logs."""

    def __init__(self, observing: Observing) -> None:
        self.observing = observing
        self.counters = Counters((), 0)

    def make_room(self, app: Flask) -> None:
        """Room for all routes of the application."""
        self.counters = Counters((rule.rule for rule in app.url_map.iter_rules()), self.observing.workers)

    def begin(self) -> None:
        """A request has come."""
        here = _here()
        here.began = time.perf_counter()
        here.clock = phases.begin()

    def end(self, answer: Response) -> Response:
        """Its answer is as it will be sent."""
        # Each glance at `g` or `request` itself costs as much as all that is counted.
        here, asked = _here(), _asked()
        given = Given(
            asked=asked,
            status=answer.status_code,
            was_kept=here.get("was_kept") or (False if "kept_as" in here else None),
            found_nothing=answer.headers.pop(NOTHING_FOUND, None) is not None,
            began=here.began,
            clock=here.clock,
            called=request_id() if self.observing.log != "off" else "",
            generation=here.archive.asked_generation if "archive" in here else None,
        )
        if given.status >= 500:
            answer.headers[REQUEST_ID] = request_id()
        if answer.is_streamed:
            # What is written while it is sent takes its time then, and there is no request any more.
            answer.call_on_close(lambda: given.note(self.counters, self.observing))
        else:
            given.note(self.counters, self.observing)
        return answer


def register(app: Flask, observing: Observing) -> None:
    """Note every request. To be called before all else that happens to one."""
    app.extensions[KEY] = watch = Watch(observing)
    app.before_request(watch.begin)
    app.after_request(watch.end)


def register_last(app: Flask) -> None:
    """Make room to count in. To be called once all routes are known, and before the process is forked."""
    app.extensions[KEY].make_room(app)


def begin_worker(app: Flask, number: int) -> None:
    """This process is the worker of that number from now on, where the application counts."""
    if KEY in app.extensions:
        app.extensions[KEY].counters.begin(number)


def the_watch() -> Watch:
    """The watch of the application."""
    return cast(Watch, current_app.extensions[KEY])


def nothing_found() -> None:
    """Note that the search of this request found nothing; the note stays with an answer that is kept."""

    def note(answer: Response) -> Response:
        answer.headers[NOTHING_FOUND] = "1"
        return answer

    after_this_request(note)


def fault(error: BaseException) -> None:
    """Note that the program, not the request, was wrong; the log gets the traceback."""
    the_watch().counters.happened("faults")
    fields = {"request": request_id(), "method": method_of(_asked()), "route": route_of(_asked())}
    tell(FAULTS, logging.ERROR, fields, error)


def request_id() -> str:
    """What this request is called in the log."""
    if "request_id" not in g:
        g.request_id = f"{os.getpid():x}-{time.time_ns() // 1_000_000:x}-{next(_numbers):x}"
    return cast(str, g.request_id)


def _asked() -> Request:
    return cast(Request, cast(Any, request)._get_current_object())


def _here() -> Any:
    return cast(Any, g)._get_current_object()
