"""All that an index holds and answers, in a form that two of them can be compared by."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from archive.analysis import Analyzer
from archive.completion import counting
from archive.engines import open_engine
from archive.engines.contract import Engine, Every, Request, Snapshot
from archive.engines.tantivy import TantivyEngine
from archive.engines.whoosh import WhooshEngine
from archive.errors import IndexUnavailable, IndexUnusable
from archive.results import Search
from archive.search import Archive
from archive.settings import Settings
from archive.trends import vocabulary
from archive.trends.vocabulary import Vocabulary

QUERIES = ("", "과학혁신 금융", "닝보", "宁波", '"전기차 배터리"', "전기*", "반도체 OR 배터리", "상하이 -로봇")
MOST = 10_000

State = dict[str, Any]


def state(engine: str, index: Path, analyzer: Analyzer) -> State | None:
    """What is in the index of a folder, None where there is none. Raises IndexUnusable."""
    opened = open_engine(Settings(index=index, engine=engine))
    try:
        return state_of(opened, analyzer)
    except IndexUnusable:
        raise
    except IndexUnavailable:
        return None


def state_of(engine: Engine, analyzer: Analyzer) -> State:
    """Records, bytes of articles, what is kept of the whole, answers, and files that are not as they were written.

    Raises IndexUnavailable.
    """
    snapshot, archive = engine.snapshot(), Archive(engine, analyzer)
    keys = [hit.key for hit in snapshot.search(Request(Every(), limit=MOST)).hits]
    return {
        "articles": len(snapshot),
        "records": {source: _hash(record) for source, record in sorted(snapshot.sources().items())},
        "stored": [[key, _hash(stored)] for key, stored in zip(keys, snapshot.stored(keys), strict=True)],
        "kept": {name: _kept(snapshot, name) for name in sorted(snapshot.kept_names())},
        "answers": {query: _answer(archive, query) for query in QUERIES},
        "damages": _damages(engine),
    }


def differences(one: State | None, other: State | None) -> list[str]:
    """The names of what differs between two states."""
    if one is None or other is None:
        return [] if one is other else ["whether there is an index"]
    return [name for name in one if one[name] != other[name]]


def _damages(engine: Engine) -> list[str] | None:
    """None where no checksums are kept, though there should be."""
    found = engine.damages() if isinstance(engine, WhooshEngine | TantivyEngine) else []
    return None if found is None else list(map(str, found))


def _kept(snapshot: Snapshot, name: str) -> Any:
    kept = snapshot.kept(name)
    if name == vocabulary.KEPT:
        return _words(Vocabulary.from_bytes(kept))
    # Counts stand in the order in which phrases came; completions are made of them, and in one order.
    return None if name == counting.KEPT else _hash(kept)


def _words(known: Vocabulary) -> dict[str, list[Any]]:
    """The words of each article; their numbers depend on which came first."""
    return {
        row.article: sorted([known.words[number], times] for number, times in known.mentions(at).items())
        for at, row in enumerate(known.rows)
    }


def _answer(archive: Archive, query: str) -> list[Any]:
    found = archive.search(Search(query, per_page=100))
    hits = [[hit.article.id, repr((hit.snippets, hit.why))] for hit in found.hits]
    return [found.total, hits, repr(found.facets)]


def _hash(data: bytes | None) -> str:
    return "" if data is None else sha256(data).hexdigest()
