"""Cookies of the desk: which session this is, which login form, which browser.

Where the site is reached over https they are sent over nothing else, and where it has a host to itself no other name
of that host can set them (`__Host-`, RFC 6265bis 4.1.3).
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Response, request

from webui.context import the_base_url

SESSION = "seogo_session"
DOOR = "seogo_door"
BROWSER = "seogo_browser"


def get(name: str) -> str:
    """What this browser keeps under a name; empty where it keeps nothing."""
    return request.cookies.get(_called(name), "")


def keep(answer: Response, name: str, value: str, seconds: float) -> None:
    """Let the browser keep it for so long."""
    answer.set_cookie(
        _called(name), value, max_age=int(seconds), path=_path(), secure=_is_secure(), httponly=True, samesite="Lax"
    )


def drop(answer: Response, name: str) -> None:
    """Let the browser forget it."""
    answer.delete_cookie(_called(name), path=_path(), secure=_is_secure(), httponly=True, samesite="Lax")


def _called(name: str) -> str:
    if not _is_secure():
        return name
    return f"__Host-{name}" if _path() == "/" else f"__Secure-{name}"


def _is_secure() -> bool:
    return request.is_secure or the_base_url().startswith("https:")


def _path() -> str:
    return urlsplit(the_base_url()).path or request.script_root or "/"
