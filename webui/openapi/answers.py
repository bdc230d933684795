"""Answers besides the one that was hoped for, and the headers of all, as components of the description."""

from __future__ import annotations

from collections.abc import Sequence

from webui.openapi.model import Json, Operation
from webui.openapi.schemas import TEXT, also, choice, record, ref

BAD_REQUEST = "bad_request"

HEADERS: dict[str, Json] = {
    "ETag": {
        "description": "Weak; changes with the index, the program and the language. Send it back in If-None-Match.",
        "schema": {"type": "string", "pattern": '^W/"'},
    },
    "Cache-Control": {"description": "Keep a copy, but ask before it is used.", "required": True, "schema": TEXT},
    "Vary": {"description": "What else of the request the answer follows from.", "schema": TEXT},
    "Allow": {"description": "The methods that there are.", "required": True, "schema": TEXT},
    "WWW-Authenticate": {"description": "In which way a token is to be shown.", "required": True, "schema": TEXT},
    "Retry-After": {
        "description": "Seconds until the next request is answered.",
        "required": True,
        "schema": {"type": "integer"},
    },
    "Content-Disposition": {"description": "A name for the file.", "required": True, "schema": TEXT},
}

_ERROR_JSON: Json = {"application/json": {"schema": ref("Error")}}


def _error(description: str, *headers: str) -> Json:
    answer: Json = {"description": description, "content": _ERROR_JSON}
    return {**answer, "headers": headers_json(headers)} if headers else answer


def headers_json(names: Sequence[str]) -> Json:
    """These headers of an answer."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


ANSWERS: dict[str, Json] = {
    "NotModified": {
        "description": "Nothing has changed since the answer whose tag came in If-None-Match.",
        "headers": headers_json(("ETag", "Cache-Control", "Vary")),
    },
    "LoginRequired": _error(
        "The site is for its users only, and no token of one was sent (`Authorization: Bearer TOKEN`); code"
        " `login_required`.",
        "WWW-Authenticate",
    ),
    "NotFound": _error("There is nothing of that name; code `not_found`."),
    "MethodNotAllowed": _error("Not GET, HEAD or OPTIONS; code `method_not_allowed`.", "Allow"),
    "TooManyRequests": _error(
        "One client asked too often (the setting `requests_per_minute`); code `too_many_requests`.", "Retry-After"
    ),
    "TooLong": _error("Address and headers are longer than 256 KiB together; code `request_header_fields_too_large`."),
    "Unavailable": _error("There is no index that can be asked; code `index_unavailable`. Try again later."),
}


def refused(codes: Sequence[str]) -> Json:
    """The answer 400 with the codes that it may have."""
    narrowed = record(error=record(code=choice((*codes, BAD_REQUEST))))
    schema = also(ref("Error"), narrowed)
    description = "A parameter cannot be used." if codes else "The request cannot be read."
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def answers_of(operation: Operation) -> Json:
    """Every answer but 200, by status."""
    named = {"401": "LoginRequired", "405": "MethodNotAllowed", "429": "TooManyRequests", "431": "TooLong"}
    if operation.of_index:
        named |= {"304": "NotModified", "503": "Unavailable"}
    if operation.may_miss:
        named["404"] = "NotFound"
    answers = {status: {"$ref": f"#/components/responses/{name}"} for status, name in named.items()}
    return dict(sorted({**answers, "400": refused(operation.codes)}.items()))
