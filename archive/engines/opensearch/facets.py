"""Facets of an answer as aggregations: each counted under the filters that are not its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from archive.engines.contract import FACETS
from archive.engines.opensearch.query import EVERYTHING, Query, every

Json = dict[str, Any]
Counts = Mapping[str, int]
Groups = Callable[[list[Query], str], Iterable[tuple[str, int]]]
"""All values of a field with their counts, among the rows that match the filters."""

MOST_BUCKETS = 10_000
"""Values that are counted along with the hits; a field that has more is counted by itself."""

_FIELDS = {"section": "section", "outlet": "outlet", "periods": "month", "months": "month"}
"""The counts that are asked for, and the field that each is of."""


def aggregations(filters: Mapping[str, Query]) -> Json:
    """What to ask along with the hits."""
    return {
        name: {
            "filter": every(_others(name, filters)).body if filters else EVERYTHING,
            "aggs": {"values": {"terms": {"field": field, "size": MOST_BUCKETS, "order": {"_key": "asc"}}}},
        }
        for name, field in _FIELDS.items()
    }


def read(
    answer: Json, filters: Mapping[str, Query], groups: Groups
) -> tuple[dict[str, tuple[tuple[str, int], ...]], tuple[tuple[str, int], ...]]:
    """Facets and months of an answer; `groups` counts what was too much to come along."""
    counts: dict[str, Counts] = {}
    for name, field in _FIELDS.items():
        values = answer["aggregations"][name]["values"]
        if values["sum_other_doc_count"]:
            counts[name] = dict(groups(_others(name, filters), field))
        else:
            counts[name] = {bucket["key"]: bucket["doc_count"] for bucket in values["buckets"]}
    years: Counter[str] = Counter()
    for month, count in counts["periods"].items():
        years[month[:4]] += count
    counts |= {"month": counts["periods"], "year": years}
    facets = {facet: tuple(sorted(counts[facet].items(), key=lambda item: (-item[1], item[0]))) for facet in FACETS}
    return facets, tuple(sorted(counts["months"].items()))


def _others(name: str, filters: Mapping[str, Query]) -> list[Query]:
    """The filters under which a count is made: `months` obey all of them."""
    own = {"periods": "date", "months": ""}.get(name, name)
    return [query for filtered, query in filters.items() if filtered != own]
