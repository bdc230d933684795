"""What users want to be told of: searches, each kept as it stands in an address."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode, urlsplit

from archive import query
from archive.errors import AlertError, ParameterError
from archive.language import day
from archive.language import gettext as _
from archive.parameters import read_search
from archive.results import Filters, Search
from webui.desk.store import Store
from webui.desk.users import Note, User, nothing
from webui.links import parameters

MOST = 100
"""Searches that one user may save."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """One of them; `text` is the search as an address has it, `look` the last look that it was asked of."""

    id: int
    user: str
    text: str
    search: Search
    made: float
    by_mail: bool
    look: int


class SavedSearches:
    """All that are in this store. `clock` tells the time (s since 1970). Methods raise DeskUnusable."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._clock = clock

    def all(self) -> list[SavedSearch]:
        """Those of all users."""
        with self._store.reading() as tables:
            return _saved(tables.execute("SELECT * FROM saved_searches ORDER BY id"))

    def of(self, user: User) -> list[SavedSearch]:
        """One user's, the newest first."""
        with self._store.reading() as tables:
            return _saved(tables.execute("SELECT * FROM saved_searches WHERE user = ? ORDER BY id DESC", (user.key,)))

    def add(self, user: User, search: Search, look: int, *, by_mail: bool, note: Note = nothing) -> None:
        """Save a search from this look on; `note` as in Users. Raises AlertError where it is saved already, or one more
        than MOST."""
        row = (user.key, text_of(search), self._clock(), by_mail, look)
        with self._store.changing() as tables:
            count = tables.execute("SELECT count(*) FROM saved_searches WHERE user = ?", (user.key,)).fetchone()[0]
            if count >= MOST:
                raise AlertError(
                    _("검색은 %(most)s개까지 저장할 수 있습니다. 쓰지 않는 것을 먼저 지워 주세요.", most=MOST)
                )
            try:
                tables.execute(
                    "INSERT INTO saved_searches (user, search, made, by_mail, look) VALUES (?, ?, ?, ?, ?)", row
                )
            except sqlite3.IntegrityError as error:
                raise AlertError(_("이미 저장한 검색입니다.")) from error
            note()

    def set_by_mail(self, user: User, saved_id: int, *, by_mail: bool) -> None:
        """Tell by mail or not. What was found while it was not told by mail is not mailed later."""
        with self._store.changing() as tables:
            of_user = "WHERE id = ? AND user = ?"
            tables.execute(f"UPDATE saved_searches SET by_mail = ? {of_user}", (by_mail, saved_id, user.key))
            if not by_mail:
                tables.execute(
                    f"UPDATE alerts SET to_mail = 0 WHERE saved IN (SELECT id FROM saved_searches {of_user})",
                    (saved_id, user.key),
                )

    def remove(self, user: User, saved_id: int, note: Note = nothing) -> None:
        """Forget one with what it has found, if the user has it; `note` as in Users."""
        with self._store.changing() as tables:
            gone = tables.execute("DELETE FROM saved_searches WHERE id = ? AND user = ?", (saved_id, user.key))
            if gone.rowcount:
                note()


def text_of(search: Search) -> str:
    """A search as it stands in an address behind the question mark, whatever page and order of it is looked at."""
    default = Search()
    plain = replace(search, sort=default.sort, page=default.page, per_page=default.per_page)
    return urlencode(parameters(plain), doseq=True, errors="replace")


def search_typed(typed: str) -> Search:
    """The search that somebody means who types words, or the address of a page of results.

    Raises ParameterError where it cannot be read, AlertError where it asks for nothing.
    """
    search = read_search(_arguments(typed.strip()))
    asks = query.parse(search.q).node is not None if search.q.strip() else search.filters != Filters()
    if not asks:
        raise AlertError(_("무엇을 찾을지 적어 주세요. 찾은 쪽의 주소를 붙여 넣어도 됩니다."))
    return search


def label(search: Search) -> str:
    """A search in a line: what is asked for, and where."""
    filters = search.filters
    days = [day(each) if each else "" for each in (filters.first, filters.last)]
    said = [search.q.strip() or _("모든 글"), *filters.sections, *filters.outlets]
    return " · ".join([*said, "–".join(days)] if any(days) else said)


def _arguments(typed: str) -> dict[str, list[str]]:
    if not typed.startswith(("http://", "https://", "/search?")):
        return {"q": [typed]}
    try:
        return parse_qs(urlsplit(typed).query)
    except ValueError as error:
        raise AlertError(_("주소를 읽을 수 없습니다. 찾은 쪽의 주소를 그대로 붙여 넣어 주세요.")) from error


def _saved(rows: sqlite3.Cursor) -> list[SavedSearch]:
    return [each for row in rows.fetchall() if (each := _as_saved(row))]


def _as_saved(row: sqlite3.Row) -> SavedSearch | None:
    """The saved search of a row; None where a later version of Seogo does not read it any more."""
    try:
        search = read_search(parse_qs(row["search"]))
    except ParameterError:
        return None
    return SavedSearch(row["id"], row["user"], row["search"], search, row["made"], bool(row["by_mail"]), row["look"])
