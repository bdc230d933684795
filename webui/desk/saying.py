"""What the desk answers where it does not do what was asked."""

from __future__ import annotations

from flask import Response, jsonify, make_response, render_template, request


def refuse(title: str, message: str, status: int = 403) -> Response:
    """A page that says so; as JSON, in the shape of the API's errors, to a script that asks for it."""
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        answer = jsonify(error={"code": "refused", "message": f"{title} {message}"})
    else:
        answer = make_response(render_template("desk/refused.html", title=title, message=message))
    answer.status_code = status
    return answer
