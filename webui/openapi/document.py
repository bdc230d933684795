"""The OpenAPI document, put together from its parts."""

from __future__ import annotations

from functools import cache

from webui.openapi import schemas, schemas_names, schemas_trends
from webui.openapi.answers import ANSWERS, HEADERS, answers_of, headers_json
from webui.openapi.model import Json, Operation
from webui.openapi.operations import HEALTH, OPERATIONS
from webui.openapi.operations_files import EXPORT

VERSION = "1.0.0"
"""Of the interface, not of the program: the first number changes with /v1, the second with every addition."""

ABOUT = """\
Everything in the Korean weekly newsletter 주간 중국 창업, to be searched, read and taken away. Read only: GET and HEAD.

- What is described here keeps its name and shape under /api/v1; more properties may be added, so ignore unknown ones.
- Unknown parameters are ignored; empty ones take their defaults; of a parameter that cannot be repeated, the first \
value counts.
- Answers carry a weak ETag that changes when the index does: send it back in If-None-Match.
- Answers are sent compressed (gzip) where the request accepts it.
- There is no key, no cookie is needed, and pages of other sites cannot read the answers (no CORS headers).
- Errors are `{"error": {"code", "message"}}`, whatever the status."""

SCHEMAS: dict[str, Json] = {
    "Outlet": schemas.OUTLET,
    "Block": schemas.BLOCK,
    "ArticleHead": schemas.HEAD,
    "Article": schemas.ARTICLE,
    "Hit": schemas.HIT,
    "Similar": schemas.SIMILAR,
    "Filters": schemas.FILTERS,
    "Query": schemas.QUERY,
    "Results": schemas.RESULTS,
    "Completions": schemas.COMPLETIONS,
    "Issue": schemas.ISSUE,
    "Contents": schemas.CONTENTS,
    "Mention": schemas_names.MENTION,
    "Name": schemas_names.NAME,
    "Names": schemas_names.NAMES,
    "Form": schemas_names.FORM,
    "NameLife": schemas_names.NAME_LIFE,
    "Companion": schemas_trends.COMPANION,
    "FirstMention": schemas_trends.FIRST_MENTION,
    "Line": schemas_trends.LINE,
    "Trends": schemas_trends.TRENDS,
    "InIssue": schemas_trends.IN_ISSUE,
    "NewWords": schemas_trends.NEW_WORDS,
    "Health": schemas.HEALTH,
    "Unwell": schemas.UNWELL,
    "Error": schemas.ERROR,
}


@cache
def document() -> Json:
    """The whole description. The same object each time: not to be changed."""
    return {
        "openapi": "3.1.1",
        "info": {"title": "서고 Seogo", "version": VERSION, "description": ABOUT},
        "servers": [{"url": "/", "description": "This site."}],
        "paths": {operation.path: {"get": _operation(operation)} for operation in OPERATIONS},
        "components": {"schemas": SCHEMAS, "responses": ANSWERS, "headers": HEADERS},
    }


def _operation(operation: Operation) -> Json:
    answers = {"200": _found(operation), **answers_of(operation)}
    if operation is HEALTH:
        unwell = {"schema": schemas.ref("Unwell")}
        answers["503"] = {"description": "Nothing can be found now.", "content": {"application/json": unwell}}
    return {
        "operationId": operation.id,
        "summary": f"{operation.title.en} / {operation.title.ko}",
        "description": operation.about.en,
        "parameters": [parameter.as_json() for parameter in operation.parameters],
        "responses": answers,
    }


def _found(operation: Operation) -> Json:
    headers = ["Cache-Control", "Vary"]
    if operation.of_index:
        headers.append("ETag")
    if operation is EXPORT:
        headers.append("Content-Disposition")
    content = {media: {"schema": schema} for media, schema in operation.content.items()}
    return {"description": "Found.", "headers": headers_json(headers), "content": content}
