"""Names as JSON (docs/contract.md: /api/v1/names)."""

from __future__ import annotations

from typing import Any

from archive.highlight import html
from archive.models import Article
from archive.names.lives import FormLife, NameLife, NameList
from archive.results import Count

Json = dict[str, Any]


def list_json(names: NameList) -> Json:
    """One page of names."""
    return {
        "names": [name.as_json() for name in names.names],
        "total": names.total,
        "page": names.page,
        "per_page": names.per_page,
        "q": names.q,
    }


def life_json(life: NameLife) -> Json:
    """One name: what the list says of it, and each form's life under `lives`."""
    return {
        **life.summary.as_json(),
        "first": _article(life.first),
        "latest": _article(life.latest),
        "years": _years(life.years),
        "lives": [_form(form) for form in life.forms],
        "silent": list(life.silent),
        "given": [{"article": _article(each.article), "snippet": html(each.passage)} for each in life.given],
    }


def _form(form: FormLife) -> Json:
    return {
        "text": form.text,
        "origin": form.origin,
        "count": form.count,
        "given": form.given,
        "years": _years(form.years),
        "first": _article(form.first),
        "latest": _article(form.latest),
    }


def _years(years: tuple[Count, ...]) -> list[Json]:
    return [{"year": year.value, "count": year.count} for year in years]


def _article(article: Article | None) -> Json | None:
    if article is None:
        return None
    return {"id": article.id, "title": article.title, "date": article.date.isoformat(), "url": article.url}
