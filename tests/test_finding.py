"""Where a row of letters stands: found in the printed text, or in the stream of letters, it is the same places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive import phrases
from archive.analysis import Analyzer
from archive.engines.contract import Phrase
from archive.finding import Finder
from archive.models import Article, Block
from archive.plan import Leaf
from archive.stored import StoredArticle, pack, searchable_parts, unpack

PIECES = [
    "과학혁신", "과학 기술", "인도와", "문재인도", "AI", "ai2", "5G", "15,000", "15000", "1,5000", "12,345,67", "2,",
    ",", "科技日报", "科學", "학", "를", "혁신하는", "3.5%", "“말”", "…", "㎏", "가\u200b나", "\u1100\u1161", "ΑΣ", "ς",
    " ", "\n", "(", ")", "·", "・", "\ud800", "\ufdd0", "①", "，",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
KINDS: Sequence[Callable[[Sequence[str]], list[Phrase]]] = (
    lambda units: list(phrases.literal(units)),
    lambda units: [phrases.prefix(units)] if units else [],
    lambda units: [phrases.inside(units)] if units else [],
    lambda units: [phrases.by_itself(units)] if units else [],
    lambda units: [phrases.begun(units)] if units else [],
)


@settings(deadline=None, max_examples=400)
@given(title=texts, text=texts, start=st.integers(0, 60), size=st.integers(1, 7), kind=st.sampled_from(KINDS))
@example(title="5,000", text="15,000 5 , 000", start=0, size=5, kind=KINDS[0])
@example(title="과학", text="과 학", start=0, size=2, kind=KINDS[0])
def test_the_printed_text_gives_the_same_places_as_the_stream(
    analyzer: Analyzer, title: str, text: str, start: int, size: int, kind: Callable[[Sequence[str]], list[Phrase]]
) -> None:
    stored = _stored(analyzer, title, text)
    asked = "\n".join(searchable_parts(stored.article))[start : start + size]
    for phrase in kind(analyzer.asked(asked).units):
        finder = Finder.of(Leaf(asked, "literal", phrase))
        slow = replace(finder, printed=None)
        assert list(finder.spans(stored, None)) == list(slow.spans(stored, None))
        assert list(finder.spans(stored, stored.letters.plain)) == list(slow.spans(stored, None))
        assert list(finder.begins(stored) or ()) == list(slow.begins(stored) or ())


@settings(deadline=None, max_examples=200)
@given(title=texts, text=texts, start=st.integers(0, 60), size=st.integers(1, 7))
def test_leaves_of_one_row_are_found_together_where_each_is_found(
    analyzer: Analyzer, title: str, text: str, start: int, size: int
) -> None:
    stored = _stored(analyzer, title, text)
    asked = "\n".join(searchable_parts(stored.article))[start : start + size]
    leaves = [Leaf(asked, "literal", phrase) for kind in KINDS for phrase in kind(analyzer.asked(asked).units)]
    each = {span for leaf in leaves for span in Finder.of(leaf).spans(stored, None)}
    together = Finder.of_all(leaves)
    assert {span for finder in together for span in finder.spans(stored, None)} == each
    assert {span for finder in together for span in replace(finder, printed=None).spans(stored, None)} == each


@pytest.mark.parametrize(
    ("text", "is_told_by_its_print"),
    [
        ("과학혁신 금융, 科技日报 15,000위안 “AI”", True),
        ("科學技術", True),
        ("말줄임표… 뒤", False),
        ("가\u200b나", False),
    ],
)
def test_most_articles_are_told_by_what_is_printed(analyzer: Analyzer, text: str, is_told_by_its_print: bool) -> None:
    assert (_stored(analyzer, "제목", text).letters.borders is not None) == is_told_by_its_print


def _stored(analyzer: Analyzer, title: str, text: str) -> StoredArticle:
    article = Article("1", None, None, None, title, (), None, date(2022, 12, 14), None, (Block("paragraph", text),))
    return unpack(pack(article, analyzer.analyze(*searchable_parts(article))))
