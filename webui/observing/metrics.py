"""/metrics, for Prometheus: never for a stranger.

A program on this machine is one that comes from its own address, asks for it by such a name, and was sent by nobody
else: what a proxy on this machine passes on comes from here too, but carries a header that tells so, or speaks HTTP/1.0
as nginx does where it has been told nothing.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from ipaddress import ip_address

from flask import Blueprint, Response, abort, request

from archive.errors import SeogoError
from webui.context import the_archive
from webui.observing import gauges
from webui.observing.exposition import CONTENT_TYPE, Histogram, Metric, exposition
from webui.observing.watching import the_watch

blueprint = Blueprint("metrics", __name__)

PROXIED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "Via")
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


@blueprint.get("/metrics")
def metrics() -> Response:
    """All numbers in Prometheus' text format; 404 for whoever may not read them."""
    if not _may_read(the_watch().observing.metrics):
        abort(404)
    answer = Response(exposition(_metrics()), content_type=CONTENT_TYPE)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _metrics() -> Iterator[Metric | Histogram]:
    counters = the_watch().counters
    yield from gauges.counted(counters)
    yield from gauges.of_processes(counters)
    try:
        overview, standing = the_archive().overview(), the_archive().standing()
    except SeogoError:
        yield gauges.up(False)
        return
    yield gauges.up(True)
    yield from gauges.of_index(overview, standing, gauges.today())


def _may_read(metrics: str) -> bool:
    if metrics == "local":
        return _is_local()
    shown = request.headers.get("Authorization", "")
    return metrics != "off" and hmac.compare_digest(shown.encode("utf-8", "replace"), f"Bearer {metrics}".encode())


def _is_local() -> bool:
    name, _, _ = request.host.rpartition(":") if not request.host.endswith("]") else (request.host, "", "")
    is_plain = not any(request.headers.get(header) for header in PROXIED)
    is_newer = request.environ.get("SERVER_PROTOCOL") != "HTTP/1.0"
    return _is_own(request.remote_addr) and (name or request.host) in LOCAL_NAMES and is_plain and is_newer


def _is_own(address: str | None) -> bool:
    try:
        return address is not None and ip_address(address).is_loopback
    except ValueError:
        return False
