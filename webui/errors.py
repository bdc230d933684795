"""Errors as pages that help, and as JSON below /api/. Never a traceback: that goes to the log."""

from __future__ import annotations

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from archive.errors import DeskUnusable, EditingError, IndexUnavailable, NotFound, ParameterError, SeogoError
from archive.language import gettext as _
from archive.language import later as N_
from archive.parameters import MAX_QUERY
from webui.context import asked_text
from webui.observing import watching

FOR_PROGRAMS = ("/api/", "/healthz")
"""Addresses begin so where no person reads the answer."""

PLAIN = {
    404: (
        "not_found",
        N_("찾는 쪽이 없습니다."),
        N_("주소가 바뀌었거나 잘못 적혔을 수 있습니다. 위에서 찾아보세요."),
    ),
    405: ("method_not_allowed", N_("여기는 읽기만 할 수 있습니다."), N_("주소창에 주소를 넣어 다시 열어 보세요.")),
    414: ("uri_too_long", N_("주소가 너무 깁니다."), N_("찾는 말을 줄여 보세요.")),
}
REFUSED = ("bad_request", N_("이 요청은 처리할 수 없습니다."), N_("주소를 확인해 주세요."))
BROKEN = (
    "internal_error",
    N_("문제가 생겨 보여 드리지 못했습니다."),
    N_("잠시 뒤에 다시 열어 보세요. 계속되면 이 주소를 관리하는 분께 알려 주세요."),
)


def register(app: Flask) -> None:
    """Answer every error of the application here."""
    app.register_error_handler(ParameterError, _parameter)
    app.register_error_handler(NotFound, _missing)
    app.register_error_handler(IndexUnavailable, _unavailable)
    app.register_error_handler(DeskUnusable, _desk_unusable)
    app.register_error_handler(EditingError, _editing)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _parameter(error: ParameterError) -> Response:
    return refusal(400, error.code, N_("이렇게는 찾을 수 없습니다."), str(error))


def _missing(error: NotFound) -> Response:
    return refusal(404, "not_found", N_("서고에 없습니다."), str(error))


def _unavailable(error: IndexUnavailable) -> Response:
    return refusal(503, "index_unavailable", N_("아직 찾을 수 없습니다."), str(error))


def _desk_unusable(error: DeskUnusable) -> Response:
    return refusal(503, "desk_unusable", N_("지금은 편집실을 쓸 수 없습니다."), str(error))


def _editing(error: EditingError) -> Response:
    return refusal(409, "not_changed", N_("고치지 않았습니다."), str(error))


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:
        # Redirects are exceptions to Werkzeug, not to a reader.
        return make_response(error.get_response())
    answer = refusal(status, *PLAIN.get(status, REFUSED if status < 500 else BROKEN))
    answer.headers.extend((name, value) for name, value in error.get_headers() if name == "Allow")
    return answer


def _unexpected(error: Exception) -> Response:
    watching.fault(error)
    if isinstance(error, SeogoError):
        return refusal(500, "internal_error", BROKEN[1], str(error))
    return refusal(500, *BROKEN)


def refusal(status: int, code: str, title: str, message: str) -> Response:
    """What is not done, and why: a page, or JSON where a program asks; both texts in the language of the request."""
    title, message = _(title), _(message)
    if request.path.startswith(FOR_PROGRAMS):
        answer = jsonify(error={"code": code, "message": message if code != "not_found" else f"{title} {message}"})
    else:
        # What is too long would only be refused again.
        again = asked_text() if len(asked_text()) <= MAX_QUERY else ""
        answer = make_response(render_template("errors/error.html", title=title, message=message, again=again))
    answer.status_code = status
    return answer
