"""A small archive with people who want to be told of new articles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from flask.testing import FlaskClient

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.search import Archive
from archive.settings import PUBLIC, Settings
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import ready, write
from tests.desk_site import Site, desk_at, with_people
from webui.desk import Desk
from webui.desk.alerts.looking import find, look
from webui.desk.alerts.saved_searches import SavedSearches, search_typed
from webui.desk.users import User

BASE_URL = "http://seogo.example.org"


@dataclass
class Newsroom:
    """Corpus, index, archive and desk in one folder."""

    root: Path
    archive: Archive
    analyzer: Analyzer
    desk: Desk

    def bring(self, **texts: str) -> None:
        """Put in a file of ready articles, `name=text`; each is an article `name` with the text as title too."""
        for name, text in texts.items():
            self.bring_file(name, ready(name, text, title=text))

    def bring_file(self, name: str, lines: str) -> None:
        """Put in a file of these lines, and index it."""
        write(self.root / "corpus", **{f"{name}__jsonl": lines})
        self.follow()

    def take_out(self, name: str) -> None:
        """Take a file out again."""
        (self.root / "corpus" / "issues" / f"{name}.jsonl").unlink()
        self.follow()

    def follow(self) -> None:
        """Bring the index up to date."""
        update(self.root / "corpus", self.archive.engine, lambda: self.analyzer, no_progress)

    def user(self, name: str) -> User:
        return self.desk.users.named(name)

    def save(self, typed: str, name: str = "rita", *, by_mail: bool = True) -> None:
        """Save a search for a user."""
        number = look(self.desk, self.archive)
        SavedSearches(self.desk.store).add(self.user(name), search_typed(typed), number, by_mail=by_mail)

    def find(self) -> int:
        return find(self.desk, self.archive)

    def signed_in(self, name: str) -> FlaskClient:
        return Site(self.archive, self.desk, BASE_URL).signed_in(name)


def newsroom(root: Path, analyzer: Analyzer, access: str = PUBLIC, **mail: str) -> Newsroom:
    """One with an article about a factory (공장); `mail` are settings of mail."""
    engine = WhooshEngine(root / "index")
    desk = with_people(desk_at(root, access))
    settings: Settings = replace(desk.settings, base_url=BASE_URL, **mail)  # type: ignore[arg-type]
    room = Newsroom(root, Archive(engine, analyzer), analyzer, Desk(settings))
    room.bring(old="공장이 문을 열었다")
    return room
