"""Who is to be written to now, and what became of it."""

from __future__ import annotations

import time
from dataclasses import dataclass

from archive.errors import MailError
from archive.mailing import Post, post
from archive.search import Archive
from archive.turns import turn
from webui.desk.alerts.addresses import MailAddress, MailAddresses
from webui.desk.alerts.found_alerts import FoundAlerts
from webui.desk.alerts.letters import News, alert_mail
from webui.desk.alerts.looking import lock_of
from webui.desk.alerts.saved_searches import SavedSearch, SavedSearches
from webui.desk.place import Desk

SETTLED = 600.0
"""Seconds that an article is in the archive before the site mails of it by itself: an editor may take it back."""

AGAIN = 900.0
"""Seconds until the site tries an address again that a mail could not be sent to."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How many mails went out, and why others did not."""

    mails: int = 0
    problems: tuple[str, ...] = ()


def send(desk: Desk, archive: Archive, *, at_once: bool = False) -> Sent:
    """Mail what was found and is to be told; `at_once` also what is not settled or failed just now.

    Without a mail server nothing is done. What another process is sending is left to it, unless it is waited for with
    `at_once`. Raises IndexUnavailable and DeskUnusable.
    """
    if not desk.settings.mail_server:
        return Sent()
    archive = archive.held()
    with turn(lock_of(desk, "mailing"), wait=at_once) as ours:
        letters = list(_due(desk, archive, at_once)) if ours else []
        return _sent(desk, letters)


@dataclass(frozen=True, slots=True)
class _Letter:
    user: str
    address: str
    news: tuple[News, ...]
    told: tuple[tuple[SavedSearch, tuple[str, ...]], ...]
    """What is done with once it is sent: also articles that are not found any more."""


def _due(desk: Desk, archive: Archive, at_once: bool) -> list[_Letter]:
    addresses, now = MailAddresses(desk.store), time.time()
    until = now if at_once else now - SETTLED
    waiting = FoundAlerts(desk.store).waiting(until)
    by_user: dict[str, list[SavedSearch]] = {}
    for saved in SavedSearches(desk.store).all() if waiting else ():
        if saved.id in waiting:
            by_user.setdefault(saved.user, []).append(saved)
    letters = []
    for user, searches in by_user.items():
        address = addresses.of(user)
        if address and address.confirmed and (at_once or not _failed_just_now(address, now)):
            letter = _letter(desk, archive, user, address.address, searches, until)
            letters += [letter] if letter else []
    return letters


def _failed_just_now(address: MailAddress, now: float) -> bool:
    return bool(address.problem) and 0 <= now - address.tried < AGAIN


def _letter(
    desk: Desk, archive: Archive, user: str, address: str, searches: list[SavedSearch], until: float
) -> _Letter | None:
    alerts, news, told = FoundAlerts(desk.store), [], []
    for saved in searches:
        found = tuple(alert.article for alert in alerts.to_mail(saved, until))
        told.append((saved, found))
        # What was taken back or corrected meanwhile is not told.
        hits = archive.among(saved.search, frozenset(found))
        news += [News(saved, hits)] if hits else []
    if not news:
        for saved, found in told:
            alerts.mailed(saved, found)
        return None
    return _Letter(user, address, tuple(news), tuple(told))


def _sent(desk: Desk, letters: list[_Letter]) -> Sent:
    if not letters:
        return Sent()
    problems: list[str] = []
    try:
        with post(desk.settings) as server:
            for letter in letters:
                problems += _handed_over(desk, server, letter)
    except MailError as error:
        for letter in letters:
            MailAddresses(desk.store).tried(letter.user, str(error))
        return Sent(0, (str(error),))
    return Sent(len(letters) - len(problems), tuple(problems))


def _handed_over(desk: Desk, server: Post, letter: _Letter) -> list[str]:
    """Hand over one letter; what went wrong, if anything."""
    addresses, alerts = MailAddresses(desk.store), FoundAlerts(desk.store)
    try:
        server.send(alert_mail(desk.settings, letter.address, letter.news))
    except MailError as error:
        addresses.tried(letter.user, str(error))
        return [str(error)]
    for saved, articles in letter.told:
        alerts.mailed(saved, articles)
    addresses.tried(letter.user)
    desk.log.write("", "alerts_mailed", "", {"user": letter.user, "articles": sum(len(n.hits) for n in letter.news)})
    return []
