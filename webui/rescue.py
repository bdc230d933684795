"""Nothing found, or not all words: what would be found by each step away from the search, with counts, best first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.hangul import other_keyboard
from archive.language import gettext as _
from archive.results import Offer, Results, Search
from archive.search import Archive
from webui.facets import cleared
from webui.links import search_url
from webui.widening import exactly, excluding_exactly, first_few

MOST_STEPS = 8


@dataclass(frozen=True, slots=True)
class Step:
    """A way on that finds something: what it says, how many articles, where, and why it is offered."""

    text: str
    count: int
    url: str
    note: str = ""


def steps(archive: Archive, results: Results) -> tuple[Step, ...]:
    """The steps that find something; asked only where too little was found, so that they slow down no other search."""
    unlike: dict[str, Step] = {}
    for step in _steps(archive, results):
        if step.count and step.url != search_url(results.search):
            unlike.setdefault(step.url, step)
    return tuple(unlike.values())[:MOST_STEPS]


def meant(results: Results) -> Step | None:
    """What may have been meant where little was found."""
    offer = results.meant
    if offer is None:
        return None
    text = _("‘%(query)s’을(를) 찾으셨나요?", query=offer.q)
    return Step(text, offer.count, search_url(replace(results.search, q=offer.q, page=1)))


def _steps(archive: Archive, results: Results) -> Iterator[Step]:
    search = replace(results.search, page=1)
    if cleared(search) != search:
        yield _step(archive, _("거르기를 모두 지우고"), cleared(search))
    if slip := other_keyboard(search.q.strip()):
        yield _step(archive, _instead(slip), replace(search, q=slip), _("한영 글쇠가 바뀌었을 때"))
    yield from (_offered(offer, search) for offer in results.offers if offer.kind == "spacing")
    yield from _of_names(archive, results)
    yield from (_offered(offer, search) for offer in results.offers if offer.kind == "spelling")
    if results.inside:
        yield _step(archive, _("낱말 속 글자까지"), replace(search, inside=True))
    yield from (_offered(offer, search) for offer in results.offers if offer.kind == "fewer")


def _of_names(archive: Archive, results: Results) -> Iterator[Step]:
    """With other forms of names where they were not looked for, with fewer where they were."""
    search = replace(results.search, page=1)
    if results.excluded:
        yield _step(archive, _("적은 대로만 빼기"), excluding_exactly(results))
    if not search.expand and search.q.strip():
        wider = replace(search, expand=True)
        names = archive.search(replace(wider, per_page=1)).widened
        note = " · ".join(f"{each.word} → {first_few(each.forms)}" for each in names)
        yield _step(archive, _("이름의 다른 꼴까지"), wider, note)
    elif search.q.strip():
        # Fewer forms find more where a name is left out: 닝보 -宁波.
        yield _step(archive, _("적은 대로만"), exactly(search))


def _offered(offer: Offer, search: Search) -> Step:
    url = search_url(replace(search, q=offer.q))
    match offer.kind:
        case "spacing":
            return Step(_instead(offer.q), offer.count, url, _("띄어쓰기를 고쳐서"))
        case "spelling":
            return Step(_instead(offer.q), offer.count, url, _("글쇠를 잘못 눌렀을 때"))
        case "fewer":
            return Step(_("‘%(query)s’만", query=offer.q), offer.count, url)


def _instead(query: str) -> str:
    return _("‘%(query)s’(으)로", query=query)


def _step(archive: Archive, text: str, search: Search, note: str = "") -> Step:
    return Step(text, archive.total(search), search_url(search), note)
