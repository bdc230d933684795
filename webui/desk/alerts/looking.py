"""One look at the archive: what is new in it, and which saved searches find it."""

from __future__ import annotations

from pathlib import Path

from archive.search import Archive
from archive.turns import turn
from webui.desk.alerts.found_alerts import FoundAlerts
from webui.desk.alerts.saved_searches import SavedSearches
from webui.desk.alerts.seen_articles import SeenArticles
from webui.desk.place import Desk
from webui.desk.store import usable


def look(desk: Desk, archive: Archive) -> int:
    """The number of the look that tells the archive of now from what comes later.

    Raises IndexUnavailable where there is no index, DeskUnusable where nothing can be written down.
    """
    archive = archive.held()
    with turn(lock_of(desk, "looking")):
        return SeenArticles(desk.store).look(archive.snapshot())


def find(desk: Desk, archive: Archive, *, wait: bool = True) -> int:
    """Ask each saved search for what is new since it was last asked; how many alerts there are more.

    Without `wait` nothing is done where another process is at it. Raises as `look` does.
    """
    archive = archive.held()
    seen, searches, alerts = SeenArticles(desk.store), SavedSearches(desk.store), FoundAlerts(desk.store)
    count = 0
    with turn(lock_of(desk, "looking"), wait=wait) as ours:
        if not ours:
            return 0
        number = seen.look(archive.snapshot())
        for saved in searches.all():
            if saved.look < number:
                hits = archive.among(saved.search, seen.since(saved.look))
                alerts.add(saved, [hit.article.id for hit in hits], number)
                count += len(hits)
    return count


def lock_of(desk: Desk, what: str) -> Path:
    """The file that is locked by whoever does `what`. Raises DeskUnusable."""
    path = desk.settings.desk / f"{what}.lock"
    with usable():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(0o600)
    return path
