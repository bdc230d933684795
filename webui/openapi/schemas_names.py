"""The shapes of answers about names, as JSON Schema 2020-12."""

from __future__ import annotations

from webui.openapi.schemas import (
    ADDRESS,
    COUNT,
    DAY,
    PAGE,
    PER_PAGE,
    TEXT,
    TEXTS,
    YEAR,
    also,
    many,
    nullable,
    record,
    ref,
)

NAME = record(
    "A name in two scripts.",
    zh={**TEXT, "description": "Its Chinese form, by which it is asked for."},
    forms={**TEXTS, "description": "The forms that print or staff give."},
    count={**COUNT, "description": "Articles that have any form of it."},
    url=ADDRESS,
)
NAMES = record(names=many(ref("Name")), total=COUNT, page=PAGE, per_page=PER_PAGE, q=TEXT)
MENTION = record("An article, in brief.", id=TEXT, title=TEXT, date=DAY, url=ADDRESS)
YEARS = many(record(year=YEAR, count=COUNT))
TIMES = {"years": YEARS, "first": nullable(ref("Mention")), "latest": nullable(ref("Mention"))}
FORM = record(
    "One form of a name through time.",
    text=TEXT,
    origin={**TEXT, "description": "Where the form is from, in words."},
    count=COUNT,
    given={**COUNT, "description": "Articles that print it beside the Chinese form."},
    **TIMES,
)
NAME_LIFE = also(
    ref("Name"),
    record(
        "All forms of a name, when and where they occur, and where print gives two together.",
        **TIMES,
        lives=many(ref("Form")),
        silent={**TEXTS, "description": "Forms that are looked for too and occur nowhere."},
        given=many(record(article=ref("Mention"), snippet={**TEXT, "description": "HTML whose only tag is `<mark>`."})),
    ),
)
