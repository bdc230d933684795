"""How much may be sent: little by everybody, whole issues by editors to the one address that takes them.

It is judged by the head of a request, before anything of its body is kept.
"""

from __future__ import annotations

from copy import copy
from typing import Any

from flask import Flask
from waitress.parser import HTTPRequestParser
from werkzeug.http import parse_cookie

from archive.errors import DeskUnusable
from webui.desk import cookies, place
from webui.desk.place import Desk
from webui.desk.users import Role

ANYBODY = 1_000_000
"""Bytes; the longest form of the desk is a tenth of it."""

UPLOADS = 256_000_000
"""Bytes of one upload, which may be several files."""

ADDRESS = "/desk/uploads"


class Parser(HTTPRequestParser):  # type: ignore[misc]
    """waitress's reader of one request, which lets an editor's upload be longer than what others send."""

    adj: Any

    def __init__(self, adjustments: Any, application: Flask) -> None:
        super().__init__(adjustments)
        self._application = application

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if takes_uploads(self) and _is_an_editors(self._application, self.headers.get("COOKIE", "")):
            self.adj = copy(self.adj)
            self.adj.max_request_body_size = UPLOADS


def takes_uploads(request: HTTPRequestParser) -> bool:
    """Whether a request is sent to where editors send issues."""
    path = getattr(request, "path", "")
    return getattr(request, "command", "") == "POST" and path.endswith(ADDRESS)


def _is_an_editors(application: Flask, header: str) -> bool:
    desk: Desk | None = application.extensions.get(place.KEY)
    if desk is None:
        return False
    secrets = (value for name, value in parse_cookie(header).items() if name.endswith(cookies.SESSION))
    try:
        sessions = [desk.sessions.find(secret) for secret in secrets]
    except DeskUnusable:
        return False
    return any(session is not None and session.user.may(Role.EDITOR) for session in sessions)
