"""Who may do what, asked before anything else of a request is looked at.

    a page of the desk         404 where there is no desk; else by the role that webui/desk/pages.py has of it,
                               none at all where it has none
    every other address        open, unless the setting `access` closes the site: then for users only

It stands before kept answers and tags (webui/caching.py), so that neither serves whom it would not let in.
"""

from __future__ import annotations

from urllib.parse import quote

from flask import Flask, Response, abort, g, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from archive.language import gettext as _
from webui.desk import cookies, csrf, pages
from webui.desk.place import Desk, desk_or_none
from webui.desk.saying import refuse

OPEN = frozenset({"static", "favicon", "health.health", "metrics.metrics"})
"""Endpoints besides the login page that answer everybody, whatever `access` is; or that have a door of their own."""

FEEDS = frozenset({"feeds.feed"})
"""Endpoints that programs ask which know name and password only as HTTP's own (RFC 7617)."""

PREFIX = "/desk"

_AS_IT_STANDS = "%/:?@!$&'()*+,;="
"""What stands in a query string as it is; a browser has written all else in hexadecimal already."""


def register_first(app: Flask) -> None:
    """Guard every request, and see every answer last. To be called before whatever else looks at requests, except for
    the language."""
    app.before_request(_guard)
    app.after_request(_for_one)


def register(app: Flask) -> None:
    """Answers of the desk are for nobody to keep. To be called after all that changes an answer."""

    def unkept(answer: Response) -> Response:
        if is_of_the_desk():
            answer.headers["Cache-Control"] = "no-store"
        return answer

    app.after_request(unkept)


def is_of_the_desk() -> bool:
    """Whether this address is one of the desk's, whether or not there is a page."""
    return request.path == PREFIX or request.path.startswith(f"{PREFIX}/")


def _guard() -> ResponseReturnValue | None:
    desk = desk_or_none()
    if is_of_the_desk():
        if desk is None or not desk.is_open:
            abort(404)
        _come_in(desk)
        return _desk_page()
    if desk is None or not desk.closes_the_site or request.endpoint in OPEN:
        return None
    _come_in(desk)
    return None if g.user or _reads_by_token(desk) else _closed()


def _come_in(desk: Desk) -> None:
    secret = cookies.get(cookies.SESSION)
    g.session = desk.sessions.find(secret) if secret else None
    g.user = g.session.user if g.session else None
    g.desk_secret = secret if g.session else ""


def _reads_by_token(desk: Desk) -> bool:
    # Not as g.user: who shows a token reads, and does nothing else.
    return request.method in csrf.SAFE and desk.tokens.user_of(request.authorization) is not None


def _desk_page() -> ResponseReturnValue | None:
    needed = pages.role_of(request.endpoint)
    if pages.asks_nobody(request.endpoint):
        return None
    if g.user is None:
        return _closed()
    if needed is None and request.endpoint is not None:
        abort(404)
    if needed and not g.user.may(needed):
        return refuse(_("편집자만 볼 수 있는 쪽입니다."), _("편집자로 일해야 한다면 이 서고를 맡은 분께 알려 주세요."))
    if request.method not in csrf.SAFE and request.endpoint is not None and not csrf.is_ours(g.desk_secret):
        return refuse(
            _("이 요청은 편집실의 쪽에서 보낸 것이 아니어서 하지 않았습니다."), _("쪽을 다시 열어 한 번 더 해 주세요.")
        )
    return None


def _closed() -> ResponseReturnValue:
    """To somebody who has not come in: the login page, or what programs understand."""
    is_program = request.path.startswith("/api/") or request.authorization is not None
    if is_program or request.endpoint in FEEDS:
        return _not_without_token()
    if request.method in ("GET", "HEAD"):
        return redirect(url_for("desk.login", next=_here()), 303)
    return refuse(_("들어와 있지 않아 하지 않았습니다."), _("편집실에 다시 들어온 뒤에 한 번 더 해 주세요."))


def _here() -> str:
    """This address within the site, to come back to."""
    asked = quote(request.query_string, safe=_AS_IT_STANDS)
    return quote(request.path) + (f"?{asked}" if asked else "")


def _not_without_token() -> Response:
    message = _("이 서고는 들어온 사람만 읽습니다. 이름과 토큰(seogo user token)을 함께 보내 주세요.")
    answer = jsonify(error={"code": "login_required", "message": message})
    answer.status_code = 401
    # A browser would ask for a name and a password by itself, beside the login page, where it is told of Basic.
    way = "Basic" if request.endpoint in FEEDS else "Bearer"
    answer.headers["WWW-Authenticate"] = f'{way} realm="seogo"'
    return answer


def _for_one(answer: Response) -> Response:
    """What only users read no cache between them and the site may keep for others."""
    desk = desk_or_none()
    told = answer.headers.get("Cache-Control", "")
    if desk and desk.closes_the_site and request.endpoint not in OPEN and told != "no-store":
        answer.headers["Cache-Control"] = ", ".join(
            ["private", *(each for each in told.split(", ") if each != "public")]
        )
    return answer
