"""Documents for the contract: few terms, so that chance phrases, ties and repetitions happen all the time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from archive.engines.contract import (
    FIELDS,
    Dates,
    Document,
    Every,
    Keyword,
    Near,
    Node,
    Phrase,
    Request,
    Slot,
    Some,
    Weighted,
    Without,
)
from archive.engines.nearness import by_terms

TERMS = ("가", "가나", "나", "w다", "W다", "科技", "x")
SECTIONS = ("WEEKLY 뉴스", "CHINA 창업", "한 섹션")
OUTLETS = ("과기일보", "新华社", "a b")


def document(
    key: str = "1-1",
    words: str = "",
    *,
    title: str = "",
    date: int = 738000,
    section: Sequence[str] = (),
    outlet: Sequence[str] = (),
) -> Document:
    """A document whose fields are given as terms with spaces between them."""
    terms = {"words": words.split(), "letters": words.split(), "title_words": title.split()}
    return stored(key, date, terms, {"section": section, "outlet": outlet})


def stored(key: str, date: int, terms: Mapping[str, Sequence[str]], keywords: Mapping[str, Sequence[str]]) -> Document:
    """A document with what it can be restored from stored in it."""
    return Document(key, date, terms, keywords, json.dumps([key, date, terms, keywords]).encode())


def restored(kept: bytes) -> Document:
    """The document that was stored."""
    key, date, terms, keywords = json.loads(kept)
    return Document(key, date, terms, keywords, kept)


RESTORE = by_terms(restored)


_terms = st.lists(st.sampled_from(TERMS), max_size=12)
_slots = st.builds(
    Slot,
    st.frozensets(st.sampled_from(TERMS), max_size=2),
    st.sampled_from([(), (), ("가",), ("w", "W"), ("없",)]),
    st.sampled_from([(), (), (), ("나",), ("다", "x")]),
    st.sampled_from([(), (), (), ("나",), ("技",), ("w",)]),
)
_phrases = st.builds(
    Phrase, st.sampled_from(["words", "words", "title_words"]), st.lists(_slots, min_size=1, max_size=3).map(tuple)
)
_dates = st.none() | st.integers(737990, 738100)
_leaves: st.SearchStrategy[Node] = st.one_of(
    _phrases,
    st.builds(Near, st.lists(_phrases, min_size=1, max_size=3).map(tuple), st.integers(0, 6)),
    st.builds(Keyword, st.just("section"), st.frozensets(st.sampled_from(SECTIONS), max_size=2)),
    st.builds(Keyword, st.just("outlet"), st.frozensets(st.sampled_from(OUTLETS), max_size=2)),
    st.builds(Dates, _dates, _dates),
)
nodes: st.SearchStrategy[Node] = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.builds(Every, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Some, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Without, inner),
    ),
    max_leaves=6,
)
requests = st.builds(
    Request,
    match=nodes,
    weights=st.lists(
        st.builds(Weighted, st.sampled_from(FIELDS), st.sampled_from(TERMS), st.sampled_from([0.5, 1.0, 2.0])),
        max_size=3,
    ).map(tuple),
    filters=st.dictionaries(st.sampled_from(["section", "outlet", "date"]), nodes, max_size=3),
    sort=st.sampled_from(["relevance", "newest", "oldest"]),
    offset=st.integers(0, 4),
    limit=st.integers(0, 5),
)


def _documents(key: int) -> st.SearchStrategy[Document]:
    return st.builds(
        stored,
        key=st.just(f"{key % 10}-{key}"),
        date=st.integers(737995, 738095),
        terms=st.fixed_dictionaries({"words": _terms, "letters": _terms, "title_words": _terms}),
        keywords=st.fixed_dictionaries(
            {
                "section": st.lists(st.sampled_from(SECTIONS), max_size=1),
                "outlet": st.lists(st.sampled_from(OUTLETS), max_size=3),
            }
        ),
    )


archives = st.integers(0, 7).flatmap(lambda size: st.tuples(*(_documents(key) for key in range(size))))
"""Documents with keys of their own, none to seven."""
