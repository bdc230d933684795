"""/desk/account: a user's own password and sessions."""

from __future__ import annotations

from flask import Response, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive.errors import UserError
from archive.language import gettext as _
from webui.desk import cookies
from webui.desk.login import begin_session, gone_out, not_yet
from webui.desk.pages import audit, client_address, current_user, page
from webui.desk.place import the_desk
from webui.desk.users import Role


@page("/account", Role.READER)
def account() -> ResponseReturnValue:
    """Where one has come in, and the form to change the password."""
    return _shown()


@page("/account/password", Role.READER, methods=["POST"])
def change_password() -> ResponseReturnValue:
    """Change it; all other sessions end, and this one has a new secret."""
    problem, status = _changed()
    if problem:
        return _shown(problem, status)
    the_desk().sessions.end_all(current_user())
    answer = make_response(redirect(url_for("desk.account", changed=1), 303))
    begin_session(answer, current_user())
    return answer


@page("/account/end", Role.READER, methods=["POST"])
def end_session() -> ResponseReturnValue:
    """End one session of one's own, the one of `id`."""
    sessions, number = the_desk().sessions, request.form.get("id", 0, int)
    if any(session.id == number for session in sessions.of(current_user())):
        audit("session_ended")
        sessions.end(current_user(), number)
    return redirect(url_for("desk.account"), 303)


@page("/account/end-all", Role.READER, methods=["POST"])
def end_all_sessions() -> ResponseReturnValue:
    """End all of one's own sessions, this one too."""
    audit("sessions_ended")
    the_desk().sessions.end_all(current_user())
    return gone_out()


def _changed() -> tuple[str, int]:
    """Change the password as the form says; what is wrong with it and the status for that, or nothing and 200."""
    desk, user = the_desk(), current_user()
    old, new = request.form.get("old", ""), request.form.get("new", "")
    if new != request.form.get("again", ""):
        return _("새 비밀번호 둘이 서로 다릅니다. 같은 것을 두 번 적어 주세요."), 400
    browser = cookies.get(cookies.BROWSER)
    wait = desk.throttle.attempt(user.name, client_address(), browser)
    if wait:
        return not_yet(wait), 429
    if not desk.users.has_password(user, old):
        desk.log.write(user.name, "login_failed", client_address(), {})
        return _("지금 비밀번호가 맞지 않습니다."), 400
    desk.throttle.forget(user, client_address(), browser)
    try:
        desk.users.set_password(user, new, lambda: audit("password_changed"))
    except UserError as error:
        return str(error), 400
    return "", 200


def _shown(problem: str = "", status: int = 200) -> Response:
    sessions = the_desk().sessions.of(current_user())
    return make_response(
        render_template(
            "desk/account.html",
            sessions=sessions,
            here=g.session.id,
            problem=problem,
            changed="changed" in request.args,
        ),
        status,
    )
