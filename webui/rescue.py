"""Nothing found, or not all words: what would be found by each step away from the search, with counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.hangul import other_keyboard
from archive.results import Results, Search
from archive.search import Archive
from webui.facets import cleared
from webui.links import search_url

MOST_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Step:
    """A way on that finds something."""

    text: str
    count: int
    url: str


def steps(archive: Archive, results: Results) -> tuple[Step, ...]:
    """The steps that find something; asked only where too little was found, so that they slow down no other search."""
    tried = [(text, search, _total(archive, search)) for text, search in _ideas(results)]
    return tuple(Step(text, total, search_url(search)) for text, search, total in tried if total)


def _ideas(results: Results) -> Iterator[tuple[str, Search]]:
    search = replace(results.search, page=1)
    everywhere = cleared(search)
    if everywhere != search:
        yield "거르기를 모두 지우고", everywhere
    if search.q.strip():
        # Fewer forms find more where a name is left out: 닝보 -宁波.
        yield ("적은 대로만" if search.expand else "이름의 다른 꼴까지"), replace(search, expand=not search.expand)
    if slip := other_keyboard(search.q.strip()):
        yield f"‘{slip}’(으)로", replace(search, q=slip)
    if results.inside:
        yield "낱말 속 글자까지", replace(search, inside=True)
    for text in results.suggestions[:MOST_SUGGESTIONS]:
        yield f"‘{text}’만", replace(search, q=text)


def _total(archive: Archive, search: Search) -> int:
    found = archive.search(replace(search, per_page=1))
    # A relaxed answer is not what the step promises.
    return 0 if found.relaxed else found.total
