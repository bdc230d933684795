"""Serving while indexing: the judge of benchmarks.serving finds what is wrong, and finds nothing in a real server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.serving import judging
from benchmarks.serving.memory import slope
from benchmarks.serving.report import HEADS, row
from benchmarks.serving.run import FEWEST_CHANGES, run
from benchmarks.serving.states import FIRST, State, View
from benchmarks.serving.times import Times


def as_json(view: View) -> str:
    """A page of hits that shows a view."""
    counts = [{"value": mark, "count": count} for mark, count in view.counts.items()]
    return json.dumps(
        {
            "total": view.total,
            "results": [{"id": id_, "title": f"이야기 {mark}"} for id_, mark in view.ids.items()],
            "facets": {"section": counts, "outlet": counts, "year": [{"value": "2030", "count": view.total}]},
            "histogram": [{"month": "2030-01", "count": view.total}],
        }
    )


def test_an_answer_is_of_its_own_state_only() -> None:
    views = [State(number).view for number in range(30)]
    for view in views:
        is_of = judging.search_json(as_json(view))
        assert [each.order for each in views if is_of(each)] == [view.order]


@pytest.mark.parametrize("part", ["total", "results", "facets", "histogram"])
def test_a_part_of_another_state_is_found(part: str) -> None:
    mixed = {**json.loads(as_json(State(4).view)), part: json.loads(as_json(State(5).view))[part]}
    is_of = judging.search_json(json.dumps(mixed))
    assert not is_of(State(4).view) and not is_of(State(5).view)


def test_one_article_of_another_state_is_found() -> None:
    mixed = json.loads(as_json(State(4).view))
    mixed["results"][0]["title"] = f"이야기 {State(5).mark}"
    assert not judging.search_json(json.dumps(mixed))(State(4).view)


def test_a_run_that_commits_in_steps_shows_each_file_as_it_was_or_as_it_is() -> None:
    """From four issues to two: both are written anew, then two are taken out."""
    steps = list(State(2).on_the_way())
    assert [[state.number for state in view.shown.values()] for view in steps] == [[3, 2, 2, 2], [3, 3, 2, 2]]
    assert list(steps[0].shown) == list(range(FIRST, FIRST + 4))


def test_what_was_seen_once_is_the_oldest_that_may_be_seen_later() -> None:
    times = Times()
    times.begin(State(1))
    assert [view.order for view in times.possible(times.oldest)] == [(0, 0), (1, 0)]
    times.seen(State(1).view)
    assert [view.order for view in times.possible(times.oldest)] == [(1, 0)]


def test_memory_that_grows_is_told_by_its_slope() -> None:
    assert slope([(0, 500), (30, 510), (60, 520)]) == pytest.approx(20)
    assert slope([(0, 500)]) == 0


def test_a_served_archive_answers_from_one_state_at_a_time_while_it_is_indexed(tmp_path: Path) -> None:
    """As `python -m benchmarks.serving` for a few seconds; how fast it is depends on what else the machine does."""
    done = run(tmp_path, "whoosh", seconds=6, rate=10, issues=1, seed=10)
    assert not done.failed
    assert [each.about for each in done.faults] == []
    assert len(done.outcomes) >= 100 and len(done.changes) >= FEWEST_CHANGES
    kinds = {each.kind for each in done.outcomes}
    assert {"page of results", "JSON", "article", "issue", "feed", "front page"} <= kinds
    assert row(done).count("|") == HEADS[0].count("|")
