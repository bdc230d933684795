"""How long after an editor presses 'publish' readers find an issue, on a site of two workers.

    python -m benchmarks.publishing --corpus corpus --index var/index --rounds 3

Works on copies of both. Each round brings issue 307 under a number that is free, publishes it while another client asks
for a word that only it has, puts its title right, and takes both back. Who asks is in a process of its own, and so is
whoever publishes; processor seconds are those of all the site's processes.
"""

from __future__ import annotations

import argparse
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

from werkzeug.test import Client
from werkzeug.wrappers import Request, Response

from archive.settings import Settings
from benchmarks.peers.clients import Ask
from benchmarks.peers.processes import SEOGO
from benchmarks.peers.servers import Server, server
from tests.corpora import issue
from tests.desk_forms import bring, followed, forms, send
from tests.desk_site import with_people
from tests.opensearch.nodes import free_port
from webui.desk import Desk

WORD = "거북선냉장고"
LINE = "월드컵에서 각국의 치열한"
"""Where it is put: a line in the third article of issue 307."""

LONGEST = 120.0
"""Seconds after which what is not found is given up."""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds until another client has found it, until the editor has an answer, and of the processors."""

    found: float
    answered: float
    processor: float


class Browser(Client):
    """A browser with one connection to a site that runs, and a session of a user's if it is given the secret of one."""

    def __init__(self, port: int, secret: str = "") -> None:
        super().__init__(Request.application(self._answer))
        self._connection = HTTPConnection("127.0.0.1", port, timeout=LONGEST)
        self._host = f"127.0.0.1:{port}"
        if secret:
            self.set_cookie("seogo_session", secret)

    def _answer(self, request: Request) -> Response:
        headers = {name: value for name, value in request.headers if name in ("Cookie", "Content-Type", "Accept")}
        data = request.get_data()
        self._connection.request(request.method, request.full_path, data, {**headers, "Host": self._host})
        answer = self._connection.getresponse()
        return Response(answer.read(), answer.status, list(answer.headers.items()))


def main() -> None:
    options = _options()
    with TemporaryDirectory() as folder, _site(options, Path(folder)) as (site, secret):
        reader, edna = Browser(site.port), Browser(site.port, secret)
        articles = reader.get("/healthz").json
        print(f"{options.engine}, {articles['articles'] if articles else 0} articles: seconds")
        print(f"{'':10}{'found':>8}{'answered':>10}{'processors':>12}")
        for _ in range(options.rounds):
            for name, took in _round(site, reader, edna):
                print(f"{name:10}{took.found:8.2f}{took.answered:10.2f}{took.processor:12.2f}", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--index", type=Path, default=Path("var/index"))
    parser.add_argument("--engine", default="whoosh")
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


@contextmanager
def _site(options: argparse.Namespace, root: Path) -> Iterator[tuple[Server, str]]:
    """A site over copies of what is asked for, and the secret of a session of its editor."""
    shutil.copytree(options.corpus, root / "corpus")
    shutil.copytree(options.index, root / "index")
    desk = with_people(Desk(Settings(desk=root / "desk")))
    secret = desk.sessions.begin(desk.users.named("edna"), "127.0.0.1", "Firefox/1")
    port = free_port()
    command = (*SEOGO, "serve", "--port", str(port), "--engine", options.engine, "--workers", "2")
    places = ("--corpus", str(root / "corpus"), "--index", str(root / "index"), "--desk", str(root / "desk"))
    with server([*command, *places], port, Ask("/healthz"), root / "log.txt") as site:
        yield site, secret


def _round(site: Server, reader: Client, edna: Client) -> list[tuple[str, Took]]:
    number = 990_001
    text = issue(number, "2030.01.02").replace(LINE, f"{WORD} {LINE}", 1)
    page = followed(edna, bring(edna, {"새 호.txt": text.encode()}))
    published = _timed(site, reader, lambda: send(edna, page, "/publish"), 1)
    seen = edna.get(f"/desk/issues/{number}")
    corrected = _timed(site, reader, lambda: send(edna, seen, "/correct", a2__title=f"{WORD} {WORD}", action="save"), 2)
    for _ in range(2):
        _undo(edna)
    return [("publish", published), ("correct", corrected)]


def _timed(site: Server, reader: Client, press: Callable[[], object], articles: int) -> Took:
    began, worked = time.perf_counter(), site.worked()
    with ThreadPoolExecutor(1) as other:
        pressed = other.submit(press)
        found = 0.0
        while not found and time.perf_counter() - began < LONGEST:
            answer = reader.get("/api/v1/search", query_string={"q": WORD}).json
            if answer and answer["total"] == articles:
                found = time.perf_counter() - began
            time.sleep(0.05)
        pressed.result()
        answered = time.perf_counter() - began
    return Took(found, answered, site.worked() - worked)


def _undo(edna: Client) -> None:
    page = edna.get("/desk/history")
    send(edna, page, next(action for action in forms(page) if action.endswith("/undo")))


if __name__ == "__main__":
    main()
