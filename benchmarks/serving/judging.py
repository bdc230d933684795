"""What an answer says of the archive's state, held against that state, number by number."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from benchmarks.serving.states import MARK, State

Judge = Callable[[str], list[State]]
"""Reads an answer; gives the states it may be made of, none where it shows nothing of them.

Raises Mixed where no state of the archive gives such an answer."""

_TAG = re.compile(r"<[^>]*>")
_TOTAL = re.compile(r'<h1 class="total">(.*?)</h1>', re.DOTALL)
_FACET_COUNT = re.compile(r'(zq\d{4}zq)</span> <span class="count">([\d,]+)<')
_LAST_NUMBER = re.compile(r"([\d,]+)\D*$")


class Mixed(Exception):
    """An answer in which parts of several states stand beside each other, or numbers that are no state's."""


def search_json(body: str) -> list[State]:
    """A page of hits as JSON: hits, total, facets and months are those of one state."""
    found = json.loads(body)
    state = _only_state(body)
    _same("total", found["total"], state.total)
    _same("hits", {hit["id"] for hit in found["results"]}, state.ids)
    _same("titles", {_mark(hit["title"]) for hit in found["results"]}, {state.mark})
    for facet in ("section", "outlet"):
        _same(
            facet, {_mark(each["value"]): each["count"] for each in found["facets"][facet]}, {state.mark: state.total}
        )
    _same("years", sum(each["count"] for each in found["facets"]["year"]), state.total)
    _same("months", sum(each["count"] for each in found["histogram"]), state.total)
    return [state]


def search_page(body: str) -> list[State]:
    """The same as a page: its heading, its hits and its filters."""
    state = _only_state(body)
    _same("total", _heading(body), state.total)
    _same("hits", body.count("<article>"), state.total)
    facets = _FACET_COUNT.findall(body)
    _same("facets", sorted(facets), [(state.mark, str(state.total))] * 2)
    return [state]


def feed(body: str) -> list[State]:
    """The newest articles as Atom."""
    state = _only_state(body)
    _same("entries", body.count("<entry>"), state.total)
    return [state]


def issue_json(body: str) -> list[State]:
    """An issue and its articles as JSON."""
    found, state = json.loads(body), _only_state(body)
    _same("articles", len(found["articles"]), state.articles)
    return [state]


def issue_page(body: str) -> list[State]:
    """An issue with the titles of its articles."""
    state = _only_state(body)
    _same("titles", len(set(re.findall(r'href="/articles/(9\d+-\d+)', body))), state.articles)
    return [state]


def one_mark(body: str) -> list[State]:
    """Whatever it shows, it shows of one state."""
    return [_only_state(body)]


def issues_json(counts: dict[frozenset[tuple[int, int]], list[State]]) -> Judge:
    """The list of issues: `counts` are all states by their changing issues and how many articles each has."""

    def judge(body: str) -> list[State]:
        changing = frozenset(_changing(each) for each in json.loads(body)["issues"] if each["number"] >= 9000)
        if changing not in counts:
            raise Mixed(f"issues: {sorted(changing)}")
        return counts[changing]

    return judge


def front(base: int) -> Judge:
    """The front page: all articles, `base` of which never change, and the titles of the latest issue."""

    def judge(body: str) -> list[State]:
        state = _only_state(body)
        _same("articles", _first_number(body), base + state.total)
        return [state]

    return judge


def nothing(body: str) -> list[State]:
    """An answer that shows nothing of the states."""
    return []


def _changing(issue: dict[str, Any]) -> tuple[int, int]:
    return issue["number"], issue["articles"]


def _only_state(body: str) -> State:
    marks = set(MARK.findall(_TAG.sub("", body) if body.lstrip().startswith("<") else body))
    if len(marks) != 1:
        raise Mixed(f"marks: {sorted(marks)}")
    return State(int(marks.pop()))


def _mark(text: str) -> str:
    found = MARK.search(text)
    return found[0] if found else text


def _heading(body: str) -> int:
    """The last number of the heading: what was asked for stands before it."""
    heading = _TOTAL.search(body)
    number = _LAST_NUMBER.search(_TAG.sub("", heading[1])) if heading else None
    if number is None:
        raise Mixed("no heading")
    return int(number[1].replace(",", ""))


def _first_number(body: str) -> int:
    heading = _TOTAL.search(body)
    number = re.search(r"[\d,]+", _TAG.sub("", heading[1])) if heading else None
    if number is None:
        raise Mixed("no heading")
    return int(number[0].replace(",", ""))


def _same(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise Mixed(f"{what}: {found} instead of {expected}")
