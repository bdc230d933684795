"""The shapes of answers about topics through time, as JSON Schema 2020-12."""

from __future__ import annotations

from typing import get_args

from archive.trends.parameters import MOST_QUERIES
from archive.trends.values import By, Per
from webui.openapi.schemas import (
    ADDRESS,
    COUNT,
    FLAG,
    TEXT,
    TEXTS,
    also,
    choice,
    many,
    nullable,
    record,
    ref,
)

PERIOD = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2})?$", "description": "A year or a month."}
COMPANION = record(
    "A word that goes with the query more than by chance.",
    word=TEXT,
    both={**COUNT, "description": "Articles that have it and match the query."},
    articles={**COUNT, "description": "Articles that have it."},
    log_likelihood={"type": "number", "description": "Dunning's G2 (1993)."},
    q={**TEXT, "description": "The query that finds both."},
)
FIRST_MENTION = also(
    ref("ArticleHead"),
    record(snippets=many({**TEXT, "description": "HTML whose only tag is `<mark>`."})),
)
LINE = record(
    "One query through time; `counts` and `values` go with `periods`.",
    q=TEXT,
    notices=TEXTS,
    total=COUNT,
    counts=many(COUNT),
    values=many({"type": ["number", "null"], "description": "Null where the period has no article at all."}),
    peak=nullable(record(period=PERIOD, count=COUNT)),
    first=nullable(ref("FirstMention")),
    words=many(ref("Companion")),
)
TRENDS = record(
    "Queries compared.",
    by=choice(get_args(By)),
    per=choice(get_args(Per)),
    filters=ref("Filters"),
    articles={**COUNT, "description": "All articles that the filters leave."},
    left_out={**COUNT, "description": "Queries beyond those that can be compared."},
    periods=many(record(period=PERIOD, articles=COUNT)),
    trends=many(ref("Line"), maxItems=MOST_QUERIES),
)
IN_ISSUE = record(
    mentions={**COUNT, "description": "How often it stands in the issue."},
    since={**COUNT, "description": "Articles of other issues that have it too."},
    articles=many(record(id=TEXT, title=TEXT, url=ADDRESS)),
)
NEW_WORDS = record(
    "What an issue is the first to have, the most notable first.",
    issue=ref("Issue"),
    earlier=nullable({"type": "integer"}),
    later=nullable({"type": "integer"}),
    is_first={**FLAG, "description": "No article is older: everything is new, and the most frequent are given."},
    names_total=COUNT,
    words_total=COUNT,
    once={**COUNT, "description": "Words that stand once in the issue and nowhere since; they are not given."},
    names=many(also(ref("Name"), ref("InIssue"))),
    words=many(also(record(word=TEXT), ref("InIssue"))),
)
