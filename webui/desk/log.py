"""/desk/log: who did what, newest first."""

from __future__ import annotations

from itertools import islice

from flask import render_template, request
from flask.typing import ResponseReturnValue

from webui.desk import log_words
from webui.desk.pages import page
from webui.desk.place import the_desk
from webui.desk.users import Role

PER_PAGE = 50
MOST_PAGES = 100_000


@page("/log", Role.EDITOR)
def log() -> ResponseReturnValue:
    """One page of entries, of one person if `who` is given."""
    entries, who = the_desk().log, request.args.get("who", "")
    number = min(max(request.args.get("page", 1, int), 1), MOST_PAGES)
    begin = (number - 1) * PER_PAGE
    # One more than is shown tells whether there is another page.
    found = list(islice(entries.entries(who), begin, begin + PER_PAGE + 1))
    return render_template(
        "desk/log.html",
        entries=found[:PER_PAGE],
        people=entries.people(),
        who=who,
        number=number,
        has_older=len(found) > PER_PAGE,
        said=log_words.said,
        details=log_words.details,
    )
