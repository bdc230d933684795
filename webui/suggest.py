"""Completions of what is typed into the search box, as JSON (docs/contract.md: /api/v1/suggest)."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from webui.context import asked_text, the_archive

blueprint = Blueprint("suggest", __name__)


@blueprint.get("/api/v1/suggest")
def suggest() -> Response:
    """At most ten completions of `q`, best first."""
    return jsonify([{"text": each.text, "count": each.count} for each in the_archive().complete(asked_text())])
