"""Whoosh's postings as arrays: any numbers and any terms come back, however they were gathered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.engines.whoosh.gathering import Entry, Gathering
from archive.engines.whoosh.occurrences import Occurrences, joined, read
from archive.engines.whoosh.varint import decoded, encoded

numbers = st.integers(0, 2**32 - 1) | st.sampled_from([0, 127, 128, 2**14 - 1, 2**14, 2**21, 2**28 - 1, 2**28])
terms = st.sampled_from(["w과", ".학", "과학", "ai", "科", "\ud800", "\U00020000", "zz"])
documents = st.lists(st.dictionaries(st.sampled_from(["letters", "words"]), st.lists(terms, max_size=12)), max_size=12)


@given(st.lists(numbers))
def test_any_numbers_come_back(values: list[int]) -> None:
    data, offsets = encoded(np.array(values, dtype=np.uint32))
    assert decoded(data.tobytes()).tolist() == values
    assert len(offsets) == len(values) + 1
    assert [decoded(data[a:b].tobytes()).tolist() for a, b in pairwise(offsets)] == [[value] for value in values]


@given(st.lists(st.dictionaries(st.integers(0, 2**31 - 1), st.lists(st.integers(0, 2**20), min_size=1), max_size=8)))
def test_where_a_term_stands_comes_back_part_by_part(parts: list[dict[int, list[int]]]) -> None:
    made = [occurrences({document: part[document] for document in sorted(part)}) for part in parts]
    assert as_lists(read(b"".join(part.to_bytes() for part in made))) == as_lists(joined(made))


@settings(deadline=None)
@given(documents, st.sampled_from([1, 5, 1_000]))
@example([{"words": ["과학", "과학"]}, {}, {"words": ["과학"]}], 1)
def test_what_is_gathered_comes_out_term_by_term_whether_it_fits_into_memory_or_not(
    given_documents: list[dict[str, list[str]]], most_tokens: int
) -> None:
    with TemporaryDirectory() as folder:
        pool = Gathering(Path(folder), most_tokens)
        for number, document in enumerate(given_documents):
            for field, of_field in document.items():
                if of_field:
                    pool.add_terms(field, number, of_field)
        entries = list(pool.iter_postings())
        pool.cleanup()
        assert list(Path(folder).iterdir()) == []
    keys = [entry[:2] for entry in entries]
    assert keys == sorted(keys)
    assert found(entries) == plainly(given_documents)


def test_what_was_turned_over_before_comes_behind_what_was_gathered(tmp_path: Path) -> None:
    pool = Gathering(tmp_path)
    pool.add_terms("words", 0, ["나", "가", "나"])
    pool.add_entries([("words", "나".encode(), 7, 1.0, occurrences({7: [3]}).to_bytes())])
    assert found(list(pool.iter_postings())) == {("words", "가"): {0: [1]}, ("words", "나"): {0: [0, 2], 7: [3]}}
    pool.cleanup()


@pytest.mark.parametrize("kept", [[True, False, True], [False, False, False], [True, True, True]])
def test_only_the_documents_that_are_kept_are_left(kept: list[bool]) -> None:
    places = {1: [0, 5], 4: [2], 9: [1, 2, 3]}
    left = occurrences(places).among(np.array(kept))
    assert as_lists(left) == as_lists(
        occurrences({key: value for (key, value), stays in zip(places.items(), kept, strict=True) if stays})
    )


def occurrences(places: Mapping[int, Sequence[int]]) -> Occurrences:
    """`places`: the steps of each document."""
    return Occurrences(
        np.array(list(places), dtype=np.uint32),
        np.array([len(steps) for steps in places.values()], dtype=np.uint32),
        np.array([step for steps in places.values() for step in steps], dtype=np.uint32),
    )


def as_lists(found_: Occurrences) -> list[list[int]]:
    return [column.tolist() for column in found_]


def found(entries: list[Entry]) -> dict[tuple[str, str], dict[int, list[int]]]:
    """Positions by field and term and document; first document and number of documents are held against them."""
    places: dict[tuple[str, str], dict[int, list[int]]] = {}
    for field, term, first, size, data in entries:
        part = read(data)
        assert (int(part.documents[0]), len(part.documents)) == (first, size)
        ends = np.cumsum(part.counts)
        for document, start, end in zip(part.documents.tolist(), ends - part.counts, ends, strict=True):
            here = places.setdefault((field, term.decode("utf-8", "surrogatepass")), {})
            assert document not in here
            here[document] = np.cumsum(part.steps[start:end]).tolist()
    return places


def plainly(documents_: list[dict[str, list[str]]]) -> dict[tuple[str, str], dict[int, list[int]]]:
    places: dict[tuple[str, str], dict[int, list[int]]] = {}
    for number, document in enumerate(documents_):
        for field, of_field in document.items():
            for position, term in enumerate(of_field):
                places.setdefault((field, term), {}).setdefault(number, []).append(position)
    return places
