"""How an index of OpenSearch is laid out, and the rows that it holds: articles, records of sources, what is kept."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from typing import Any

from archive.engines.contract import FIELDS, KEYWORDS, Document
from archive.engines.opensearch.terms import BARE, EITHER, MARKED, UNIT, distinct, order, text
from archive.engines.ranking import K1, B

Json = dict[str, Any]

WINDOW = 10_000
"""Hits that one page can reach into; what lies deeper is walked to."""

PIECE = 4_000_000
"""Bytes of a record, or of what is kept, in one row."""

KEPT = "\ufdd1"
"""Before the name of what is kept, where a source's name stands; a noncharacter, so that no file can be called so."""

COUNTED = "terms_"
"""Before a field's name: its different terms as whole values, for counting and for completing."""

LONGEST_EXPRESSION = 1000
"""Characters of a regular expression by which values are looked for."""


def index_body(shards: int, replicas: int) -> Json:
    """Settings and mapping of a new index."""
    return {"settings": _settings(shards, replicas), "mappings": _mapping()}


def _settings(shards: int, replicas: int) -> Json:
    return {
        "index.number_of_shards": shards,
        "index.number_of_replicas": replicas,
        # What is written becomes searchable when a change is committed, not in the midst of it.
        "index.refresh_interval": "-1",
        "index.max_result_window": WINDOW,
        "index.max_regex_length": LONGEST_EXPRESSION,
        "index.merge.policy.expunge_deletes_allowed": 0,
        "analysis": _analysis(),
        "similarity": _similarities(),
    }


def _twice_as_many() -> Json:
    """BM25 for fields with two terms at each position: lengths count positions, but the mean length counts terms.

    k1 * (1 - b + b * length / mean) is the same with half the length / mean and these two in place of k1 and b.
    """
    steady, growing = K1 * (1 - B), 2 * K1 * B
    return {"type": "BM25", "k1": steady + growing, "b": growing / (steady + growing), "discount_overlaps": True}


def boost(field: str, *, legacy: bool) -> float:
    """What weights are multiplied with so that scores are those of the contract; `legacy` as in state."""
    k1: float = _similarities()["letters" if field in MARKED else "words"]["k1"]
    return 1 / (k1 + 1) if legacy else 1.0


def _similarities() -> Json:
    return {"words": {"type": "BM25", "k1": K1, "b": B}, "letters": _twice_as_many()}


def _analysis() -> Json:
    either = {"type": "pattern_capture", "preserve_original": False, "patterns": [f"([^{EITHER}]+)"]}
    both = {"type": "pattern_capture", "preserve_original": True, "patterns": [f"(?s)^.([{UNIT}{BARE}].*)$"]}
    return {
        # Lucene's own tokenizers of white space cut at twenty signs more, and cut long terms.
        "tokenizer": {"spaces": {"type": "pattern", "pattern": " "}},
        "filter": {"either": either, "both": both},
        "analyzer": {
            "words": {"type": "custom", "tokenizer": "spaces"},
            "letters": {"type": "custom", "tokenizer": "spaces", "filter": ["both"]},
            "slots": {"type": "custom", "tokenizer": "spaces", "filter": ["either"]},
        },
    }


def _mapping() -> Json:
    keyword = {"type": "keyword"}
    properties: Json = {
        field: {"type": "text", "analyzer": kind, "search_analyzer": "slots", "similarity": kind}
        for field in FIELDS
        for kind in ["letters" if field in MARKED else "words"]
    }
    properties |= {COUNTED + field: keyword for field in FIELDS}
    properties |= dict.fromkeys((*KEYWORDS, "kind", "source", "key", "order", "month"), keyword)
    properties |= {"date": {"type": "integer"}, "change": {"type": "long"}, "piece": {"type": "integer"}}
    properties |= {"stored": {"type": "binary"}}
    # Pages need what was stored, and nothing else.
    return {"dynamic": "strict", "_source": {"includes": ["stored"]}, "properties": properties}


def article(source: str, change: int, document: Document) -> Json:
    """The row of an article."""
    row: Json = {field: text(field, document.terms.get(field, ())) for field in FIELDS}
    row |= {COUNTED + field: distinct(document.terms.get(field, ())) for field in FIELDS}
    row |= {name: sorted(set(document.keywords.get(name, ()))) for name in KEYWORDS}
    return row | {
        "kind": "article",
        "source": source,
        "change": change,
        "key": document.key,
        "order": order(document.key),
        "date": document.date,
        "month": date.fromordinal(document.date).isoformat()[:7],
        "stored": b64encode(document.stored).decode(),
    }


def pieces(kind: str, source: str, change: int, value: bytes) -> Iterator[Json]:
    """The rows of a record (`record`), or of something kept (`kept`), in order."""
    for number, start in enumerate(range(0, len(value) or 1, PIECE)):
        yield {
            "kind": kind,
            "source": source,
            "change": change,
            "piece": number,
            "order": f"{source}\0{number:06d}",
            "stored": b64encode(value[start : start + PIECE]).decode(),
        }
