"""Coming in and going out."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from flask import Response, current_app, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive.language import gettext as _
from archive.language import ngettext
from webui.desk import cookies, csrf
from webui.desk.pages import audit, blueprint, client_address, current_user, navigation, page
from webui.desk.place import the_desk
from webui.desk.sessions import LIFETIMES
from webui.desk.throttle import KNOWN_FOR
from webui.desk.users import LONGEST_NAME, Role, User

DOOR_LASTS = 60 * 60
"""Seconds that a login form may stay open before it is sent."""


@blueprint.get("/login")
def login() -> ResponseReturnValue:
    """The form."""
    return redirect(_way_on(g.user), 303) if g.user else _form("")


@blueprint.post("/login")
def come_in() -> ResponseReturnValue:
    """What was typed into it."""
    if not csrf.is_ours(cookies.get(cookies.DOOR)):
        return _form(
            _("쿠키를 쓸 수 있게 하고 다시 해 주세요. 이 쪽을 오래 열어 두었다면 그냥 한 번 더 하면 됩니다."), 403
        )
    desk, name = the_desk(), request.form.get("name", "")[: LONGEST_NAME + 1]
    wait = desk.throttle.attempt(name, client_address(), cookies.get(cookies.BROWSER))
    if wait:
        return _not_yet(wait)
    user = desk.users.find(name)
    if not desk.users.has_password(user, request.form.get("password", "")) or user is None:
        # Into the name's field people also type passwords: what is nobody's name is not written down.
        desk.log.write(user.name if user else "", "login_failed", client_address(), {} if user else {"unknown": True})
        return _form(_("이름이나 비밀번호가 맞지 않습니다."), 403)
    return _let_in(user)


@page("/logout", Role.READER, methods=["POST"])
def logout() -> ResponseReturnValue:
    """End this session."""
    the_desk().sessions.end(current_user(), g.session.id)
    audit("logout")
    return gone_out()


@page("", Role.READER)
def front() -> ResponseReturnValue:
    """The first page that is for this user."""
    return redirect(url_for(navigation()[0][0]), 303)


def within_the_site(address: str) -> str | None:
    """An address to go on to, if it can only lead to a page of this site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    is_path = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if is_path and not parts.scheme and not parts.netloc else None


def not_yet(wait: float) -> str:
    """What to say to somebody who has to wait for so many seconds."""
    seconds, minutes = int(wait) + 1, int(wait) // 60 + 1
    left = (
        ngettext("%(count)s초", "%(count)s초", seconds, count=seconds)
        if seconds <= 90
        else ngettext("%(count)s분", "%(count)s분", minutes, count=minutes)
    )
    return _("여러 번 맞지 않아 잠시 받지 않습니다. %(left)s 뒤에 다시 해 주세요.", left=left)


def _form(problem: str, status: int = 200) -> Response:
    secret = cookies.get(cookies.DOOR) or secrets.token_urlsafe(32)
    g.desk_secret = secret
    asked = {"next": _next(), "name": request.form.get("name", "")[:LONGEST_NAME], "problem": problem}
    answer = make_response(render_template("desk/login.html", **asked), status)
    cookies.keep(answer, cookies.DOOR, secret, DOOR_LASTS)
    return answer


def _not_yet(wait: float) -> Response:
    answer = _form(not_yet(wait), 429)
    answer.headers["Retry-After"] = str(int(wait) + 1)
    return answer


def _let_in(user: User) -> Response:
    desk = the_desk()
    if g.session:
        desk.sessions.end(g.user, g.session.id)
    g.user = user
    audit("login")
    answer = make_response(redirect(_way_on(user), 303))
    known = desk.throttle.succeeded(user, client_address(), cookies.get(cookies.BROWSER))
    cookies.keep(answer, cookies.BROWSER, known, KNOWN_FOR)
    begin_session(answer, user)
    cookies.drop(answer, cookies.DOOR)
    return answer


def gone_out() -> Response:
    """To the login page, with nothing left in the browser of whoever was in."""
    answer = make_response(redirect(url_for("desk.login"), 303))
    cookies.drop(answer, cookies.SESSION)
    # What the browser still has of pages that only users read.
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def begin_session(answer: Response, user: User) -> None:
    """A new session with a new secret, which goes to the browser with this answer."""
    secret = the_desk().sessions.begin(user, client_address(), request.user_agent.string)
    cookies.keep(answer, cookies.SESSION, secret, LIFETIMES[user.role][1])


def _next() -> str:
    sent = request.args if request.method in csrf.SAFE else request.form
    return within_the_site(sent.get("next", "")) or ""


def _way_on(user: User) -> str:
    """Where a user goes on to: where they wanted to go, else to the desk, or to the site that was closed to them."""
    if _next():
        return request.script_root + _next()
    to_the_site = (
        user.role == Role.READER and the_desk().closes_the_site and "search.front" in current_app.view_functions
    )
    return url_for("search.front" if to_the_site else "desk.front")
