"""A form of the desk is sent by a page of the desk, or it does nothing.

Three things are looked at: where the browser says that the request comes from (Sec-Fetch-Site, Origin), and a token in
the form that only a page of this session can know. It is made of the session's secret, so nothing has to be kept.
Before there is a session a secret of the login form itself stands for it, else a stranger could let somebody in as
somebody else.
"""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from flask import g, request

from webui.context import the_base_url

FIELD = "csrf"
HEADER = "X-CSRF-Token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def token() -> str:
    """The token that a form of this request's session has to send."""
    return token_of(g.get("desk_secret", ""))


def is_ours(secret: str) -> bool:
    """Whether this request is sent by a page of ours that knows this secret, a session's or a login form's.

    A request that shows its token in the header is judged before anything of its body is read.
    """
    shown = request.headers.get(HEADER) or (request.form.get(FIELD, "") if _comes_from_here() else "")
    return bool(secret) and _comes_from_here() and hmac.compare_digest(shown.encode(), token_of(secret).encode())


def token_of(secret: str) -> str:
    """The token that a form sends whose page knew this secret."""
    return hmac.digest(secret.encode("utf-8", "surrogatepass"), b"seogo csrf", "sha256").hex()


def _comes_from_here() -> bool:
    """What the browser says of it; a browser so old that it says nothing is held to the token alone."""
    site, origin = request.headers.get("Sec-Fetch-Site", "same-origin"), request.headers.get("Origin")
    if site not in ("same-origin", "none"):
        return False
    # Behind a proxy the request may name another host and scheme than the reader's browser does.
    ours = {request.host.lower(), urlsplit(the_base_url()).netloc.lower()} - {""}
    return origin is None or _host_of(origin) in ours


def _host_of(origin: str) -> str:
    """Host and port of an origin; empty where it has none (`null`, `file://`) or is none."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""
