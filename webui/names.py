"""The names that the archive knows in two scripts, and the life of one."""

from __future__ import annotations

from flask import Blueprint, render_template

from webui.context import asked_names, the_archive
from webui.naming import name_page, names_page

blueprint = Blueprint("names", __name__)

PER_PAGE = 50


@blueprint.get("/names")
def names() -> str:
    """One page of names, those that are asked for or all."""
    asked = asked_names(PER_PAGE)
    found = the_archive().names(asked.q, asked.page, PER_PAGE)
    # The box at the top searches the articles: what was typed into the one for names does not belong there.
    return render_template("names/list.html", page=names_page(found), asked="")


@blueprint.get("/names/<path:zh>")
def name(zh: str) -> str:
    """All forms of a name, when and where they occur, and where print gives two together."""
    return render_template("names/life.html", page=name_page(the_archive().name(zh)))
