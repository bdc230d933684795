"""How a page of the desk is added, and what it needs: its role, who asks, the log. See webui/desk/__init__.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from flask import Blueprint, current_app, g, request
from flask.typing import ResponseReturnValue

from archive.language import gettext as _
from archive.language import later as N_
from webui.desk.place import the_desk
from webui.desk.users import Role, User

blueprint = Blueprint("desk", __name__, url_prefix="/desk")

_View = TypeVar("_View", bound=Callable[..., ResponseReturnValue])

_roles: dict[str, Role] = {}

FOR_ANYBODY = frozenset({"desk.login", "desk.come_in"})
"""Endpoints of the desk that somebody reaches who has not come in."""

_secret: set[str] = set()


class Way(NamedTuple):
    """An entry of the desk's navigation; it is shown once there is a page of that endpoint, to those who may see it."""

    endpoint: str
    label: str


NAVIGATION = (
    Way("desk.issues", N_("호")),
    Way("desk.names", N_("이름")),
    Way("desk.outlets", N_("매체")),
    Way("desk.missed", N_("못 찾은 말")),
    Way("desk.alerts", N_("알림")),
    Way("desk.log", N_("기록")),
    Way("desk.account", N_("내 자리")),
)


def page(rule: str, role: Role, methods: Sequence[str] = ("GET",)) -> Callable[[_View], _View]:
    """A page of the desk below /desk for users of this role; its endpoint is `desk.` and the function's name.

    Whatever is not added in this way answers 404 to everybody. A method that changes something (POST) is reached only
    by a form with the token of the session.
    """

    def add(view: _View) -> _View:
        _roles[f"desk.{view.__name__}"] = role
        blueprint.add_url_rule(rule, view.__name__, view, methods=list(methods))
        return view

    return add


def secret_page(rule: str) -> Callable[[_View], _View]:
    """An address below /desk that holds a secret, by which its page knows whom to answer; whoever asks for it with
    another one gets 404 from the page itself. It is only read."""

    def add(view: _View) -> _View:
        _secret.add(f"desk.{view.__name__}")
        blueprint.add_url_rule(rule, view.__name__, view)
        return view

    return add


def asks_nobody(endpoint: str | None) -> bool:
    """Whether the guard leaves it to the page whom to answer."""
    return endpoint in FOR_ANYBODY or endpoint in _secret


def role_of(endpoint: str | None) -> Role | None:
    """Which role a page is for; None where it is no page of the desk, or one that nobody decided of."""
    return _roles.get(endpoint or "")


def current_user() -> User:
    """Who asks. To be called in pages of the desk only."""
    user: User = g.user
    return user


def client_address() -> str:
    """Where the request comes from, as far as this server can know."""
    return request.remote_addr or ""


def audit(what: str, **details: object) -> None:
    """Write into the log that whoever asks does this; `what` is a word of webui/desk/log_words.py, `details` holds what
    can be written as JSON and no secret. Raises DeskUnusable."""
    the_desk().log.write(g.user.name if g.get("user") else "", what, client_address(), details)


def navigation() -> list[tuple[str, str]]:
    """Endpoint and label of each page that is shown to whoever asks at the top of the desk."""
    user: User | None = g.get("user")
    return [
        (way.endpoint, _(way.label))
        for way in NAVIGATION
        if user and way.endpoint in current_app.view_functions and user.may(_roles[way.endpoint])
    ]
