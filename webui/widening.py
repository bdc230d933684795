"""Names in other forms, as a results page tells of them: which were looked for or left out too, and the way without."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.language import gettext as _
from archive.language import ngettext, number
from archive.results import Results, Search, Widening
from webui.links import search_url
from webui.paging import Link

SHOWN_FORMS = 6
"""Forms of a name that are said on one line; the others are counted."""

SHOWN_NAMES = 5
"""Names of one query that are said; a whole list of them may be pasted into the box."""


@dataclass(frozen=True, slots=True)
class Widened:
    """What is said of forms that count besides those typed, and the link that does without them."""

    lines: tuple[str, ...]
    link: Link


def widened(results: Results) -> Widened | None:
    """What to say above results that other forms of names helped to find."""
    if not results.widened:
        return None
    lines = [_("%(word)s → %(forms)s 포함", word=each.word, forms=first_few(each.forms)) for each in results.widened]
    told = _shortened(lines, results.widened)
    return Widened(told, Link(_("적은 대로만 찾기"), search_url(exactly(results.search))))


def excluded(results: Results) -> Widened | None:
    """What to say where a name must not occur, and none of its other forms either."""
    if not results.excluded:
        return None
    lines = [
        _("%(word)s의 다른 꼴(%(forms)s)까지 뺐습니다", word=each.word, forms=first_few(each.forms))
        for each in results.excluded
    ]
    told = _shortened(lines, results.excluded)
    return Widened(told, Link(_("적은 대로만 빼기"), search_url(excluding_exactly(results))))


def widening_link(search: Search) -> Link | None:
    """The way back for whoever searches for words exactly as typed."""
    if search.expand or not search.q.strip():
        return None
    return Link(_("이름의 다른 꼴까지 찾기"), search_url(replace(search, expand=True, page=1)))


def exactly(search: Search) -> Search:
    """The search without other forms of names; on its first page."""
    return replace(search, expand=False, page=1)


def excluding_exactly(results: Results) -> Search:
    """The search that leaves out names as they are typed (-=宁波), and still finds names in all their forms."""
    search = results.search
    words = "|".join(re.escape(each.word) for each in results.excluded)
    q = re.sub(rf"((?:(?<!\S)-|\bNOT\s+))({words})(?!\S)", r"\1=\2", search.q)
    return replace(search, q=q, page=1) if q != search.q else exactly(search)


def first_few(forms: Sequence[str]) -> str:
    """Forms side by side, no more than are read at a glance."""
    shown, more = ", ".join(forms[:SHOWN_FORMS]), len(forms) - SHOWN_FORMS
    if more <= 0:
        return shown
    return ngettext("%(forms)s 외 %(count)s개", "%(forms)s 외 %(count)s개", more, forms=shown, count=number(more))


def _shortened(lines: Sequence[str], names: Sequence[Widening]) -> tuple[str, ...]:
    more = len(names) - SHOWN_NAMES
    if more <= 0:
        return tuple(lines)
    rest = ngettext(
        "그 밖에 이름 %(count)s개도 다른 꼴까지 봅니다",
        "그 밖에 이름 %(count)s개도 다른 꼴까지 봅니다",
        more,
        count=number(more),
    )
    return (*lines[:SHOWN_NAMES], rest)
