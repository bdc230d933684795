"""Names in other forms, as a results page tells of them: which were looked for too, and the way to do without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.results import Results, Search
from webui.links import search_url
from webui.paging import Link

SHOWN_FORMS = 6
"""Forms of a name that are said on one line; the others are counted."""

SHOWN_NAMES = 5
"""Names of one query that are said; a whole list of them may be pasted into the box."""


@dataclass(frozen=True, slots=True)
class Widened:
    """What is said of the forms that were looked for besides those typed, and the link that leaves them out."""

    lines: tuple[str, ...]
    link: Link


def widened(results: Results) -> Widened | None:
    """What to say above results that other forms of names helped to find."""
    if not results.widened:
        return None
    lines = [f"{each.word} → {first_few(each.forms)} 포함" for each in results.widened[:SHOWN_NAMES]]
    if len(results.widened) > SHOWN_NAMES:
        lines.append(f"그 밖에 이름 {len(results.widened) - SHOWN_NAMES}개도 다른 꼴까지 찾았습니다")
    return Widened(tuple(lines), Link("적은 대로만 찾기", search_url(exactly(results.search))))


def widening_link(search: Search) -> Link | None:
    """The way back for whoever searches for words exactly as typed."""
    if search.expand or not search.q.strip():
        return None
    return Link("이름의 다른 꼴까지 찾기", search_url(replace(search, expand=True, page=1)))


def exactly(search: Search) -> Search:
    """The search without other forms of names; on its first page."""
    return replace(search, expand=False, page=1)


def first_few(forms: Sequence[str]) -> str:
    """Forms side by side, no more than are read at a glance."""
    shown = ", ".join(forms[:SHOWN_FORMS])
    return f"{shown} 외 {len(forms) - SHOWN_FORMS}개" if len(forms) > SHOWN_FORMS else shown
