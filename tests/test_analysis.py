"""Text becomes terms, and every term knows which printed characters it stands for."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.analysis import BREAK, Analysis, Analyzer, build_analyzer
from archive.analysis.characters import fold
from archive.search import Archive
from archive.stored import searchable_parts
from tests.corpora import articles_of

PRINTED = [
    "과학혁신 금융",
    "양추안동[杨传东, 스탠다드차타드은행]",
    "했다",
    "아름다운",
    "2 만 6000 m²",
    "R&D",
    "科技日報",
    "乾隆",
    "#태그中国",
    "https://a.kr/中",
    "\ud800",
    "\u1100\u1161\u11a8",
    "ㅋㅋ",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "İ",
    "㈜",
    "㎡",
    "👩\u200d👧",
    "\r\n",
    "Ａ１",
    "ﬃ",
]
any_text = st.lists(
    st.sampled_from(PRINTED) | st.text(st.characters(exclude_categories=()), max_size=4), max_size=6
).map("".join)


@settings(deadline=None)
@given(text=any_text)
def test_any_text_becomes_terms_that_stand_for_printed_characters(analyzer: Analyzer, text: str) -> None:
    analysis = analyzer.analyze(text)
    assert_well_formed(analysis, text)
    for token in analysis.letters:
        assert token.term[1:] in analyzer.plain(text[token.start : token.end])
    for token in analysis.words:
        if is_spelt(token.term):
            assert analyzer.plain(token.term) in analyzer.plain(text[token.start : token.end].lower())


@settings(deadline=None)
@given(text=any_text)
def test_letters_hold_every_visible_character_once(analyzer: Analyzer, text: str) -> None:
    units = "".join(term[1:] for term in analyzer.analyze(text).letters.terms)
    assert units == analyzer.plain(text)


@settings(deadline=None)
@given(text=any_text)
def test_composed_and_decomposed_text_have_the_same_terms(analyzer: Analyzer, text: str) -> None:
    assert terms(analyzer, unicodedata.normalize("NFD", text)) == terms(analyzer, unicodedata.normalize("NFC", text))


@settings(deadline=None)
@given(parts=st.lists(any_text, min_size=1, max_size=4))
def test_parts_are_analyzed_each_by_itself_with_a_break_between(analyzer: Analyzer, parts: list[str]) -> None:
    analysis = analyzer.analyze(*parts)
    joined = "\n".join(parts)
    assert_well_formed(analysis, joined)
    alone = [analyzer.analyze(part) for part in parts]
    for name in ("words", "letters"):
        stream = getattr(analysis, name)
        expected: list[str] = []
        for number, part in enumerate(alone):
            expected += [*([BREAK] if number else []), *getattr(part, name).terms]
        assert stream.terms == expected
        breaks = [token for token in stream if token.term == BREAK]
        assert all(joined[token.start : token.end] == "\n" for token in breaks)
        assert len(breaks) == len(parts) - 1


@settings(deadline=None, max_examples=30)
@given(texts=st.lists(st.lists(any_text, min_size=1, max_size=3), max_size=4))
def test_many_texts_are_analyzed_as_each_alone(analyzer: Analyzer, texts: list[list[str]]) -> None:
    assert list(analyzer.analyze_all(texts)) == [analyzer.analyze(*parts) for parts in texts]


@pytest.mark.parametrize("place", range(7))
def test_issue_307_is_analyzed_down_to_the_last_character(archive: Archive, analyzer: Analyzer, place: int) -> None:
    parts = searchable_parts(articles_of(archive, 307)[place])
    text = "\n".join(parts)
    analysis = analyzer.analyze(*parts)
    assert_well_formed(analysis, text)
    printed = re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", analyzer.plain(text))
    assert "".join(term.removeprefix(BREAK)[1:] for term in analysis.letters.terms) == printed


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("은행에서 만났다.", ["은행", "만나"], "particles and endings go, what is bent is straightened"),
        ("도둑들이 잡혔다.", ["도둑", "잡히"], "the plural goes"),
        ("과학혁신금융", ["과학", "혁신", "금융"], "a compound is its parts"),
        ("TCL 브랜드", ["tcl", "브랜드"], "Latin words in lower case"),
        ("中国科学院", ["中国", "科学", "学院", "科学院", "中国科学院"], "Chinese words and the words in them"),
        ("科技日報", ["科技", "日报", "科技日报"], "traditional characters are simplified"),
        ("2만 6000", ["2", "만", "6000"], "numbers and their units"),
        ("", [], "nothing holds nothing"),
        ("… ?!", [], "nor do marks"),
    ],
)
def test_words_are_what_a_text_is_about(analyzer: Analyzer, text: str, found: list[str], reason: str) -> None:
    assert sorted(analyzer.analyze(text).words.terms) == sorted(found), reason


@pytest.mark.parametrize(
    ("text", "term", "printed"),
    [
        ("지난 은행에서 만났다.", "은행", "은행"),
        ("＜ＴＣＬ＞　브랜드", "tcl", "ＴＣＬ"),
        (unicodedata.normalize("NFD", "중국 은행"), "은행", unicodedata.normalize("NFD", "은행")),
        ("과기일보(科技日報)", "日报", "日報"),
        ("과\u200b학 기술", "과학", "과\u200b학"),
        ("아주 아름다운 곳", "아름답", "아름다운"),
    ],
)
def test_a_term_points_at_what_is_printed(analyzer: Analyzer, text: str, term: str, printed: str) -> None:
    assert printed in [text[token.start : token.end] for token in analyzer.analyze(text).words if token.term == term]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("中國科學院 計算技術研究所", "中国科学院 计算技术研究所", "traditional and simplified"),
        ("楊傳東 李東生", "杨传东 李东生", "names in traditional characters"),
        ("ＴＣＬ　２０２２", "TCL 2022", "full-width and plain"),
        ("Hisense TCL", "HISENSE tcl", "upper and lower case"),
        ("창업ㆍ혁신", "창업·혁신", "middle dots"),
        ("과학\u00ad기술", "과학기술", "a soft hyphen"),
        ("m²", "㎡", "a unit in two characters and in one"),
        ("\uf900國", "豈国", "a compatibility ideograph"),
    ],
)
def test_two_ways_to_write_have_the_same_terms(analyzer: Analyzer, one: str, other: str, reason: str) -> None:
    assert terms(analyzer, one) == terms(analyzer, other), reason


@pytest.mark.parametrize(
    ("word", "stands", "reason"),
    [
        ("재시작", False, "시작 without 재 is something else"),
        ("동일성", False, "동일 without 성 is an adjective"),
        ("한척", False, "척 without its 한 is any ship, or a pretence"),
        ("역산", False, "read as 역사 and ㄴ, which is not what is printed"),
        ("가나", False, "read as 가다, one syllable of a stem"),
        ("양추안동", False, "a name falls apart into what it is not"),
        ("있다", False, "an auxiliary asks for nothing"),
        ("!", False, "no term at all"),
        ("경영하던", True, "하던 only bends 경영"),
        ("도둑들", True, "들 is the plural"),
        ("은행에서", True, "에서 is a particle"),
        ("은행이다", True, "이다 is the copula"),
        ("아름다운", True, "a stem of more than one syllable"),
        ("과학혁신금융", True, "all parts are content"),
        ("科技日報", True, "Chinese words"),
        ("TCL", True, "a Latin word"),
    ],
)
def test_the_content_of_a_word_stands_for_it_where_it_says_the_same(
    analyzer: Analyzer, word: str, stands: bool, reason: str
) -> None:
    assert analyzer.asked(word).stands_for_word is stands, reason


@settings(deadline=None)
@given(text=any_text)
def test_a_word_is_asked_for_in_the_units_of_articles(analyzer: Analyzer, text: str) -> None:
    asked = analyzer.asked(text)
    assert list(asked.units) == [term[1:] for term in analyzer.analyze(text).letters.terms]
    assert not asked.stands_for_word or asked.terms
    assert asked == analyzer.asked(unicodedata.normalize("NFD", unicodedata.normalize("NFC", text)))


def assert_well_formed(analysis: Analysis, text: str) -> None:
    for stream in (analysis.words, analysis.letters):
        assert [token.position for token in stream] == list(range(len(stream)))
        for token in stream:
            assert 0 <= token.start < token.end <= len(text)
            assert token.term
            assert not any(character.isspace() for character in token.term)
    starts = [token.start for token in analysis.letters]
    assert starts == sorted(starts)


def is_spelt(term: str) -> bool:
    """Whether a term is printed letter by letter: everything but Korean, which may be bent (했 is 하 and 었)."""
    return term != BREAK and not any("HANGUL" in unicodedata.name(character, "") for character in fold(term).text)


def terms(analyzer: Analyzer, text: str) -> tuple[list[str], list[str]]:
    analysis = analyzer.analyze(text)
    return analysis.words.terms, analysis.letters.terms


def test_without_threads_of_its_own_an_analyzer_reads_the_same(analyzer: Analyzer) -> None:
    alone = build_analyzer(threads=False)
    assert [alone.analyze(text) for text in PRINTED] == [analyzer.analyze(text) for text in PRINTED]
    assert alone.standings(PRINTED) == analyzer.standings(PRINTED)
    assert all(alone.question(text) == analyzer.question(text) for text in PRINTED)
