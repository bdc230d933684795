"""The pages of names as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from archive.analysis.scripts import is_syllable
from archive.language import gettext as _
from archive.models import Article
from archive.names.lives import FormLife, NameLife, NameList, NameSummary
from archive.results import Count, Passage
from webui.histogram import Chart, chart_of_years
from webui.links import article_url, form_search, name_search, search_url
from webui.paging import Pager, pager
from webui.widening import first_few


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name in the list; `articles_url` finds the articles that are counted."""

    zh: str
    url: str
    forms: str
    count: int
    articles_url: str


@dataclass(frozen=True, slots=True)
class NamesPage:
    """All of the list of names. `elsewhere` looks for the same in the articles."""

    names: NameList
    rows: tuple[NameRow, ...]
    pager: Pager | None
    elsewhere: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An article, and its address with the name marked in it; `what` is it to the name, or what it prints of it."""

    what: str | Passage
    article: Article
    url: str


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form in the table of one name; its address finds this form alone."""

    text: str
    url: str
    origin: str
    given: int
    count: int
    years: str


@dataclass(frozen=True, slots=True)
class NamePage:
    """All of one name's page. `korean` is the form it is best known by in Korean."""

    summary: NameSummary
    korean: str | None
    articles_url: str
    ends: tuple[Shown, ...]
    years: tuple[Count, ...]
    chart: Chart | None
    forms: tuple[FormRow, ...]
    silent: tuple[str, ...]
    given: tuple[Shown, ...]


def names_page(found: NameList) -> NamesPage:
    """What the template needs to draw a page of names."""
    return NamesPage(
        names=found,
        rows=tuple(_row(name) for name in found.names),
        pager=pager(found.page, found.pages, lambda page: _list_url(found.q, page)),
        elsewhere=url_for("search.results", q=found.q),
    )


def _list_url(q: str, page: int) -> str:
    named = {"q": q, "page": str(page) if page > 1 else ""}
    return url_for("names.names", **{name: value for name, value in named.items() if value})  # type: ignore[arg-type]


def _row(name: NameSummary) -> NameRow:
    return NameRow(name.zh, name.url, first_few(name.forms), name.count, search_url(name_search(name.zh)))


def name_page(life: NameLife) -> NamePage:
    """What the template needs to draw one name."""
    summary = life.summary
    search = name_search(summary.zh)
    return NamePage(
        summary=summary,
        korean=_korean(life),
        articles_url=search_url(search),
        ends=tuple(_ends(life)),
        years=life.years,
        chart=chart_of_years(life.years, search),
        forms=tuple(map(_form, life.forms)),
        silent=tuple(form for form in life.silent if form != summary.zh),
        given=tuple(Shown(each.passage, each.article, article_url(each.article.id, search)) for each in life.given),
    )


def _korean(life: NameLife) -> str | None:
    """The commonest form in Hangul; where there is none, the commonest in Latin letters that is printed."""
    known = [form for form in (*life.summary.forms, *(each.text for each in life.forms)) if form != life.summary.zh]
    hangul = (form for form in (*known, *life.silent) if any(map(is_syllable, form)))
    return next(hangul, known[0] if known else None)


def _ends(life: NameLife) -> Iterator[Shown]:
    """The first and the latest article; one of all where it is both."""
    search = name_search(life.summary.zh)
    if life.first is not None:
        yield Shown(_("처음 나온 글"), life.first, article_url(life.first.id, search))
    if life.latest is not None and life.latest != life.first:
        yield Shown(_("가장 새 글"), life.latest, article_url(life.latest.id, search))


def _form(form: FormLife) -> FormRow:
    url = search_url(form_search(form.text))
    return FormRow(form.text, url, _(form.origin), form.given, form.count, _period(form.years))


def _period(years: tuple[Count, ...]) -> str:
    first, last = (years[0].value, years[-1].value) if years else ("", "")
    return first if first == last else f"{first}–{last}"
