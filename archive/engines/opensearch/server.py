"""A cluster as the engine talks to it: one door for every request, with repeats, limits of time and plain errors."""

from __future__ import annotations

import random
import ssl
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from opensearchpy import OpenSearch
from opensearchpy.exceptions import NotFoundError, SerializationError, TransportError

from archive.engines.opensearch.errors import away, may_pass, unwritten
from archive.engines.opensearch.points import Points
from archive.errors import EngineAway, SeogoError, SettingsError
from archive.language import gettext as _
from archive.settings import Settings

MAJORS = (2, 3)
"""Major versions of OpenSearch that are known to keep the contract."""

READING, WRITING = 30.0, 120.0
"""Seconds that an answer may take."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a request that can be repeated is: `seconds` in all, each answer in `timeout`."""

    seconds: float
    timeout: float


# A reader of pages would rather hear soon that the archive is away; a run that writes outlasts the loss of a node.
PAGES = Patience(1.0, READING)
CHANGES = Patience(60.0, WRITING)


class Server:
    """The cluster that the settings name; nothing is asked of it yet."""

    def __init__(self, settings: Settings) -> None:
        urls = settings.opensearch_url.replace(",", " ").split()
        self.address = ", ".join(_shown(url) for url in urls)
        self._known = False
        self._lock = Lock()
        headers = {}
        if settings.opensearch_user:
            # The client's own way writes Latin letters only.
            pair = f"{settings.opensearch_user}:{settings.opensearch_password}".encode()
            headers["authorization"] = f"Basic {b64encode(pair).decode()}"
        self._client = OpenSearch(urls, headers=headers, max_retries=0, **_trusted(settings.opensearch_ca))
        self.points = Points(self._client)

    def ask(
        self, method: str, path: str, body: Any = None, *, patience: Patience = PAGES, **parameters: str | int
    ) -> Any:
        """The answer to a request that may be repeated. Raises EngineAway, and NotFoundError as the client does."""
        return self._told(away, method, path, body, patience, parameters)

    def change(
        self, method: str, path: str, body: Any = None, *, patience: Patience = CHANGES, **parameters: str | int
    ) -> Any:
        """The same for a request that writes: also raises IndexUnwritable."""
        return self._told(unwritten, method, path, body, patience, parameters)

    def _told(
        self,
        tell: Callable[[str, TransportError], SeogoError],
        method: str,
        path: str,
        body: Any,
        patience: Patience,
        parameters: Mapping[str, str | int],
    ) -> Any:
        self.meet()
        try:
            return self._repeated(method, path, body, patience, parameters)
        except NotFoundError:
            raise
        except TransportError as error:
            raise tell(self.address, error) from error

    def search(self, body: Any, parameters: Mapping[str, str | int]) -> Any:
        """The answer to a search over a point in time; raises what the client raises, and EngineAway."""
        self.meet()
        return self._repeated("POST", "/_search", body, PAGES, parameters)

    def once(self, method: str, path: str, body: Any = None, **parameters: str | int) -> Any:
        """The answer to a request that is made once only; raises what the client raises."""
        return self._perform(method, path, body, WRITING, parameters)

    def meet(self) -> None:
        """Make sure, once, that this is a cluster the engine can work with. Raises EngineAway."""
        with self._lock:
            if self._known:
                return
            try:
                told = self._repeated("GET", "/", None, PAGES, {})
            except (NotFoundError, SerializationError):
                told = None
            except TransportError as error:
                raise away(self.address, error) from error
            self._known = self._fits(told)

    def _fits(self, told: Any) -> bool:
        version = told.get("version") if isinstance(told, Mapping) else None
        number = str(version.get("number", "")) if isinstance(version, Mapping) else ""
        if not isinstance(version, Mapping) or version.get("distribution") != "opensearch":
            raise EngineAway(
                _(
                    "%(address)s에서 답하는 것은 OpenSearch가 아닙니다. 설정 opensearch_url을 확인해 주세요.",
                    address=self.address,
                )
            )
        if number.partition(".")[0] not in map(str, MAJORS):
            raise EngineAway(
                _(
                    "OpenSearch %(address)s의 판이 %(number)s인데, 서고는 2판과 3판에서 돌아갑니다. 그런 서버를 "
                    "설정 opensearch_url에 적어 주세요.",
                    address=self.address,
                    number=number[:20],
                )
            )
        return True

    def _repeated(
        self, method: str, path: str, body: Any, patience: Patience, parameters: Mapping[str, str | int]
    ) -> Any:
        until, pause = time.monotonic() + patience.seconds, _FIRST_PAUSE
        while True:
            try:
                return self._perform(method, path, body, patience.timeout, parameters)
            except TransportError as error:
                if not may_pass(error) or time.monotonic() + pause > until:
                    raise
            # By chance, so that many who were turned away together do not come back together.
            time.sleep(pause * random.uniform(0.5, 1.0))
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _perform(self, method: str, path: str, body: Any, timeout: float, parameters: Mapping[str, str | int]) -> Any:
        return self._client.transport.perform_request(method, path, params=dict(parameters), body=body, timeout=timeout)


def _shown(url: str) -> str:
    """An address without what lets one in."""
    parts = urlsplit(url if "://" in url else f"//{url}")
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}" if parts.scheme else f"{host}{parts.path}"


def _trusted(file: str) -> dict[str, Any]:
    """The option that names the certificates to trust. Raises SettingsError where they cannot be read."""
    if not file:
        return {}
    try:
        ssl.create_default_context(cafile=file)
    except OSError as error:
        raise SettingsError(
            f"설정 opensearch_ca의 파일 '{file}'을(를) 읽을 수 없습니다. PEM 형식의 인증서 파일을 적어 주세요."
        ) from error
    return {"ca_certs": file}
