"""Marks lie exactly on what is printed, and snippets are pieces of the printed text that show them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from archive import query
from archive.analysis import Analyzer
from archive.highlight import Highlighted, Mark, Marker, highlighted, html, merged, piece
from archive.models import Article, Block
from archive.plan import Planner
from archive.results import Passage, Search, Span
from archive.search import Archive
from archive.snippets import LENGTH, SNIPPETS, snippets
from archive.stored import StoredArticle, pack, searchable_parts, unpack
from tests.corpora import articles_of


@pytest.mark.parametrize(
    ("typed", "title", "text", "marked", "reason"),
    [
        (
            "금융",
            "금융 개혁",
            "혁신금융기관의 금융",
            ["금융", "금융", "금융"],
            "in the title, in a compound, by itself",
        ),
        (
            "과학혁신금융",
            "",
            "과학혁신 금융과 과학\n혁신금융",
            ["과학혁신 금융", "과학\n혁신금융"],
            "with the white space in it",
        ),
        ("과학 혁신", "", "과학혁신과 과학, 혁신", ["과학혁신", "과학", "혁신"], "together is one mark"),
        ("tcl", "", "ＴＣＬ과 TCL", ["ＴＣＬ", "TCL"], "as it is printed, not as it is typed"),
        ("楊傳東", "", "양추안동[杨传东]", ["杨传东"], "simplified where that is printed"),
        ("杨传东", "", "양추안동[楊傳東]", ["楊傳東"], "traditional where that is printed"),
        ("2만6000", "", "규모는 2 만 6000 m²", ["2 만 6000"], "a number with its spaces"),
        ("m2", "", "6000 m²와 7㎡", ["m²", "㎡"], "a unit in one character or in two"),
        ("과학", "", "과\u200b학 기술", ["과\u200b학"], "with what is hidden in it"),
        ("은행", "", unicodedata.normalize("NFD", "중국 은행"), [unicodedata.normalize("NFD", "은행")], "taken apart"),
        ("경영하던", "", "회사를 경영했다", ["경영"], "what the forms of a verb share"),
        ("신의", "", "자신의 일", [], "nothing inside another word"),
        ("과학*", "", "과학기술의 과학", ["과학", "과학"], "what was typed of a prefix"),
        ('"혁신 금융"', "", "혁신금융, 금융 혁신", ["혁신금융"], "an exact sequence only"),
        ("금융 -혁신", "", "금융과 혁신", ["금융"], "never what is not wanted"),
        ("제목:금융", "금융 개혁", "금융 개혁", ["금융"], "in the title alone"),
        ("개혁 금융", "금융 개혁", "금융", ["금융", "개혁", "금융"], "no mark runs from the title into the text"),
        ("중국과학원", "", "중국과학원 ICT기술연구소", ["중국과학원"], "a compound as one mark"),
        ("<b>", "", "&lt;b> <b>", ["b", "b"], "letters, not signs"),
    ],
)
def test_what_is_found_is_marked_as_it_is_printed(
    analyzer: Analyzer, typed: str, title: str, text: str, marked: list[str], reason: str
) -> None:
    stored = stored_article(analyzer, title, text)
    shown = highlighted(stored, marks(analyzer, stored, typed))
    found = [
        passage.text[span.start : span.end]
        for passage in (shown.title, shown.source, shown.text)
        for span in passage.spans
    ]
    assert found == marked, reason
    assert (shown.title.text, shown.source.text, shown.text.text) == (title, "", text)


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_any_piece_of_an_issue_that_is_asked_for_is_marked_exactly(
    archive: Archive, analyzer: Analyzer, data: st.DataObject
) -> None:
    article = data.draw(st.sampled_from(articles_of(archive, 307)))
    # Half a number is another number: 15 is no mention of 15,000, and nobody is shown it as one.
    words = [match.span() for match in re.finditer(r"\d+(?:,\d{3})+|\w+", article.text)]
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(first + 4, len(words) - 1)))
    asked = article.text[words[first][0] : words[last][1]]
    # A quotation mark would end the phrase; nobody can ask for one inside it.
    assume('"' not in asked)
    reading = archive.reading(article.id, f'"{asked}"', expand=False)
    letters = analyzer.plain(asked)
    marked = [
        analyzer.plain(passage.text[span.start : span.end])
        for passage in (reading.title, Passage(article.text, joined_spans(reading.blocks)))
        for span in passage.spans
    ]
    assert marked
    assert all(re.fullmatch(f"(?:{re.escape(letters)})+", each) for each in marked)


@pytest.mark.parametrize(
    "typed",
    [
        "금융",
        "과학혁신금융",
        "TCL",
        "海信",
        "스탠다드차타드은행",
        "디지털 휴먼",
        "혁신 중소기업",
        "中",
        "월드컵에서는",
        "과기일보",
    ],
)
def test_snippets_of_issue_307_are_printed_there_and_show_marks(
    archive: Archive, analyzer: Analyzer, typed: str
) -> None:
    hits = archive.search(Search(typed)).hits
    assert hits
    for hit in hits:
        parts = searchable_parts(hit.article)
        assert hit.title.text == hit.article.title
        assert 1 <= len(hit.snippets) <= SNIPPETS
        for snippet in hit.snippets:
            assert any(snippet.text in part for part in parts)
            assert len(snippet.text) <= LENGTH
            assert snippet.spans


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('"디지털 휴먼이 증가"', "디지\n\n털 휴먼이 증가"),
        ('"은행 중 가장 일찍"', "은행 중\n\n가장 일찍"),
        ('"중국 내외 과학기술 보험회사"', "중국 내외\n\n과학기술 보험회사"),
        ('"디지털휴먼 베베 5) 산업"', "디지털휴먼 베베\n\n5) 산업"),
    ],
)
def test_a_mark_that_runs_over_the_end_of_a_line_or_a_page_is_shown(archive: Archive, typed: str, printed: str) -> None:
    (hit,) = archive.search(Search(typed)).hits
    marked = [snippet.text[span.start : span.end] for snippet in hit.snippets for span in snippet.spans]
    assert marked
    assert all("".join(each.split()) in "".join(printed.split()) for each in marked)


def test_without_a_mark_in_the_text_the_source_line_is_shown_that_has_one(archive: Archive) -> None:
    (hit,) = archive.search(Search("=经理人网")).hits
    (snippet,) = hit.snippets
    assert (snippet.text, snippet.spans) == ("징리런왕(经理人网)", (Span(5, 9),))


def test_without_any_mark_the_text_is_shown_from_its_beginning(archive: Archive) -> None:
    for hit in archive.search(Search("호:307")).hits:
        (snippet,) = hit.snippets
        assert hit.article.text.startswith(snippet.text)
        assert not snippet.spans


def test_the_sentences_chosen_show_as_many_different_words_as_they_can() -> None:
    text = "금융이다. 금융과 금융이다. 혁신이다. 그 밖이다. 금융과 혁신 그리고 개혁이다."
    shown = snippets(shown_text(text, [found.span() for found in re.finditer("금융|혁신|개혁", text)]))
    assert [snippet.text for snippet in shown] == ["금융과 금융이다.", "금융과 혁신 그리고 개혁이다."]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("하나다. 둘이다! 셋인가? 넷", ["하나다.", "둘이다!", "셋인가?", "넷"]),
        ("하나\n둘\n\n셋", ["하나", "둘", "셋"]),
        ("11.21% 늘었다. 6.5배다.", ["11.21% 늘었다.", "6.5배다."]),
        ('"하나다." 둘이다.', ['"하나다."', "둘이다."]),
        ("他说。 她听。", ["他说。", "她听。"]),
        ("그런데… 둘이다.", ["그런데… 둘이다."]),
    ],
)
def test_a_sentence_ends_where_a_reader_takes_a_breath(text: str, sentences: list[str]) -> None:
    for sentence in sentences:
        start = text.index(sentence)
        (shown,) = snippets(shown_text(text, [(start, start + 1)]))
        assert (shown.text, shown.spans) == (sentence, (Span(0, 1),))


numbered = st.integers(1, 120).map(lambda count: [f"낱말의{number:03}" for number in range(count)])


@settings(deadline=None)
@given(words=numbered, between=st.sampled_from([" ", "\t"]), data=st.data())
def test_a_long_sentence_is_cut_at_white_space_around_what_was_found(
    words: list[str], between: str, data: st.DataObject
) -> None:
    text = between.join(words)
    chosen = data.draw(st.sets(st.sampled_from(words), min_size=1, max_size=4))
    spans = [(text.index(word), text.index(word) + len(word)) for word in sorted(chosen)]
    (shown,) = snippets(shown_text(text, spans))
    start = text.index(shown.text)
    assert len(shown.text) <= LENGTH
    assert set(shown.text.split()) <= set(words), "no word is cut"
    assert shown.cut_before == (start > 0)
    assert shown.cut_after == (start + len(shown.text) < len(text))
    assert min(chosen) in [shown.text[span.start : span.end] for span in shown.spans]


@settings(deadline=None)
@given(
    text=st.text(st.sampled_from("가나 .\n\t<&>中a!”"), max_size=700) | st.text("가나 ", min_size=190, max_size=700),
    bounds=st.lists(st.tuples(st.integers(0, 700), st.integers(1, 40)), max_size=6),
)
@example(text="가" * 500, bounds=[(250, 2)])
@example(text="가 " * 200, bounds=[(100, 149)])
@example(text="가나.\n나가.", bounds=[(1, 5)])
def test_snippets_are_short_pieces_of_the_text_that_show_what_was_found(
    text: str, bounds: list[tuple[int, int]]
) -> None:
    printed = [(start, start + length) for start, length in bounds if text[start : start + length].strip()]
    shown = shown_text(text, [trimmed(text, *each) for each in printed])
    found = snippets(shown)
    longest = max((span.end - span.start for span in shown.text.spans), default=0)
    assert len(found) <= SNIPPETS
    for snippet in found:
        assert snippet.text in text
        assert snippet.text == snippet.text.strip()
        assert len(snippet.text) <= max(LENGTH, longest)
        assert_spans_inside(snippet)
    assert not shown.text.spans or any(snippet.spans for snippet in found)
    assert not text.strip() or found


@settings(deadline=None)
@given(
    st.text(max_size=60).flatmap(
        lambda text: st.builds(
            Passage,
            st.just(text),
            st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=5).map(
                lambda pairs: merged(Span(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])
            ),
        )
    )
)
@example(Passage("<mark>&amp;</mark><b>\"'", (Span(0, 6), Span(8, 12))))
def test_html_says_what_is_printed_and_its_only_tag_is_mark(passage: Passage) -> None:
    written = html(passage)
    assert set(re.findall("<[^>]*>", written)) <= {"<mark>", "</mark>"}
    assert unescape(re.sub("</?mark>", "", written)) == unescaped_once(passage.text)
    marked = re.findall("<mark>(.*?)</mark>", written, re.DOTALL)
    assert [unescape(each) for each in marked] == [
        unescaped_once(passage.text[span.start : span.end]) for span in passage.spans
    ]


def test_html_says_where_it_is_cut() -> None:
    assert html(Passage("가", (), True, True)) == "… 가 …"
    assert html(Passage("가", (Span(0, 1),), True, False)) == "… <mark>가</mark>"
    assert html(Passage("", ())) == ""


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=10))
def test_merged_spans_mark_the_same_characters_and_neither_overlap_nor_touch(pairs: list[tuple[int, int]]) -> None:
    spans = [Span(start, start + length) for start, length in pairs]
    result = merged(spans)
    assert offsets(result) == offsets(spans)
    assert sum(span.end - span.start for span in result) == len(offsets(spans))
    assert all(one.end < other.start for one, other in pairwise(result))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 6, Passage("가나다라마바", (Span(1, 3), Span(4, 5)))),
        (1, 5, Passage("나다라마", (Span(0, 2), Span(3, 4)), True, True)),
        (2, 4, Passage("다라", (Span(0, 1),), True, True)),
        (3, 4, Passage("라", (), True, True)),
        (0, 2, Passage("가나", (Span(1, 2),), False, True)),
    ],
)
def test_a_piece_keeps_the_marks_in_it(start: int, end: int, expected: Passage) -> None:
    assert piece(Passage("가나다라마바", (Span(1, 3), Span(4, 5))), start, end) == expected


def test_the_blocks_of_an_article_that_is_read_are_its_blocks(archive: Archive) -> None:
    for number in range(1, 8):
        reading = archive.reading(f"307-{number}", "중국 금융 디지털")
        assert [block.text for block in reading.blocks] == [block.text for block in reading.article.blocks]
        assert not any(block.cut_before or block.cut_after for block in reading.blocks)
        assert reading.found == sum(len(passage.spans) for passage in (reading.title, *reading.blocks)) > 0
        for block in reading.blocks:
            assert_spans_inside(block)


def marks(analyzer: Analyzer, stored: StoredArticle, typed: str) -> Sequence[Mark]:
    plan = Planner(analyzer, lambda _: {}).plan(query.parse(typed).node)
    return Marker.for_leaves(plan.leaves).marks(stored)


def stored_article(analyzer: Analyzer, title: str, text: str) -> StoredArticle:
    blocks = (Block("paragraph", text),)
    article = Article("1", None, None, None, title, (), None, date(2022, 12, 14), None, blocks)
    return unpack(pack(article, analyzer.analyze(*searchable_parts(article))))


def shown_text(text: str, bounds: Sequence[tuple[int, int]]) -> Highlighted:
    return Highlighted(Passage(""), Passage(""), Passage(text, merged(Span(*each) for each in bounds)))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the piece without the white space around it, which no mark has."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def joined_spans(blocks: Sequence[Passage]) -> tuple[Span, ...]:
    """Spans of blocks as spans of the text that they make; a mark over two blocks is one mark again."""
    spans: list[Span] = []
    offset = 0
    for block in blocks:
        for span in block.spans:
            across = spans and spans[-1].end == offset - 1 and span.start == 0
            start = spans.pop().start if across else offset + span.start
            spans.append(Span(start, offset + span.end))
        offset += len(block.text) + 1
    return tuple(spans)


def assert_spans_inside(passage: Passage) -> None:
    assert all(0 <= span.start < span.end <= len(passage.text) for span in passage.spans)
    assert all(one.end < other.start for one, other in pairwise(passage.spans))


def offsets(spans: Sequence[Span]) -> set[int]:
    return {offset for span in spans for offset in range(span.start, span.end)}


def unescaped_once(text: str) -> str:
    """What a reader of HTML makes of the text once it is escaped: character references to it stay as they are."""
    return unescape(text.replace("&", "&amp;"))
