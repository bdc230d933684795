"""Documents made again of what was stored with them, and phrases found in what was stored without making them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.analysis import Analyzer
from archive.analysis.letters import MARKS
from archive.documents import RESTORE, document
from archive.engines.contract import FIELDS, Document, Phrase, Slot
from archive.engines.nearness import by_terms
from archive.models import Article
from archive.search import Archive
from archive.stored import searchable_parts
from tests.corpora import articles_of


@pytest.fixture(scope="module")
def documents(archive: Archive, analyzer: Analyzer) -> list[Document]:
    """Two articles of issue 307, and one in which letters follow themselves."""
    real = list(articles_of(archive, 307)[:2])
    repeated = {
        **real[0].as_json(),
        "id": "9-9",
        "title": "하하하 AI AI",
        "blocks": [],
        "text": "하하하하 중국 중국 중국",
    }
    repeated["blocks"] = [{"kind": "paragraph", "text": "하하하하 중국 중국 중국 AI 2022 2022"}]
    articles = [*real, Article.from_json(repeated)]
    return [document(article, analyzer.analyze(*searchable_parts(article))) for article in articles]


def test_a_document_is_made_again_term_for_term(documents: list[Document]) -> None:
    for each in documents:
        assert RESTORE.document(each.stored) == each


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_phrases_are_found_where_they_stand_in_the_terms(documents: list[Document], data: st.DataObject) -> None:
    each = data.draw(st.sampled_from(documents))
    phrases = [_drawn(data, each, data.draw(st.sampled_from(FIELDS))) for _ in range(2)]
    found = RESTORE.places(each.stored, phrases)
    assert found == by_terms(RESTORE.document).places(each.stored, phrases)
    assert all(found)


def _drawn(data: st.DataObject, of: Document, field: str) -> Phrase:
    """A phrase that stands in the field, of terms as they are, under any mark, or open at an end."""
    terms = of.terms[field]
    start = data.draw(st.integers(0, len(terms) - 1))
    size = data.draw(st.integers(1, min(4, len(terms) - start)))
    return Phrase(field, tuple(_slot(data, term) for term in terms[start : start + size]))


def _slot(data: st.DataObject, term: str) -> Slot:
    kinds = [Slot(frozenset({term})), Slot(frozenset(mark + term[1:] for mark in {*MARKS, term[0]}))]
    kinds += [Slot(frozenset({term, "없는말"})), Slot(prefixes=(term[:1],)), Slot(suffixes=(term[-1:],))]
    return data.draw(st.sampled_from(kinds[:2] * 3 + kinds[2:]))
