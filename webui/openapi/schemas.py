"""The shapes of answers, as JSON Schema 2020-12. Every property is always there; more may be added in time."""

from __future__ import annotations

from typing import get_args

from archive.citing import VERSION_DIGITS
from archive.models import BLOCK_KINDS
from archive.parameters import MAX_PAGE, MAX_PER_PAGE
from archive.results import Match, Sort
from webui.openapi.model import Json

TEXT: Json = {"type": "string"}
TEXTS: Json = {"type": "array", "items": TEXT}
COUNT: Json = {"type": "integer", "minimum": 0}
FLAG: Json = {"type": "boolean"}
DAY: Json = {"type": "string", "format": "date"}
ADDRESS: Json = {"type": "string", "format": "uri-reference", "description": "A page of this site, from its root."}
YEAR: Json = {"type": "string", "pattern": "^[0-9]{4}$"}
MONTH: Json = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}


def record(about: str = "", /, **properties: Json) -> Json:
    """An object with these properties, none of which is ever left out."""
    described: Json = {"type": "object", "properties": properties, "required": list(properties)}
    return {"description": about, **described} if about else described


def ref(name: str) -> Json:
    """A schema of this document by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def many(schema: Json, **limits: int) -> Json:
    """A list of these."""
    return {"type": "array", "items": schema, **limits}


def nullable(schema: Json) -> Json:
    """This, or null."""
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return {**schema, "type": [schema["type"], "null"]}


def also(*schemas: Json) -> Json:
    """All of these at once."""
    return {"allOf": list(schemas)}


def choice(choices: tuple[str, ...]) -> Json:
    """One of these texts."""
    return {"type": "string", "enum": list(choices)}


OUTLET = record("A source outlet as printed.", name=TEXT, name_zh=nullable(TEXT))
BLOCK = record("A piece of an article as printed.", kind=choice(BLOCK_KINDS), text=TEXT)
HEAD = record(
    "An article without its text. Ready articles from elsewhere may lack issue, ordinal, section and page.",
    id={**TEXT, "description": "`<issue>-<ordinal>`; ready articles keep their own."},
    issue=nullable({"type": "integer"}),
    ordinal=nullable({"type": "integer", "minimum": 1}),
    section=nullable(TEXT),
    title=TEXT,
    outlets=many(ref("Outlet")),
    source_note=nullable(TEXT),
    date={**DAY, "description": "The day of its issue."},
    page=nullable({"type": "integer"}),
    url=ADDRESS,
)
ARTICLE = also(
    ref("ArticleHead"),
    record(
        blocks=many(ref("Block")),
        text={**TEXT, "description": "The texts of the blocks, joined by newlines."},
        version={
            "type": "string",
            "pattern": f"^[0-9a-f]{{{VERSION_DIGITS}}}$",
            "description": "SHA-256, cut short, of title, line feed and text in NFC: another one after a correction.",
        },
        permalink={"type": "string", "format": "uri", "description": "To cite this wording."},
    ),
)
HIT = also(
    ref("ArticleHead"),
    record(
        score={"type": "number"},
        snippets=many({**TEXT, "description": "HTML whose only tag is `<mark>`."}),
        why=many({**TEXT, "description": "How it matched, in words."}),
    ),
)
SIMILAR = also(
    ref("ArticleHead"),
    record(
        shared={**TEXTS, "description": "The most telling nouns of both."},
        score={"type": "number", "minimum": 0, "description": "1: as like it as it is itself."},
    ),
)
ISSUE = record(
    number={"type": "integer"},
    newsletter=TEXT,
    date=DAY,
    publisher=nullable(TEXT),
    articles={**COUNT, "description": "How many articles it has."},
    url=ADDRESS,
)
CONTENTS = record(
    "An issue with the heads of its articles in printed order.",
    **{**ISSUE["properties"], "articles": many(ref("ArticleHead"))},
)
FACET = many(record(value=TEXT, count=COUNT))
FILTERS = record(section=TEXTS, outlet=TEXTS, **{"from": nullable(DAY), "to": nullable(DAY)})
WIDENED = many(record(word=TEXT, forms=TEXTS))
QUERY = record(
    "The search as it was understood.",
    q=TEXT,
    understood={**TEXT, "description": "The query said back, in words."},
    filters=ref("Filters"),
    match=choice(get_args(Match)),
    expand=FLAG,
    inside=FLAG,
    sort=choice(get_args(Sort)),
    notices=many({**TEXT, "description": "What was done otherwise than typed, in words."}),
    widened={**WIDENED, "description": "Names whose other forms were looked for too."},
    excluded={**WIDENED, "description": "Names whose other forms must not occur either."},
)
PAGE: Json = {"type": "integer", "minimum": 1, "maximum": MAX_PAGE}
PER_PAGE: Json = {"type": "integer", "minimum": 1, "maximum": MAX_PER_PAGE}
RESULTS = record(
    "One page of hits with counts of all.",
    query=ref("Query"),
    total={**COUNT, "description": "Every match, not only those of this page."},
    page=PAGE,
    per_page=PER_PAGE,
    took_ms={"type": "number", "minimum": 0},
    relaxed={**FLAG, "description": "No article has all words; these have some."},
    inside={**COUNT, "description": "How many more articles `inside=1` would add."},
    results=many(ref("Hit"), maxItems=MAX_PER_PAGE),
    facets=record(
        "Each ignores its own filter.",
        section=FACET,
        outlet=FACET,
        year=many(record(value=YEAR, count=COUNT)),
        month=many(record(value=MONTH, count=COUNT)),
    ),
    histogram=many(record(month=MONTH, count={"type": "integer", "minimum": 1})),
    suggestions={**TEXTS, "description": "Other queries that find something."},
)
COMPLETIONS = many(record(text=TEXT, count={**COUNT, "description": "Articles that have it."}))
HEALTH = record(status=choice(("ok",)), articles=COUNT, engine=TEXT)
UNWELL = record(status=choice(("unavailable",)), message=TEXT)
ERROR = record(
    "What is wrong: `code` for programs, `message` for people, in the language that was asked for.",
    error=record(code=TEXT, message={**TEXT, "minLength": 1}),
)
