"""By which names the site may be asked for, and who says so: a request's Host header, or a proxy that is trusted.

A page of a stranger can give its own name our address, and have a reader's browser ask us by it (DNS rebinding); then
it reads answers as if they were its own. So only names that are ours are answered. An address (192.168.0.7, [::1]) is
nobody's name, so whoever types one is answered always. Links that are written down begin with the name that was asked
for, which is one of ours then.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import urlsplit

Network = IPv4Network | IPv6Network
Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,253})(?::[0-9]{1,5})?")
_WITHOUT = "localhost"
"""What a request without the header is taken to ask for: HTTP/1.0 has none, and names nobody."""


def own_names(base_url: str, more: Iterable[str]) -> frozenset[str]:
    """The names of this site in lower case: this machine's, that of `base_url`, and `more`."""
    machine = socket.gethostname().lower()
    of_url = urlsplit(base_url).hostname or ""
    return frozenset({_WITHOUT, machine, f"{machine}.local", of_url, *(each.lower() for each in more)} - {""})


def is_own(host: str | None, names: frozenset[str]) -> bool:
    """Whether a Host header (RFC 9110, 7.2) asks for one of these names, or for an address; none asks for nobody."""
    if host is None:
        return True
    match = _HOST.fullmatch(host)
    if match is None:
        return False
    name = match["name"].lower().removesuffix(".")
    return name in names or address_of(name.strip("[]")) is not None


def address_of(text: str) -> IPv4Address | IPv6Address | None:
    """The address that a text is; None where it is none."""
    try:
        return ip_address(text)
    except ValueError:
        return None


class Proxied:
    """A WSGI application that believes what trusted proxies say of a request, and nobody else.

    Of X-Forwarded-For the last address counts that is no trusted proxy's, of X-Forwarded-Host and -Proto the last.
    """

    def __init__(self, application: Application, trusted: Sequence[Network]) -> None:
        self._application = application
        self._trusted = trusted

    def __call__(self, environ: Environ, start: Any) -> Iterable[bytes]:
        if "HTTP_HOST" not in environ:
            environ["HTTP_HOST"] = f"{_WITHOUT}:{environ.get('SERVER_PORT', '80')}"
        if self._trusted and self._is_trusted(environ.get("REMOTE_ADDR", "")):
            self._believe(environ)
        return self._application(environ, start)

    def _believe(self, environ: Environ) -> None:
        forwarded = _listed(environ.get("HTTP_X_FORWARDED_FOR", ""))
        client = next((each for each in reversed(forwarded) if not self._is_trusted(each)), "")
        if address_of(client):
            environ["REMOTE_ADDR"] = client
        if (scheme := _last(environ, "HTTP_X_FORWARDED_PROTO")) in ("http", "https"):
            environ["wsgi.url_scheme"] = scheme
        if host := _last(environ, "HTTP_X_FORWARDED_HOST"):
            environ["HTTP_HOST"] = host

    def _is_trusted(self, text: str) -> bool:
        address = address_of(text)
        return address is not None and any(address in network for network in self._trusted)


def _last(environ: Environ, name: str) -> str:
    return (_listed(environ.get(name, "")) or [""])[-1]


def _listed(header: str) -> list[str]:
    """The values of a header that proxies add to."""
    return [each for part in header.split(",") if (each := part.strip())]
