"""A search as JSON (docs/contract.md: /api/v1/search), for the API and `seogo search --json` alike."""

from __future__ import annotations

from typing import Any

from archive.highlight import html
from archive.results import Count, Hit, Results, Widening


def search_json(results: Results) -> dict[str, Any]:
    """The whole answer; times in milliseconds, snippets as HTML whose only tag is `<mark>`."""
    search, facets = results.search, results.facets
    return {
        "query": {
            "q": search.q,
            "understood": results.understood,
            "filters": search.filters.as_json(),
            "match": search.match,
            "expand": search.expand,
            "inside": search.inside,
            "sort": search.sort,
            "notices": list(results.notices),
            "widened": _widenings(results.widened),
            "excluded": _widenings(results.excluded),
        },
        "total": results.total,
        "page": search.page,
        "per_page": search.per_page,
        "took_ms": round(results.took * 1000, 2),
        "relaxed": results.relaxed,
        "inside": results.inside,
        "results": [_hit_json(hit) for hit in results.hits],
        "facets": {
            "section": _counts(facets.sections),
            "outlet": _counts(facets.outlets),
            "year": _counts(facets.years),
            "month": _counts(facets.months_around),
        },
        "histogram": [{"month": month.value, "count": month.count} for month in facets.months],
        "suggestions": list(results.suggestions),
    }


def _hit_json(hit: Hit) -> dict[str, Any]:
    return {
        **hit.article.head_json(),
        "score": round(hit.score, 6),
        "snippets": [html(snippet) for snippet in hit.snippets],
        "why": list(hit.why),
    }


def _widenings(widenings: tuple[Widening, ...]) -> list[dict[str, Any]]:
    return [{"word": each.word, "forms": list(each.forms)} for each in widenings]


def _counts(counts: tuple[Count, ...]) -> list[dict[str, Any]]:
    return [{"value": each.value, "count": each.count} for each in counts]
