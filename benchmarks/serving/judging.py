"""What an answer says of the archive, as a question to each of the views that it may have been made of."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from benchmarks.serving.states import FIRST, MARK, View

IsOf = Callable[[View], bool]
"""Whether an answer shows exactly this view."""

Judge = Callable[[str], IsOf | None]
"""Reads an answer; None where it shows nothing of the changing issues. Raises ValueError where it cannot be read."""

_TAG = re.compile(r"<[^>]*>")
_TOTAL = re.compile(r'<h1 class="total">(.*?)</h1>', re.DOTALL)
_TITLE = re.compile(r"<h1\b.*?</h1>", re.DOTALL)
_FACET_COUNT = re.compile(r'(zq\d{4}zq)</span> <span class="count">([\d,]+)<')
_HIT = re.compile(r"<article>.*?</article>", re.DOTALL)
_ENTRY = re.compile(r"<entry>.*?</entry>", re.DOTALL)
_NUMBER = re.compile(r"\d[\d,]*")


def search_json(body: str) -> IsOf:
    """A page of hits as JSON: hits, total, facets, years and months are of one view."""
    found = json.loads(body)
    hits = {hit["id"]: _only_mark(hit["title"]) for hit in found["results"]}
    facets = [{_only_mark(each["value"]): each["count"] for each in found["facets"][name]} for name in _FACETS]
    years = sum(each["count"] for each in found["facets"]["year"])
    months = sum(each["count"] for each in found["histogram"])

    def is_of(view: View) -> bool:
        totals = {found["total"], years, months}
        return hits == view.ids and totals == {view.total} and all(each == view.counts for each in facets)

    return is_of


_FACETS = ("section", "outlet")


def search_page(body: str) -> IsOf:
    """The same as a page: its heading, its hits and its filters."""
    total = _numbers(_found(_TOTAL, body))[-1]
    hits = Counter(_only_mark(_text(hit)) for hit in _HIT.findall(body))
    facets = sorted((mark, int(count)) for mark, count in _FACET_COUNT.findall(body))
    return lambda view: (total, hits, facets) == (view.total, view.counts, sorted([*view.counts.items()] * 2))


def feed(body: str) -> IsOf:
    """The newest articles as Atom."""
    entries = Counter(_only_mark(entry) for entry in _ENTRY.findall(body))
    return lambda view: entries == view.counts


def article(number: int) -> Judge:
    """An article of an issue, and what stands beside it: others of its issue, and similar ones."""

    def judge(body: str) -> IsOf:
        own, marks = _only_mark(_text(_found(_TITLE, body))), _marks(body)
        return lambda view: number in view.shown and view.shown[number].mark == own and marks <= view.counts.keys()

    return judge


def issue_json(number: int) -> Judge:
    """An issue and its articles as JSON."""

    def judge(body: str) -> IsOf:
        marks = Counter(_only_mark(each["title"]) for each in json.loads(body)["articles"])
        return lambda view: number in view.shown and marks == {view.shown[number].mark: view.shown[number].articles}

    return judge


def issue_page(number: int) -> Judge:
    """An issue with the titles of its articles."""

    def judge(body: str) -> IsOf:
        titles, marks = set(re.findall(rf'href="/articles/({number}-\d+)', body)), _marks(body)

        def is_of(view: View) -> bool:
            state = view.shown.get(number)
            return state is not None and len(titles) == state.articles and marks == {state.mark}

        return is_of

    return judge


def issues_json(body: str) -> IsOf:
    """The list of issues, with how many articles each has."""
    counts = {each["number"]: each["articles"] for each in json.loads(body)["issues"] if each["number"] >= FIRST}
    return lambda view: counts == {number: state.articles for number, state in view.shown.items()}


def front(base: int) -> Judge:
    """The front page: all articles, `base` of which never change, the sections, and the titles of the latest issue."""

    def judge(body: str) -> IsOf:
        total, marks = _numbers(_found(_TOTAL, body))[0], _marks(body)
        return lambda view: total == base + view.total and marks == view.counts.keys()

    return judge


def nothing(body: str) -> None:
    """An answer that shows nothing of the changing issues."""


def _marks(body: str) -> set[str]:
    return set(MARK.findall(_text(body)))


def _only_mark(text: str) -> str:
    """The mark of a text that has one, once or more. Two of them are said as what no view has."""
    return " and ".join(sorted(set(MARK.findall(text)))) or "none"


def _text(html: str) -> str:
    return _TAG.sub("", html)


def _found(pattern: re.Pattern[str], body: str) -> str:
    found: Any = pattern.search(body)
    if found is None:
        raise ValueError(f"nothing like {pattern.pattern}")
    return str(found[0])


def _numbers(heading: str) -> list[int]:
    return [int(number.replace(",", "")) for number in _NUMBER.findall(_text(heading))]
