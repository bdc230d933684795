"""An index that was copied half, or that another version wrote: told with its remedy, or answered rightly."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive.analysis import Analyzer
from archive.engines.contract import Engine
from archive.errors import IndexUnavailable, IndexUnusable
from archive.results import Search
from archive.search import Archive
from indexer.pipeline import update
from tests.conftest import no_progress
from tests.corpora import issue, ready, write
from tests.in_process import IN_PROCESS, opened
from webui import create_app

# The libraries leave files open when they fail to read them; nothing of ours holds them.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

QUERIES = ("과학혁신 금융", '"총체적 계획"', "혁신*", "宁波", "", "섹션:뉴스")


def removed(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def halved(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def one_byte_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def zeroed_behind(path: Path) -> None:
    """As a file is after a crash that lost its last blocks: as long as it should be, and nothing in them."""
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] + bytes(len(data) - len(data) // 2))


DAMAGES = (removed, emptied, halved, one_byte_short, zeroed_behind)


@pytest.fixture(scope="module", params=IN_PROCESS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, analyzer: Analyzer) -> Path:
    """A folder named after the engine whose index of two commits, with something removed, is in it."""
    place: Path = tmp_path_factory.mktemp("made") / request.param
    corpus = write(place / "corpus", a__txt=issue(307), b__jsonl=ready("b1", "과학 혁신") + ready("b2", "금융"))
    engine = opened(place.name, place / "index")
    update(corpus, engine, lambda: analyzer, no_progress)
    write(corpus, b__jsonl=ready("b1", "과학 혁신과 금융"), c__jsonl=ready("c1", "닝보(宁波)의 금융"))
    update(corpus, engine, lambda: analyzer, no_progress)
    return place


def answers(engine: Engine, analyzer: Analyzer) -> list[Any]:
    archive = Archive(engine, analyzer)
    found = [archive.search(Search(query, per_page=100)) for query in QUERIES]
    hits = [(r.total, r.facets, [(h.article, h.score, h.snippets) for h in r.hits]) for r in found]
    return [hits, [archive.article(hit.article.id) for hit in found[-2].hits]]


@pytest.mark.parametrize("damage", DAMAGES)
def test_any_file_of_it_damaged_is_told_or_does_no_harm(
    made: Path, tmp_path: Path, analyzer: Analyzer, damage: Callable[[Path], None]
) -> None:
    right = answers(opened(made.name, made / "index"), analyzer)
    wrong = {}
    for number, file in enumerate(sorted(path for path in (made / "index").rglob("*") if path.is_file())):
        name = file.relative_to(made / "index")
        copy = tmp_path / str(number)
        shutil.copytree(made / "index", copy)
        damage(copy / name)
        try:
            if answers(opened(made.name, copy), analyzer) != right:
                wrong[str(name)] = "another answer"
        except IndexUnusable as error:
            if "--rebuild" not in str(error):
                wrong[str(name)] = str(error)
        except IndexUnavailable:
            if not name.name.endswith(".json") or damage is not removed:
                wrong[str(name)] = "not found"
        except BaseException as error:
            wrong[str(name)] = repr(error)[:200]
    assert not wrong


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_next_run_or_a_rebuild_mends_it(
    made: Path, tmp_path: Path, analyzer: Analyzer, damage: Callable[[Path], None]
) -> None:
    right = answers(opened(made.name, made / "index"), analyzer)
    shutil.copytree(made / "index", tmp_path / "index")
    largest = max((path for path in (tmp_path / "index").rglob("*") if path.is_file()), key=lambda p: p.stat().st_size)
    damage(largest)
    engine = opened(made.name, tmp_path / "index")
    update(made / "corpus", engine, lambda: analyzer, no_progress, rebuild=True)
    assert answers(engine, analyzer) == right


def test_one_of_another_version_is_told_and_the_next_run_makes_it_anew(
    made: Path, tmp_path: Path, analyzer: Analyzer
) -> None:
    shutil.copytree(made / "index", tmp_path / "index")
    (pointer,) = (tmp_path / "index").glob("seogo-*.json")
    pointer.write_text(pointer.read_text(encoding="utf-8").replace(f"seogo-{made.name}-", "seogo-other-"), "utf-8")
    engine = opened(made.name, tmp_path / "index")
    with pytest.raises(IndexUnusable, match="--rebuild"):
        engine.snapshot()
    report = update(made / "corpus", engine, lambda: analyzer, no_progress)
    assert report.rebuilt is not None and report.articles == 9
    assert len([path for path in (tmp_path / "index").iterdir() if path.is_dir()]) == 1


@pytest.mark.parametrize("damage", DAMAGES)
def test_pages_of_a_server_say_it_instead_of_breaking(
    made: Path, tmp_path: Path, analyzer: Analyzer, damage: Callable[[Path], None]
) -> None:
    shutil.copytree(made / "index", tmp_path / "index")
    for path in (tmp_path / "index").rglob("*"):
        if path.suffix in (".seg", ".term"):
            damage(path)
    client = create_app(Archive(opened(made.name, tmp_path / "index"), analyzer)).test_client()
    for address in ("/", "/search?q=금융", "/articles/307-1"):
        answer = client.get(address)
        assert answer.status_code == 503 and "--rebuild" in answer.text
    assert client.get("/healthz").status_code == 503
