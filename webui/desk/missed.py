"""/desk/missed: what readers looked for and did not find, for those who can mend it."""

from __future__ import annotations

import logging
import re
from functools import partial

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive.errors import DeskUnusable
from webui.desk.pages import audit, page
from webui.desk.place import Desk, desk_or_none, the_desk
from webui.desk.users import Role
from webui.observing.watching import NOTHING_FOUND

PLAIN = frozenset({"q", "lang"})
"""Parameters of a search that asks the whole archive: with filters something else may have kept the hits away."""

_PROGRAM = re.compile(r"bot|crawl|spider|slurp|headless|preview|monitor", re.IGNORECASE)


@page("/missed", Role.EDITOR)
def missed() -> ResponseReturnValue:
    """The list, or those of it that somebody is done with."""
    hidden = request.args.get("hidden") == "1"
    return render_template("desk/missed.html", searches=the_desk().missed.listed(hidden=hidden), hidden=hidden)


@page("/missed/hide", Role.EDITOR, methods=["POST"])
def hide_missed() -> ResponseReturnValue:
    """Take one from the list, or put it back."""
    query, hidden = request.form.get("query", ""), request.form.get("hidden") == "1"
    if the_desk().missed.hide(query, hidden=hidden):
        audit("missed_hidden" if hidden else "missed_shown", query=query)
    return redirect(url_for("desk.missed", hidden=None if hidden else 1), 303)


def note(answer: Response) -> Response:
    """Count a search of a reader that found nothing, once its answer is sent."""
    desk = desk_or_none()
    if desk and NOTHING_FOUND in answer.headers and request.endpoint == "search.results" and _is_of_a_reader():
        answer.call_on_close(partial(_count, desk, request.args.get("q", ""), request.remote_addr or ""))
    return answer


def _is_of_a_reader() -> bool:
    """Whether a browser asks, as far as can be told, and asks the whole archive."""
    browser = request.user_agent.string
    return set(request.args) <= PLAIN and browser.startswith("Mozilla/") and not _PROGRAM.search(browser)


def _count(desk: Desk, q: str, client: str) -> None:
    try:
        if desk.is_open:
            desk.missed.asked(q, client)
    except DeskUnusable as error:
        # The reader has the answer; that it could not be counted is the operator's affair.
        logging.getLogger("seogo.faults").warning("%s", error)
