"""One step of the measurement, in a process of its own: python -m benchmarks.scale.step STEP, with STEP as JSON.

Lines of JSON come out: {"done": 1200} while articles are written, and at last {"result": {...}}, or
{"error": "..."} where Seogo says why it cannot.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.engines import open_engine
from archive.errors import SeogoError
from archive.settings import Settings
from benchmarks.scale import clients
from benchmarks.scale.clients import Answers, Question
from benchmarks.scale.file import about, place_of
from benchmarks.scale.indexing import build, replace_last
from benchmarks.scale.measure import memory, percentiles, server
from benchmarks.scale.questions import questions


@dataclass(frozen=True, slots=True)
class Step:
    """What to do (`name`: a key of STEPS) with the archive of so many articles.

    `place` is the folder of all that is made. `data`, `texts`, `searches` (of each kind) and `seed` count where an
    archive is made; `engine`, `url` (of a cluster), `shards`, `clients` and `within` (seconds after which clients stop
    asking) where one is measured.
    """

    name: str
    articles: int
    place: str
    engine: str = ""
    clients: int = 1
    within: float = 600
    url: str = ""
    shards: int = 1
    data: str = ""
    texts: tuple[str, ...] = ()
    searches: int = 100
    seed: int = 307

    @property
    def file(self) -> Path:
        return place_of(Path(self.place), self.articles)

    @property
    def pid(self) -> int | None:
        """The server's process, where the engine has one on this machine."""
        return server(self.url) if self.engine == "opensearch" else None

    def settings(self) -> Settings:
        """Where the engine keeps this archive. A cluster keeps no copy of it, as a folder has none."""
        return Settings(
            index=Path(self.place) / f"{self.engine}-{self.articles}",
            engine=self.engine,
            opensearch_url=self.url,
            opensearch_index=f"seogo-scale-{self.articles}",
            opensearch_shards=self.shards,
            opensearch_replicas=0,
        )


Told = Callable[[int], None]
"""Is told how many articles are done."""


def main() -> None:
    value = json.loads(sys.argv[1])
    step = Step(**{**value, "texts": tuple(value["texts"])})
    try:
        said: Mapping[str, Any] = {"result": STEPS[step.name](step, lambda done: _print({"done": done}))}
    except SeogoError as error:
        said = {"error": str(error)}
    _print(said)


def _print(said: Mapping[str, Any]) -> None:
    print(json.dumps(said, ensure_ascii=False), flush=True)


def _make(step: Step, told: Told) -> Mapping[str, Any]:
    # The language models are loaded where they are needed, and in no process in which an engine is measured.
    from benchmarks.scale.making import made

    counted = made(step.file, step.articles, Path(step.data), list(map(Path, step.texts)), step.searches, step.seed)
    return {name: value for name, value in counted.items() if name != "starts"}


def _index(step: Step, told: Told) -> Mapping[str, Any]:
    engine, counted = open_engine(step.settings()), about(step.file)
    result = build(engine, step.file, step.pid, told)
    standing = engine.standing()
    size = standing.size if standing else 0
    replaced, replaced_articles = replace_last(engine, step.file)
    return {
        **result,
        "articles_a_second": counted.articles / result["seconds"],
        "mb_a_second": counted.text / 1e6 / result["seconds"],
        "size": size / 1e6,
        "of_text": size / counted.text,
        "replaced": replaced,
        "replaced_articles": replaced_articles,
    }


def _start(step: Step, told: Told) -> Mapping[str, Any]:
    request = questions(step.file)[0].request
    started = time.perf_counter()
    snapshot = open_engine(step.settings()).snapshot()
    opened = time.perf_counter() - started
    snapshot.search(request)
    return {"opened": opened, "answered": time.perf_counter() - started, "resident": memory().resident}


def _engine(step: Step, told: Told) -> Mapping[str, Any]:
    asked = [Question(each.kind, each.request) for each in questions(step.file)]
    if step.clients > 1 and step.engine not in clients.WITH_THREADS:
        return _said(step, clients.by_processes(step.settings(), asked, step.clients, step.within))
    search = open_engine(step.settings()).snapshot().search
    return _said(step, clients.by_threads(search, asked, step.clients, step.within))


def _archive(step: Step, told: Told) -> Mapping[str, Any]:
    from archive.opening import open_archive

    asked = [Question(each.kind, each.search) for each in questions(step.file) if not each.facets_only]
    started = time.perf_counter()
    archive = open_archive(step.settings())
    loaded = time.perf_counter()
    archive.prepare()
    prepared = time.perf_counter()
    said = _said(step, clients.by_threads(archive.search, asked, step.clients, step.within))
    return {**said, "loaded": loaded - started, "prepared": prepared - loaded}


def _held(step: Step, told: Told) -> Mapping[str, Any]:
    from benchmarks.scale.held import held

    return {"parts": held(step.file)}


def _said(step: Step, answers: Answers) -> Mapping[str, Any]:
    kinds = dict.fromkeys(kind for kind, _ in answers.times)
    of = {kind: [ms for each, ms in answers.times if each == kind] for kind in kinds}
    of["all"] = [ms for _, ms in answers.times]
    return {
        "kinds": {kind: {"n": len(times), **percentiles(times)} for kind, times in of.items()},
        "a_second": len(answers.times) / answers.seconds,
        "resident": answers.resident,
        "server": memory(step.pid)._asdict() if step.pid else None,
    }


STEPS: Mapping[str, Callable[[Step, Told], Mapping[str, Any]]] = {
    "make": _make,
    "held": _held,
    "index": _index,
    "start": _start,
    "engine": _engine,
    "archive": _archive,
}

if __name__ == "__main__":
    main()
