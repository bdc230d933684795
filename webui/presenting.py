"""The results page as plain values: everything the template prints is decided here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from archive.language import gettext as _
from archive.language import later as N_
from archive.language import ngettext, number
from archive.results import Results, Search, Sort
from webui.facets import Chip, Facet, Value, chips, chosen_count, cleared, facet_lists, year_values
from webui.histogram import Chart, chart
from webui.links import first_day, last_day, parameters, search_url, sorted_by
from webui.paging import Link, Pager, pager
from webui.widening import Widened, excluded, widened, widening_link

ORDERS: tuple[tuple[Sort, str], ...] = (
    ("relevance", N_("관련도순")),
    ("newest", N_("새 글부터")),
    ("oldest", N_("오래된 글부터")),
)
TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class DateForm:
    """The form for days: what it shows, and what it must carry along."""

    start: str
    end: str
    kept: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """All of a results page."""

    results: Results
    title: str
    orders: tuple[Link, ...]
    inside_link: Link | None
    widened: Widened | None
    excluded: Widened | None
    widening_link: Link | None
    chips: tuple[Chip, ...]
    chosen: int
    clear_url: str
    chart: Chart | None
    facets: tuple[Facet, ...]
    years: tuple[Value, ...]
    date_form: DateForm
    pager: Pager | None


def results_page(results: Results) -> ResultsPage:
    """What the template needs to draw these results."""
    search = results.search
    return ResultsPage(
        results=results,
        title=_title(search),
        orders=_orders(search),
        inside_link=_inside_link(results),
        widened=widened(results),
        excluded=excluded(results),
        widening_link=widening_link(search),
        chips=chips(search),
        chosen=chosen_count(search.filters),
        clear_url=search_url(cleared(search)),
        chart=chart(results.facets.months_around, search),
        facets=facet_lists(results.facets, search),
        years=year_values(results.facets, search),
        date_form=_date_form(search),
        pager=pager(search.page, results.pages, lambda page: search_url(replace(search, page=page))),
    )


def _title(search: Search) -> str:
    asked = " ".join(search.q.split())
    asked = f"{asked[:TITLE_LENGTH]}…" if len(asked) > TITLE_LENGTH else asked
    asked = asked or _("모든 글")
    return _("%(asked)s %(page)s쪽", asked=asked, page=number(search.page)) if search.page > 1 else asked


def _orders(search: Search) -> tuple[Link, ...]:
    # Without words nothing is more relevant than anything else: the list is then by time.
    offered = ORDERS if search.q.strip() else ORDERS[1:]
    current = search.sort if search.q.strip() or search.sort == "oldest" else "newest"
    return tuple(Link(_(text), search_url(sorted_by(search, sort)), sort == current) for sort, text in offered)


def _inside_link(results: Results) -> Link | None:
    search = results.search
    if search.inside:
        return Link(_("낱말 속 글자는 빼고 찾기"), search_url(replace(search, inside=False, page=1)))
    if results.inside:
        more = ngettext(
            "낱말 속 글자까지: %(count)s건 더",
            "낱말 속 글자까지: %(count)s건 더",
            results.inside,
            count=number(results.inside),
        )
        return Link(more, search_url(replace(search, inside=True, page=1)))
    return None


def _date_form(search: Search) -> DateForm:
    kept: list[tuple[str, str]] = []
    for name, value in parameters(replace(search, page=1)).items():
        if name not in ("from", "to"):
            kept += [(name, each) for each in ([value] if isinstance(value, str) else value)]
    return DateForm(first_day(search.filters.first), last_day(search.filters.last), tuple(kept))
