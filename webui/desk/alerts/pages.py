"""/desk/alerts: what one wants to be told of, and how."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive.errors import AlertError, MailError, NotFound, ParameterError
from archive.language import gettext as _
from archive.mailing import post
from archive.models import Article
from webui.context import the_archive
from webui.desk.alerts.addresses import MailAddresses
from webui.desk.alerts.feed_keys import FeedKeys
from webui.desk.alerts.found_alerts import Alert, FoundAlerts
from webui.desk.alerts.letters import code_mail
from webui.desk.alerts.looking import look
from webui.desk.alerts.saved_searches import SavedSearch, SavedSearches, label, search_typed
from webui.desk.pages import audit, current_user, page
from webui.desk.place import the_desk
from webui.desk.users import Role
from webui.links import absolute, search_url

SAVED = "<int(max=999999999):saved_id>"

SHOWN = 5
"""New articles of each saved search that the page lists."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A saved search as the page shows it; `found` are its newest articles."""

    saved: SavedSearch
    label: str
    url: str
    found: tuple[tuple[Alert, Article], ...]


@page("/alerts", Role.READER)
def alerts() -> ResponseReturnValue:
    """Saved searches, the address of mail, and the feed; `q` fills in the form."""
    return _shown(typed=request.args.get("q", ""))


@page("/alerts/save", Role.READER, methods=["POST"])
def save_search() -> ResponseReturnValue:
    """Save what is typed, words or the address of a page of results."""
    typed, by_mail, user = request.form.get("search", ""), "mail" in request.form, current_user()
    try:
        search = search_typed(typed)
        number = look(the_desk(), the_archive())
        SavedSearches(the_desk().store).add(user, search, number, by_mail=by_mail, note=lambda: audit("search_saved"))
    except (AlertError, ParameterError) as error:
        return _shown(str(error), typed=typed, status=400)
    return redirect(url_for("desk.alerts", done="saved"), 303)


@page(f"/alerts/{SAVED}/mail", Role.READER, methods=["POST"])
def mail_search(saved_id: int) -> ResponseReturnValue:
    """Tell what this one finds by mail (`on` is 1), or do not."""
    SavedSearches(the_desk().store).set_by_mail(current_user(), saved_id, by_mail=request.form.get("on") == "1")
    return redirect(url_for("desk.alerts"), 303)


@page(f"/alerts/{SAVED}/remove", Role.READER, methods=["POST"])
def remove_search(saved_id: int) -> ResponseReturnValue:
    """Forget one."""
    SavedSearches(the_desk().store).remove(current_user(), saved_id, lambda: audit("search_removed"))
    return redirect(url_for("desk.alerts"), 303)


@page("/alerts/address", Role.READER, methods=["POST"])
def set_address() -> ResponseReturnValue:
    """Take an address of mail, and send what confirms it there; without one, write no more."""
    addresses, typed = MailAddresses(the_desk().store), request.form.get("address", "")
    if not typed.strip():
        audit("address_removed")
        addresses.remove(current_user())
        return redirect(url_for("desk.alerts"), 303)
    try:
        if not the_desk().settings.mail_server:
            raise AlertError(_("이 서고는 메일을 보내지 않습니다."))
        address, code = addresses.begin(current_user(), typed, lambda: audit("address_given"))
        with post(the_desk().settings) as server:
            server.send(code_mail(the_desk().settings, address, code))
    except AlertError as error:
        return _shown(str(error), status=400)
    except MailError as error:
        addresses.remove(current_user())
        return _shown(str(error), status=502)
    return redirect(url_for("desk.alerts", done="sent"), 303)


@page("/alerts/confirm", Role.READER, methods=["POST"])
def confirm_address() -> ResponseReturnValue:
    """The code that was sent comes back."""
    try:
        MailAddresses(the_desk().store).confirm(
            current_user(), request.form.get("code", ""), lambda: audit("address_confirmed")
        )
    except AlertError as error:
        return _shown(str(error), status=400)
    return redirect(url_for("desk.alerts", done="confirmed"), 303)


@page("/alerts/feed", Role.READER, methods=["POST"])
def make_feed() -> ResponseReturnValue:
    """A new address of the feed, shown this once; or, with `end`, none any more."""
    keys = FeedKeys(the_desk().store)
    if "end" in request.form:
        audit("feed_removed")
        keys.remove(current_user())
        return redirect(url_for("desk.alerts"), 303)
    audit("feed_made")
    return _shown(feed=absolute(url_for("desk.feed", key=keys.make(current_user()))))


def _shown(problem: str = "", *, typed: str = "", feed: str = "", status: int = 200) -> ResponseReturnValue:
    user, desk = current_user(), the_desk()
    shown = render_template(
        "desk/alerts.html",
        rows=[_row(saved) for saved in SavedSearches(desk.store).of(user)],
        mail=MailAddresses(desk.store).of(user.key),
        sends=bool(desk.settings.mail_server),
        has_feed=FeedKeys(desk.store).exists(user),
        feed=feed,
        problem=problem,
        typed=typed,
        done=request.args.get("done", ""),
    )
    return shown, status


def _row(saved: SavedSearch) -> _Row:
    found = []
    for alert in FoundAlerts(the_desk().store).newest(saved, SHOWN):
        try:
            found.append((alert, the_archive().article(alert.article)))
        except NotFound:
            continue
    return _Row(saved, label(saved.search), search_url(saved.search), tuple(found))
