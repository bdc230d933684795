"""What the site allows those who ask it: names, proxies, how many requests, how much work for each."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_network

from flask import Flask, Response, request

from archive import budget
from archive.language import gettext as _
from archive.language import later as N_
from archive.language import number
from archive.settings import Settings
from webui.desk.access import is_of_the_desk
from webui.errors import refusal
from webui.hosts import Network, Proxied, is_own, own_names
from webui.rate_limit import RateLimit

UNCOUNTED = frozenset({"static", "favicon", "health.health", "metrics.metrics"})
"""Endpoints that cost nothing, or that whoever runs the site asks: a page must not come without its styles."""


@dataclass(frozen=True, slots=True)
class Outside:
    """`hosts` are names that are answered, None answers all; `proxies` are believed; the rest as in Settings, 0 is
    without a limit."""

    hosts: frozenset[str] | None = None
    proxies: tuple[Network, ...] = ()
    requests_per_minute: int = 0
    query_ms: int = 0


def outside_of(settings: Settings) -> Outside:
    """What the settings say."""
    return Outside(
        hosts=own_names(settings.base_url, settings.hosts.replace(",", " ").split()),
        proxies=tuple(ip_network(each, strict=False) for each in settings.proxies.replace(",", " ").split()),
        requests_per_minute=settings.requests_per_minute,
        query_ms=settings.query_ms,
    )


def register_first(app: Flask, outside: Outside) -> None:
    """Refuse what is not for this site, or too much. To be called once the language of a request is known."""
    app.wsgi_app = Proxied(app.wsgi_app, outside.proxies)  # type: ignore[assignment,method-assign]
    limit = RateLimit(outside.requests_per_minute)

    def first() -> Response | None:
        if outside.hosts is not None and not is_own(request.environ.get("HTTP_HOST"), outside.hosts):
            return _foreign()
        if request.endpoint not in UNCOUNTED and (seconds := limit.wait(request.remote_addr or "")):
            return _too_many(seconds)
        # Editors see what a change finds, which is counted over the whole archive.
        budget.begin(0 if is_of_the_desk() else outside.query_ms / 1000)
        return None

    app.before_request(first)
    app.teardown_request(lambda _: budget.end())


def _foreign() -> Response:
    return refusal(
        421,
        "unknown_host",
        N_("이 이름으로는 이 서고가 열리지 않습니다."),
        N_("주소를 다시 보아 주세요. 서고를 맡은 분은 설정 hosts나 base_url에 이 이름을 적어 주세요."),
    )


def _too_many(seconds: int) -> Response:
    message = _("%(seconds)s초 뒤에 다시 열어 주세요.", seconds=number(seconds))
    answer = refusal(429, "too_many_requests", N_("한꺼번에 너무 많이 열었습니다."), message)
    answer.headers["Retry-After"] = str(seconds)
    return answer
