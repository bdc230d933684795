"""Topics through time: queries compared, as a page, as files and as JSON."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, render_template, request

from archive.language import gettext as _
from archive.trends.parameters import read_trends
from archive.trends.values import Trends
from webui.context import the_archive
from webui.exports import attachment
from webui.trend_examples import examples
from webui.trend_files import csv_text, png, svg
from webui.trend_json import trends_json
from webui.trend_page import title, trend_page

blueprint = Blueprint("trends", __name__)


@blueprint.get("/trends")
def page() -> str:
    """The comparison, or a form and some examples where nothing is asked for yet."""
    found = _asked()
    if not found.lines:
        return render_template("trends/empty.html", page=trend_page(found), examples=examples(the_archive()), asked="")
    return render_template("trends/trends.html", page=trend_page(found), asked="")


@blueprint.get("/trends.svg", endpoint="svg")
def as_svg() -> Response:
    """The chart as a picture that can be made larger."""
    found = _asked(words=False)
    return _file(svg(found), "image/svg+xml; charset=utf-8", found, "svg")


@blueprint.get("/trends.png", endpoint="png")
def as_png() -> Response:
    """The chart as a picture for a text."""
    found = _asked(words=False)
    return _file(png(found), "image/png", found, "png")


@blueprint.get("/trends.csv", endpoint="csv")
def as_csv() -> Response:
    """The numbers for a spreadsheet."""
    found = _asked(words=False)
    return _file(csv_text(found), "text/csv; charset=utf-8", found, "csv")


@blueprint.get("/api/v1/trends", endpoint="api")
def as_json() -> dict[str, Any]:
    """The comparison as JSON."""
    return trends_json(_asked())


def _asked(*, words: bool = True) -> Trends:
    asked = read_trends(request.args.to_dict(flat=False))
    return the_archive().trends(replace(asked, words=words))


def _file(content: str | bytes, media_type: str, found: Trends, ending: str) -> Response:
    answer = Response(content, content_type=media_type)
    name = _("흐름 %(queries)s", queries=title(found.asked))
    answer.headers["Content-Disposition"] = attachment(name, ending)
    return answer
