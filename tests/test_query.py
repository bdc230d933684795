"""The query language, sentence by sentence (docs/contract.md, Query language): what was typed -> what was meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.query import (
    MAX_DEPTH,
    And,
    Days,
    Facet,
    InTitle,
    Nearby,
    Node,
    Not,
    Or,
    Prefix,
    Query,
    Quoted,
    Together,
    Word,
    parse,
)
from tests.growing import growth

A, B, C, D = Word("과학"), Word("혁신"), Word("금융"), Word("AI")

SIGNS = [*' ()|-~*="“”（：\u0301\u200b\ud800', '"~3', "..", "AND ", "OR ", "NOT "]
PIECES = ["과학", "AI", "2022", "2022-12", "307", "제목:", "섹션:", "매체:", "호:", "날짜:", "title:", *SIGNS]


@pytest.mark.parametrize(
    ("typed", "meant", "reason"),
    [
        ("과학", A, "a word"),
        ("과학 혁신 금융", Together((A, B, C)), "words side by side"),
        ("  과학\t혁신\n금융\u3000AI ", Together((A, B, C, D)), "any white space"),
        ("과학 AND 혁신", And((A, B)), "strictly both"),
        ("과학 혁신 AND 금융", And((Together((A, B)), C)), "side by side binds before AND"),
        ("과학 OR 혁신", Or((A, B)), "either"),
        ("과학 | 혁신", Or((A, B)), "the short form"),
        ("과학|혁신|금융", Or((A, B, C)), "which needs no spaces"),
        ("과학 OR 혁신 금융", Or((A, Together((B, C)))), "OR binds last"),
        ("과학 OR 혁신 AND 금융", Or((A, And((B, C)))), "after AND as well"),
        ("NOT 과학", Not(A), "without"),
        ("-과학", Not(A), "the short form"),
        ("과학 NOT 혁신", Together((A, Not(B))), "beside a word"),
        ("과학 -혁신 금융", Together((A, Not(B), C)), "between words"),
        ("과학 AND NOT 혁신", And((A, Not(B))), "after an AND"),
        ("과학 OR -혁신", Or((A, Not(B))), "after an OR"),
        ("NOT NOT 과학", Not(Not(A)), "twice"),
        ("NOT 과학 혁신", Together((Not(A), B)), "NOT takes the next unit only"),
        ("(과학 OR 혁신) 금융", Together((Or((A, B)), C)), "parentheses"),
        ("(과학 OR 혁신)금융", Together((Or((A, B)), C)), "which need no spaces"),
        ("금융 -(과학 OR 혁신)", Together((C, Not(Or((A, B))))), "without either"),
        ("((과학))", A, "more parentheses than needed"),
        ('"과학 혁신"', Quoted("과학 혁신"), "an exact sequence"),
        ('"과학  \t혁신"', Quoted("과학 혁신"), "white space is one space"),
        ('"과학"금융', Together((Quoted("과학"), C)), "a quotation ends at its mark"),
        ('"AND"', Quoted("AND"), "an operator in quotation marks is text"),
        ('"(과학 OR -혁신*"', Quoted("(과학 OR -혁신*"), "so is everything else"),
        ('"과학 금융"~5', Nearby(("과학", "금융"), 5), "within five tokens"),
        ('"과학 금융"~0', Nearby(("과학", "금융"), 0), "side by side in any order"),
        ('"과학 혁신 금융"~10 AI', Together((Nearby(("과학", "혁신", "금융"), 10), D)), "then a word"),
        ('("과학 금융"~5)', Nearby(("과학", "금융"), 5), "a parenthesis may follow"),
        ('AI OR ("과학 금융"~5 혁신)', Or((D, Together((Nearby(("과학", "금융"), 5), B)))), "or a space"),
        ('"과학 금융"~5|AI', Or((Nearby(("과학", "금융"), 5), D)), "or a bar"),
        ('"과학"~5', Quoted("과학"), "one word is near nothing"),
        ("과학*", Prefix("과학"), "a prefix"),
        ("과학**", Prefix("과학"), "one star is enough"),
        ("-과학*", Not(Prefix("과학")), "no word that begins so"),
        ("<과학*", Prefix("과학"), "without the punctuation before it"),
        ("=닝보", Word("닝보", exact=True), "no other names"),
        ("==닝보", Word("닝보", exact=True), "one sign is enough"),
        ("-=닝보", Not(Word("닝보", exact=True)), "not this name"),
        ("제목:과학", InTitle(A), "in the title"),
        ("title:과학", InTitle(A), "the same in English"),
        ("TITLE:과학", InTitle(A), "a field has no case"),
        ('제목:"과학 혁신"', InTitle(Quoted("과학 혁신")), "a sequence in the title"),
        ("제목:(과학 OR 혁신)", InTitle(Or((A, B))), "either in the title"),
        ("제목:과학*", InTitle(Prefix("과학")), "a prefix in the title"),
        ("-제목:과학", Not(InTitle(A)), "not in the title"),
        ("섹션:뉴스", Facet("section", "뉴스"), "a section"),
        ('section:"CHINA 창업"', Facet("section", "CHINA 창업"), "with a space in its name"),
        ("매체:과기일보", Facet("outlet", "과기일보"), "an outlet"),
        ('outlet:"科技日报"', Facet("outlet", "科技日报"), "by its Chinese name"),
        ("호:307", Facet("issue", "307"), "an issue"),
        ("issue:0307", Facet("issue", "307"), "by its number, however written"),
        ("호:３０７", Facet("issue", "307"), "in full-width digits"),
        ("날짜:2022", Days(date(2022, 1, 1), date(2022, 12, 31)), "a year"),
        ("date:2022-12", Days(date(2022, 12, 1), date(2022, 12, 31)), "a month"),
        ("날짜:2022-01..2022-06", Days(date(2022, 1, 1), date(2022, 6, 30)), "a range"),
        ("date:2022-12-14..", Days(date(2022, 12, 14), None), "from a day on"),
        ("date:..2022", Days(None, date(2022, 12, 31)), "up to a year"),
        ("과학 날짜:2022", Together((A, Days(date(2022, 1, 1), date(2022, 12, 31)))), "beside a word"),
        ("", None, "nothing"),
        (" \t\n", None, "white space is nothing"),
    ],
)
def test_each_sentence_of_the_language_is_read(typed: str, meant: Node | None, reason: str) -> None:
    assert parse(typed) == Query(meant), reason


@pytest.mark.parametrize(
    ("typed", "same_as"),
    [
        ("“과학 혁신”", '"과학 혁신"'),
        ("„과학 혁신“", '"과학 혁신"'),
        ("＂과학 혁신＂", '"과학 혁신"'),
        ("（과학｜혁신）　금융", "(과학|혁신) 금융"),
        ("제목：과학", "제목:과학"),
        ("과학＊", "과학*"),
        ("＝닝보", "=닝보"),
        ("－과학", "-과학"),
        ("“과학 금융”～5", '"과학 금융"~5'),
        ("과\u200b학 \ufeffOR \u202e혁신\u00ad", "과학 OR 혁신"),
    ],
)
def test_what_keyboards_and_word_processors_make_of_the_syntax_is_the_syntax(typed: str, same_as: str) -> None:
    assert parse(typed) == parse(same_as)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("과학 and 혁신", ("과학", "and", "혁신")),
        ("과학 or 혁신", ("과학", "or", "혁신")),
        ("not 과학", ("not", "과학")),
        ("And Or Not", ("And", "Or", "Not")),
        ("ANDROID ORANGE", ("ANDROID", "ORANGE")),
        ("e-스포츠 R&D", ("e-스포츠", "R&D")),
        ("2022-12-14 1/3", ("2022-12-14", "1/3")),
        ("https://kic.org/a?b=c&d* kic", ("https://kic.org/a?b=c&d", "kic")),
        ("subtitle:과학 발행일:2022", ("subtitle:과학", "발행일:2022")),
        ("제목: 과학", ("제목", "과학")),
        ("출처:KIC a:b", ("출처:KIC", "a:b")),
        ("a=b 2*3", ("a=b", "2*3")),
    ],
)
def test_everything_else_is_text(typed: str, words: tuple[str, ...]) -> None:
    query = parse(typed)
    assert isinstance(query.node, Together)
    assert tuple(node.text for node in query.node.nodes if isinstance(node, Word | Prefix)) == words
    assert not query.misread


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("<과학>", "과학"),
        ("'과학'", "과학"),
        ("【과학】,", "과학"),
        ("과학혁신…", "과학혁신"),
        ("--과학", "과학"),
        ("(과학)", "과학"),
        ("#과학", "과학"),
        ("R&D.", "R&D"),
        ("①", "①"),
        (unicodedata.normalize("NFD", "과학,"), unicodedata.normalize("NFD", "과학")),
        (unicodedata.normalize("NFD", "Nestlé"), unicodedata.normalize("NFD", "Nestlé")),
    ],
)
def test_punctuation_that_a_reader_copies_along_is_not_asked_for(typed: str, word: str) -> None:
    node = parse(typed).node
    assert isinstance(node, Word)
    assert unicodedata.normalize("NFC", node.text) == unicodedata.normalize("NFC", word)


def test_bold_as_extraction_leaves_it_is_the_word() -> None:
    assert parse("**과학**").node in (A, Prefix("과학"))


@pytest.mark.parametrize(
    ("typed", "meant", "left_out"),
    [
        ("과학 & 혁신", Together((A, B)), ("&",)),
        ("과학 - 혁신", Together((A, B)), ("-",)),
        ("— 과학 …", A, ("—", "…")),
        ("과학 😀", A, ("😀",)),
        ("(과학 ?) OR !", Or((A, Word("!"))), ("?",)),
        ("?", Word("?"), ()),
        ("😀 !", Together((Word("😀"), Word("!"))), ()),
        ("-", Word("-"), ()),
        ("*", Word("*"), ()),
        ("=", Word("="), ()),
    ],
)
def test_marks_are_left_out_and_said_to_be_unless_there_is_nothing_else(
    typed: str, meant: Node, left_out: tuple[str, ...]
) -> None:
    assert parse(typed) == Query(meant, left_out=left_out)


@pytest.mark.parametrize(
    ("typed", "meant", "left_out", "reason"),
    [
        ('"과학 혁신', Together((A, B)), (), "a quotation that does not end"),
        ('과학" 혁신', Together((A, B)), (), "or does not begin"),
        ("(과학 혁신", Together((A, B)), (), "a parenthesis that does not end"),
        ("과학) 혁신", Together((A, B)), (), "or does not begin"),
        (")(", None, (), "nothing but parentheses"),
        ("()", None, (), "around nothing"),
        ("과학 AND", A, ("AND",), "an operator with nothing after it"),
        ("OR 과학", A, ("OR",), "or nothing before it"),
        ("과학 AND OR 혁신", Together((A, B)), ("AND", "OR"), "two in a row"),
        ("과학 | | 혁신", Together((A, B)), (), "two bars in a row"),
        ("과학 NOT", A, ("NOT",), "without what"),
        ("AND", Word("AND"), (), "nothing but an operator is a word"),
        ("AND OR NOT", Together((Word("AND"), Word("OR"), Word("NOT"))), (), "so are several"),
        ("날짜:gestern 과학", Together((Word("날짜:gestern"), A)), (), "a date that is none"),
        ("날짜:2022-13", Word("날짜:2022-13"), (), "a month that no year has"),
        ("날짜:..", Word("날짜:"), (), "a range without ends"),
        ("날짜:2023..2022", Word("날짜:2023..2022"), (), "a range backwards"),
        ("호:abc", Word("호:abc"), (), "an issue that is no number"),
        ('섹션:" "', Word("섹션"), (), "a section without a name"),
    ],
)
def test_what_cannot_be_read_is_read_as_words_and_said_to_be(
    typed: str, meant: Node | None, left_out: tuple[str, ...], reason: str
) -> None:
    query = parse(typed)
    assert query.misread, reason
    assert spelt(query.node) == spelt(meant), reason
    assert query.left_out == left_out, reason


@pytest.mark.parametrize("typed", ['""', '" "', '-""', '제목:""', '"" AND ""', '("" OR "")'])
def test_empty_quotation_marks_ask_for_nothing(typed: str) -> None:
    assert parse(typed) == Query(None)


@pytest.mark.parametrize(("typed", "meant"), [('과학 ""', A), ('"" OR 과학', A), ('과학 AND "" AND 혁신', And((A, B)))])
def test_empty_quotation_marks_beside_something_do_not_matter(typed: str, meant: Node) -> None:
    assert parse(typed) == Query(meant)


@pytest.mark.parametrize("opening", ["(", "-(", "NOT ", "제목:("])
def test_deep_nesting_is_read_as_far_as_people_nest_and_then_as_words(opening: str) -> None:
    for depth, readable in ((3, True), (MAX_DEPTH * 2, False), (3000, False)):
        query = parse(opening * depth + "과학" + ")" * (depth * opening.count("(")))
        assert query.misread is not readable
        assert "과학" in str(query.node)


@settings(deadline=None, max_examples=300)
@given(
    st.text(st.characters(exclude_categories=()), max_size=30)
    | st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
)
@example("호:" + "9" * 5000)
@example("ſection:뉴스")
@example("tıtle:과학")
@example("ıssue:307")
def test_any_string_means_something(typed: str) -> None:
    query = parse(typed)
    assert query == parse(typed)
    for node in nodes(query.node):
        assert not isinstance(node, Together | And | Or) or len(node.nodes) > 1
        assert not isinstance(node, Word | Quoted | Prefix) or node.text.strip()
        assert not isinstance(node, Word | Prefix) or len(node.text.split()) == 1


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(lambda n: "가" * n, id="one word"),
        pytest.param(lambda n: "가 " * (n // 2), id="one word again and again"),
        pytest.param(lambda n: " ".join(f"w{word:04}" for word in range(n // 6)), id="different words"),
        pytest.param(lambda n: "a" + "." * n + "a", id="dots inside a word"),
        pytest.param(lambda n: "a" + "_" * n + "가", id="underscores inside a word"),
        pytest.param(lambda n: ". " * (n // 4) + " ".join(f"w{word:04}" for word in range(n // 12)), id="marks, words"),
        pytest.param(lambda n: "(" * (n // 2) + ")" * (n // 2), id="parentheses"),
        pytest.param(lambda n: "(" * n, id="parentheses that never end"),
        pytest.param(lambda n: '"' * (n + 1), id="quotation marks"),
        pytest.param(lambda n: "-" * n, id="minus signs"),
        pytest.param(lambda n: "NOT " * (n // 4), id="operators"),
        pytest.param(lambda n: "제목:" * (n // 3), id="fields"),
        pytest.param(lambda n: "a|" * (n // 2), id="bars"),
        pytest.param(lambda n: '"a b"~' * (n // 6), id="distances"),
    ],
)
def test_time_grows_with_what_was_typed_and_no_faster(typed: Callable[[int], str]) -> None:
    few, many = typed(1_250), typed(10_000)
    assert growth(lambda: parse(few), lambda: parse(many)) < 24


def spelt(node: Node | None) -> list[str]:
    """The words of a query that was read as words, without the punctuation around them."""
    words = node.nodes if isinstance(node, Together) else (node,) if node else ()
    assert all(isinstance(word, Word) for word in words)
    return [word.text.strip(":.") for word in words if isinstance(word, Word)]


def nodes(node: Node | None) -> list[Node]:
    """The node and all below it."""
    match node:
        case None:
            return []
        case Together(nodes=children) | And(nodes=children) | Or(nodes=children):
            return [node, *(below for child in children for below in nodes(child))]
        case Not(node=child) | InTitle(node=child):
            return [node, *nodes(child)]
    return [node]
