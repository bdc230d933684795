"""/desk/feeds/<key>.atom: what a user's saved searches have found, for feed readers."""

from __future__ import annotations

from flask import Response, abort, url_for

from archive.language import gettext as _
from archive.results import Hit
from webui.atom import add_entry, as_xml, begun, moment
from webui.context import the_archive
from webui.desk.alerts.feed_keys import FeedKeys
from webui.desk.alerts.found_alerts import FoundAlerts
from webui.desk.alerts.saved_searches import SavedSearches
from webui.desk.pages import secret_page
from webui.desk.place import the_desk
from webui.desk.users import User
from webui.links import absolute

ENTRIES = 50


@secret_page("/feeds/<key>.atom")
def feed(key: str) -> Response:
    """The newest articles that the searches of whoever has this key have found, by when they were found."""
    user = FeedKeys(the_desk().store).user_of(key)
    if user is None:
        abort(404)
    found = _found(user)
    page = absolute(url_for("desk.alerts"))
    updated = moment(max((at for at, _hit in found), default=user.made))
    root = begun(_("서고: 저장한 검색의 새 글"), f"{page}#{user.key}", updated, page)
    issues = {issue.number: issue for issue in the_archive().issues()}
    for at, hit in found:
        add_entry(root, hit, issues.get(hit.article.issue or -1), moment(at))
    return as_xml(root, "application/atom+xml")


def _found(user: User) -> list[tuple[float, Hit]]:
    """Articles with the time when they were found, the newest first; each once, whatever found it."""
    store, by_article = the_desk().store, dict[str, tuple[float, Hit]]()
    for saved in SavedSearches(store).of(user):
        times = {alert.article: alert.found for alert in FoundAlerts(store).newest(saved, ENTRIES)}
        for hit in the_archive().among(saved.search, times.keys()):
            by_article.setdefault(hit.article.id, (times[hit.article.id], hit))
    return sorted(by_article.values(), key=lambda each: (-each[0], each[1].article.id))[:ENTRIES]
