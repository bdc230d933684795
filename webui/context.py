"""What a request needs from the application: the archive it was made with, and the search it asks for."""

from __future__ import annotations

from typing import cast

from flask import current_app, g, request

from archive.page_images import PageImages
from archive.parameters import read_search
from archive.results import Search
from archive.search import Archive

KEY = "seogo_archive"
IMAGES = "seogo_images"
BASE_URL = "seogo_base_url"


def the_archive() -> Archive:
    """The archive that `create_app` was given, at one generation for the whole of this request."""
    # Seventeen glances at the index's folder made a page of results; besides, its parts have to fit together.
    if "archive" not in g:
        g.archive = cast(Archive, current_app.extensions[KEY]).held()
    return cast(Archive, g.archive)


def the_images() -> PageImages | None:
    """The files and their pictures that `create_app` was given; None where it was given none."""
    return cast(PageImages | None, current_app.extensions[IMAGES])


def the_base_url() -> str:
    """The address of the site that `create_app` was given; empty where it was given none."""
    return cast(str, current_app.extensions[BASE_URL])


def asked_search() -> Search:
    """The search of this address. Raises ParameterError."""
    return read_search(request.args.to_dict(flat=False))


def asked_names(per_page: int) -> Search:
    """Which page of which names this address asks for: `q`, `page` and `per_page` of it. Raises ParameterError."""
    asked = {name: [value for value in request.args.getlist(name) if value] for name in ("q", "page", "per_page")}
    return read_search({**asked, "per_page": asked["per_page"] or [str(per_page)]})


def asked_text() -> str:
    """What stands in the search box: `q` as it was typed, also where the rest of the address cannot be used."""
    return request.args.get("q", "")
