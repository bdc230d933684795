"""How long after an editor presses 'publish' readers find an issue, in a process that holds its models.

    python -m benchmarks.publishing --corpus corpus --index var/index --rounds 3

Works on copies of both. Each round brings issue 307 under a number that is free, publishes it while another client asks
for a word that only it has, puts its title right, and takes both back. Processor seconds are this process's own.
"""

from __future__ import annotations

import argparse
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from flask.testing import FlaskClient

from archive.opening import open_archive
from archive.settings import Settings
from tests.corpora import issue
from tests.desk_forms import bring, followed, forms, send
from tests.desk_site import Site, with_people
from webui.desk import Desk

WORD = "거북선냉장고"
LINE = "월드컵에서 각국의 치열한"
"""Where it is put: a line in the third article of issue 307."""

LONGEST = 120.0
"""Seconds after which what is not found is given up."""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds until another client has found it, until the editor has an answer, and of the processor."""

    found: float
    answered: float
    processor: float


def main() -> None:
    options = _options()
    with TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(options.corpus, root / "corpus")
        shutil.copytree(options.index, root / "index")
        settings = Settings(corpus=root / "corpus", index=root / "index", desk=root / "desk", engine=options.engine)
        site = Site(open_archive(settings), with_people(Desk(settings)))
        edna = site.signed_in("edna")
        articles = edna.get("/healthz").json
        print(f"{options.engine}, {articles['articles'] if articles else 0} articles: seconds")
        print(f"{'':10}{'found':>8}{'answered':>10}{'processor':>11}")
        for _ in range(options.rounds):
            for name, took in _round(site, edna):
                print(f"{name:10}{took.found:8.2f}{took.answered:10.2f}{took.processor:11.2f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--index", type=Path, default=Path("var/index"))
    parser.add_argument("--engine", default="whoosh")
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def _round(site: Site, edna: FlaskClient) -> list[tuple[str, Took]]:
    number, reader = 990_001, site.browser()
    text = issue(number, "2030.01.02").replace(LINE, f"{WORD} {LINE}", 1)
    page = followed(edna, bring(edna, {"새 호.txt": text.encode()}))
    published = _timed(reader, lambda: send(edna, page, "/publish"), 1)
    seen = edna.get(f"/desk/issues/{number}")
    corrected = _timed(reader, lambda: send(edna, seen, "/correct", a2__title=f"{WORD} {WORD}", action="save"), 2)
    for _ in range(2):
        _undo(edna)
    return [("publish", published), ("correct", corrected)]


def _timed(reader: FlaskClient, press: Callable[[], object], articles: int) -> Took:
    began, cpu = time.perf_counter(), time.process_time()
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
    return Took(found, answered, time.process_time() - cpu)


def _undo(edna: FlaskClient) -> None:
    page = edna.get("/desk/history")
    send(edna, page, next(action for action in forms(page) if action.endswith("/undo")))


if __name__ == "__main__":
    main()
