"""Text is sent compressed (gzip, RFC 1952) to whoever takes it so: a page of results is a fifth as long.

What must stay secret is never to stand in an answer that also repeats what was asked and is compressed: its length
would tell (BREACH). Such an answer says `no-store`, and those are left as they are.
"""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Flask, Response, request

LEAST = 1024
"""Bytes; what is shorter fits into one packet as it is."""

LEVEL = 5
"""Level 9 takes twice as long for one hundredth less."""

_TEXT = ("application/json", "application/xml", "image/svg+xml")
_TEXT_ENDINGS = ("+json", "+xml")


def register(app: Flask) -> None:
    """Compress answers. The last that happens to an answer: to be called before all that changes one."""
    app.after_request(_compressed)


def _compressed(answer: Response) -> Response:
    if not _is_text(answer.mimetype) or answer.headers.get("Cache-Control") == "no-store":
        return answer
    answer.vary.add("Accept-Encoding")
    _weaken(answer)
    if answer.status_code != 200 or "Content-Encoding" in answer.headers or not request.accept_encodings["gzip"]:
        return answer
    body = _whole(answer)
    if body is not None and len(body) >= LEAST:
        # Static files are few and always the same.
        answer.set_data(_kept(body) if request.endpoint == "static" else _packed(body))
        answer.headers["Content-Encoding"] = "gzip"
    return answer


def _is_text(mimetype: str | None) -> bool:
    return mimetype is not None and (
        mimetype.startswith("text/") or mimetype in _TEXT or mimetype.endswith(_TEXT_ENDINGS)
    )


def _weaken(answer: Response) -> None:
    """Two forms of one answer do not have the same bytes, which is what a strong tag would say."""
    tag, _ = answer.get_etag()
    if tag:
        answer.set_etag(tag, weak=True)


def _whole(answer: Response) -> bytes | None:
    """The body; None where it is made while it is sent, or is a file of any length."""
    if request.endpoint == "static":
        answer.direct_passthrough = False
    elif answer.is_streamed or answer.direct_passthrough:
        return None
    return answer.get_data()


def _packed(body: bytes) -> bytes:
    return gzip.compress(body, LEVEL, mtime=0)


_kept = lru_cache(maxsize=64)(_packed)
