"""Searches over issue 307 as an editor would check them against the printed issue (tests/golden/searches.json)."""

from __future__ import annotations

import json
from typing import TypedDict

import pytest

from archive.results import Search
from archive.search import Archive
from tests.split_helpers import ROOT


class Golden(TypedDict):
    """What a search has to find and what it must not, with an editor's reason."""

    query: str
    finds: list[str]
    misses: list[str]
    why: str


GOLDEN: list[Golden] = json.loads((ROOT / "tests/golden/searches.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("golden", GOLDEN, ids=[golden["query"] for golden in GOLDEN])
def test_an_editor_finds_what_is_printed(archive: Archive, golden: Golden) -> None:
    results = archive.search(Search(golden["query"]))
    found = set() if results.relaxed else {hit.article.id for hit in results.hits}
    assert found >= set(golden["finds"]), f"missed: {golden['why']}"
    assert not found & set(golden["misses"]), f"found in vain: {golden['why']}"


def test_there_are_enough_of_them_and_each_decides_something() -> None:
    assert len(GOLDEN) >= 40
    assert len({golden["query"] for golden in GOLDEN}) == len(GOLDEN)
    for golden in GOLDEN:
        assert golden["finds"] or golden["misses"]
        assert not set(golden["finds"]) & set(golden["misses"])
        assert golden["why"]
