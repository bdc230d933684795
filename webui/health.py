"""/healthz: whether the archive can answer, for machines that watch it."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from archive.errors import SeogoError
from webui.context import the_archive

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def health() -> ResponseReturnValue:
    """200 with the number of articles and the engine, or 503 with what is wrong."""
    try:
        overview = the_archive().overview()
    except SeogoError as error:
        return {"status": "unavailable", "message": str(error)}, 503
    return {"status": "ok", "articles": overview.articles, "engine": overview.engine}
