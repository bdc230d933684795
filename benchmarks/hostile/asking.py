"""A client that sends any bytes at all and waits for the answer, and the laws that every answer has to keep."""

from __future__ import annotations

import json
import re
import socket
import time
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse

from benchmarks.hostile.addresses import Ask

PATIENCE = 60.0
"""Seconds after which an answer is given up."""

SLOWEST = 2.0
"""Seconds that an answer may take."""

REFUSED = frozenset({200, 206, 302, 304, 308, 400, 404, 405, 416, 431})
"""What may be answered to whatever is asked; 400 also to what takes too long."""

_SHOWN = re.compile(rb"Traceback|File &#34;/|File \"/|Werkzeug|waitress|/site-packages/|/home/|/usr/lib/python")


@dataclass(frozen=True, slots=True)
class Answer:
    """Status (0 where there was none), seconds to the last byte, the body's bytes, and what of the laws was broken."""

    ask: Ask
    status: int
    seconds: float
    size: int
    broken: str = ""


class Client:
    """A connection that is kept, and opened anew where the other side closes it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection: socket.socket | None = None

    def get(self, ask: Ask) -> Answer:
        """The answer to a request, judged."""
        begun = time.perf_counter()
        try:
            response, body = self._sent(ask)
        except (OSError, HTTPException) as error:
            self.close()
            return Answer(ask, 0, time.perf_counter() - begun, 0, f"no answer ({type(error).__name__})")
        taken = time.perf_counter() - begun
        if response.will_close:
            self.close()
        return Answer(ask, response.status, taken, len(body), judged(ask, response, body))

    def close(self) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None

    def _sent(self, ask: Ask) -> tuple[HTTPResponse, bytes]:
        lines = (f"GET {ask.address} HTTP/1.1", f"Host: 127.0.0.1:{self._port}", *ask.headers, "", "")
        sent = "\r\n".join(lines).encode("utf-8", "surrogatepass")
        try:
            return self._exchanged(sent)
        except (ConnectionError, HTTPException):
            # The server may close a connection that waits; a new one has to be answered.
            self.close()
            return self._exchanged(sent)

    def _exchanged(self, sent: bytes) -> tuple[HTTPResponse, bytes]:
        self._connection = self._connection or socket.create_connection(("127.0.0.1", self._port), PATIENCE)
        self._connection.sendall(sent)
        response = HTTPResponse(self._connection)
        response.begin()
        return response, response.read()


def judged(ask: Ask, response: HTTPResponse, body: bytes) -> str:
    """Which law an answer breaks; empty where it keeps them all."""
    if response.status not in REFUSED:
        return f"status {response.status}"
    if not response.headers.get("Content-Encoding") and _SHOWN.search(body):
        return "tells of the inside"
    is_json = (response.headers.get("Content-Type") or "").startswith("application/json")
    if ask.address.startswith("/api/v1/") and response.status >= 400 and is_json:
        error = json.loads(body).get("error", {})
        return "" if error.get("code") and error.get("message") else "an error of the API without a message"
    return ""
