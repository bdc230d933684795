"""The index of a running site is deleted: it says so, and answers again by itself when there is one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from archive.analysis import Analyzer
from archive.engines import open_engine
from archive.settings import Settings
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import ready, write
from tests.in_process import IN_PROCESS
from tests.test_workers_answers import Served, kill

ADDRESSES = ("/", "/search?q=%EA%B8%88%EC%9C%B5", "/articles/a1", "/api/v1/search?q=", "/healthz", "/feed.atom?q=")


@pytest.fixture(scope="module", params=IN_PROCESS)
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, analyzer: Analyzer
) -> Iterator[Served]:
    """A site of two workers, each of which has answered."""
    folder = tmp_path_factory.mktemp("gone")
    corpus = write(folder / "corpus", a__jsonl=ready("a1", "과학 금융"))
    settings = Settings(corpus, folder / "index", request.param)
    update(corpus, open_engine(settings), lambda: analyzer, no_progress)
    opened = Served(settings)
    with opened.process:
        try:
            for _ in range(2):
                assert statuses(opened) == {200}
                kill(opened, opened.workers()[0])
            yield opened
        finally:
            opened.process.kill()


def asked(served: Served, address: str) -> tuple[int, str]:
    connection = HTTPConnection(served.place, timeout=60)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def statuses(served: Served) -> set[int]:
    return {asked(served, address)[0] for address in ADDRESSES for _ in range(2)}


def test_without_its_index_a_site_says_so_and_recovers(served: Served, analyzer: Analyzer) -> None:
    index = served.settings.index
    shutil.rmtree(index)
    for address in ADDRESSES:
        status, body = asked(served, address)
        assert status == 503 and "seogo index" in body, address
    write(Path(served.settings.corpus), b__jsonl=ready("b1", "우주 금융"))
    update(served.settings.corpus, open_engine(served.settings), lambda: analyzer, no_progress)
    assert statuses(served) == {200}
    assert json.loads(asked(served, "/healthz")[1])["articles"] == 2
    assert json.loads(asked(served, "/api/v1/search?q=")[1])["total"] == 2, "nothing that was kept of the old one"


def test_without_the_folder_that_its_pointer_names_too(served: Served, analyzer: Analyzer) -> None:
    """As when somebody deletes what takes room. What is mapped into memory may answer on; nothing breaks."""
    for folder in served.settings.index.glob("*-*/"):
        shutil.rmtree(folder)
    assert statuses(served) <= {200, 503}
    update(served.settings.corpus, open_engine(served.settings), lambda: analyzer, no_progress, rebuild=True)
    assert statuses(served) == {200}


def test_moved_away_and_back_it_is_the_same_site(served: Served) -> None:
    elsewhere = served.settings.index.with_name("elsewhere")
    before = asked(served, ADDRESSES[1])
    served.settings.index.rename(elsewhere)
    assert statuses(served) == {503}
    elsewhere.rename(served.settings.index)
    assert asked(served, ADDRESSES[1]) == before


def test_nobody_was_told_of_anything_broken(served: Served) -> None:
    served.process.kill()
    assert served.process.stderr is not None and "Traceback" not in served.process.stderr.read()
