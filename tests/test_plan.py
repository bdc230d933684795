"""Every word of a query becomes its alternatives at the leaf, and nothing that is not wanted is weighed or marked."""

from __future__ import annotations

from datetime import date

import pytest

from archive import query
from archive.analysis import Analyzer, Question
from archive.engines.contract import Dates, Document, Every, Keyword, Near, Node, Phrase, Some, Without
from archive.engines.memory import matches
from archive.plan import LONGEST_TOGETHER, Plan, Planner, days

VALUES = {
    "section": ("WEEKLY 뉴스", "CHINA 창업", "KIC 중국 뉴스"),
    "outlet": ("과기일보", "매일경제신문", "Wind"),
    "outlet_zh": ("科技日报", "每日经济新闻"),
}


@pytest.mark.parametrize(
    ("typed", "text", "matched", "reason"),
    [
        ("과학혁신금융", "과학혁신금융을 말했다", True, "as it is typed"),
        ("과학혁신금융", "과학 혁신 금융을 말했다", True, "with spaces"),
        ("과학혁신금융", "과학\n혁신금융을 말했다", True, "with a line between"),
        ("과학혁신금융", "금융과 과학의 혁신을 말했다", False, "strewn about"),
        ("과학 혁신 금융", "금융과 과학의 혁신을 말했다", True, "words that may stand anywhere"),
        ("로스 앤젤레스", "로스앤젤레스에서 열렸다", True, "words that are written together"),
        ("로스 AND 앤젤레스", "로스앤젤레스에서 열렸다", False, "an explicit AND joins nothing"),
        ("신의", "자신의 일을 했다", False, "letters inside another word"),
        ("인도", "인도와 손을 잡았다", True, "a word with a particle"),
        ("인도", "문재인도 왔다", False, "the end of a name and a particle"),
        ("은행", "중국은행에 맡겼다", True, "the second part of a compound"),
        ("경영하던", "회사를 경영했다", True, "another form of the verb"),
        ("재시작", "작업을 시작했다", False, "the rest of a word is not the word"),
        ("가나", "집에 가니 없었다", False, "one syllable of a stem"),
        ("양추안동", "양과 추, 그리고 안동을 보았다", False, "a name does not fall apart"),
        ("물", "물가가 올랐다", False, "one syllable has to end where it ends"),
        ("물", "물이 맑다", True, "before a particle"),
        ("杨传东", "楊傳東[행장]", True, "in traditional characters"),
        ("tcl", "ＴＣＬ의 발표", True, "in full width"),
        ("TCL", "TCLX의 발표", False, "a longer Latin word"),
        ("2만6000", "규모는 2 만 6000 m²", True, "a number with its unit"),
        ('"혁신 금융"', "혁신금융기관", True, "an exact sequence, white space apart"),
        ('"금융 혁신"', "혁신 금융", False, "in another order"),
        ("과학*", "과학기술이다", True, "a prefix"),
        ("학*", "과학이다", False, "a prefix begins a word"),
        ("스탠*", "스탠다드차타드은행", True, "of a foreign name"),
        ("Stan*", "Standard Chartered", True, "of a Latin word"),
        ('"과학 금융"~1', "금융을 위한 과학", True, "one word between, in any order"),
        ('"과학 금융"~1', "과학 기술 혁신 개혁 도시 금융", False, "too far apart"),
        ('"양추안동 행장"~3', "양추안동이 행장으로 말했다", True, "a name that is read apart when it stands alone"),
        ('"리동성 회장"~3', "리동성[李东生, TCL 창립자·회장]은", True, "a name and what is behind it"),
        ("과학 -금융", "과학과 금융", False, "what is not wanted"),
        ("과학 -금융", "과학과 기술", True, "is not there"),
        ("¶", "과학", False, "a sign that no one printed"),
    ],
)
def test_the_rule_of_mentions(analyzer: Analyzer, typed: str, text: str, matched: bool, reason: str) -> None:
    assert matches(plan(analyzer, typed).match, article(analyzer, text)) is matched, reason


@pytest.mark.parametrize(
    ("typed", "text", "matched"),
    [
        ("신의", "자신의 일을 했다", True),
        ("인도", "문재인도 왔다", True),
        ("대원군", "흥선대원군", True),
        ("신의 일", "자신의 일을 했다", True),
        ("신의 금융", "자신의 일을 했다", False),
        ("일 -신의", "자신의 일을 했다", True),
        ("제목:신의", "자신의 일을 했다", False),
    ],
)
def test_inside_looks_into_other_words_save_for_what_is_not_wanted(
    analyzer: Analyzer, typed: str, text: str, matched: bool
) -> None:
    assert matches(plan(analyzer, typed, inside=True).match, article(analyzer, text)) is matched


@pytest.mark.parametrize(
    ("typed", "matched"),
    [
        ("제목:금융", True),
        ('제목:"금융 개혁"', True),
        ("제목:금*", True),
        ("제목:혁신", False),
        ("제목:(혁신 OR 금융)", True),
        ("제목:(금융 개혁 혁신)", False),
        ("-제목:혁신", True),
        ('제목:"개혁 금융"~3', True),
    ],
)
def test_a_title_is_searched_by_itself(analyzer: Analyzer, typed: str, matched: bool) -> None:
    assert matches(plan(analyzer, typed).match, article(analyzer, "과학 혁신", title="금융 개혁")) is matched


def outlet(*names: str) -> Node:
    return Some((Keyword("outlet", frozenset(names)), Keyword("outlet_zh", frozenset(names))))


@pytest.mark.parametrize(
    ("typed", "node"),
    [
        ("호:307", Keyword("issue", frozenset({"307"}))),
        ("날짜:2022-12-14", Dates(date(2022, 12, 14).toordinal(), date(2022, 12, 14).toordinal())),
        ("날짜:2022..", Dates(date(2022, 1, 1).toordinal(), None)),
        ('섹션:"china 창업"', Keyword("section", frozenset({"CHINA 창업"}))),
        ("섹션:뉴스", Keyword("section", frozenset({"WEEKLY 뉴스", "KIC 중국 뉴스"}))),
        ("섹션:없음", Keyword("section", frozenset())),
        ("매체:과기", outlet("과기일보")),
        ("매체:科技日報", outlet("科技日报")),
    ],
)
def test_a_field_narrows_to_the_values_that_the_index_holds(analyzer: Analyzer, typed: str, node: Node) -> None:
    assert plan(analyzer, typed).match == node


@pytest.mark.parametrize("typed", ["매체:\ufe0f", "섹션:\U000e0001", 'outlet:"\u3000\ufe0f"'])
def test_a_value_of_which_nothing_is_to_be_seen_is_held_by_nothing(analyzer: Analyzer, typed: str) -> None:
    held = Document("1", 738503, {}, VALUES, b"")
    assert matches(plan(analyzer, "매체:과기일보").match, held)
    assert not matches(plan(analyzer, typed).match, held)


def test_no_query_asks_for_everything(analyzer: Analyzer) -> None:
    assert plan(analyzer, "") == Plan(Every(), (), (), Question())


@pytest.mark.parametrize(
    "typed", ["-금융", "NOT 금융", "-(금융)", '-"금융 개혁"', "-제목:금융", "-금융*", "-(금융 OR 개혁)"]
)
def test_what_is_not_wanted_is_neither_weighed_nor_marked(analyzer: Analyzer, typed: str) -> None:
    planned = plan(analyzer, typed)
    assert isinstance(planned.match, Without)
    assert not planned.weights
    assert not planned.leaves


def test_what_is_twice_not_wanted_is_wanted(analyzer: Analyzer) -> None:
    assert plan(analyzer, "NOT NOT 금융").leaves == plan(analyzer, "금융").leaves
    assert plan(analyzer, "NOT NOT 금융").weights == plan(analyzer, "금융").weights


def test_a_word_that_is_typed_twice_is_weighed_once(analyzer: Analyzer) -> None:
    assert plan(analyzer, "금융 금융").weights == plan(analyzer, "금융").weights


def test_the_title_weighs_less_than_the_text(analyzer: Analyzer) -> None:
    weights = {weighted.field: weighted.weight for weighted in plan(analyzer, "금융").weights}
    assert weights["words"] > weights["title_words"] > 0


def test_each_leaf_says_for_which_word_it_stands_and_how(analyzer: Analyzer) -> None:
    ways = {(leaf.word, leaf.way) for leaf in plan(analyzer, '금융 개혁 "과학" 혁*', inside=True).leaves}
    assert ways == {
        *((word, way) for word in ("금융", "개혁") for way in ("literal", "inside", "morphemes")),
        ("금융 개혁", "together"),
        ("금융 개혁", "inside"),
        ("과학", "literal"),
        ("과학", "inside"),
        ("혁", "prefix"),
    }


def test_words_are_looked_for_together_up_to_a_length_that_people_write_together(analyzer: Analyzer) -> None:
    words = ["과학", "혁신", "금융", "개혁", "도시"]
    together = {leaf.word for leaf in plan(analyzer, " ".join(words)).leaves if leaf.way == "together"}
    windows = [words[start:end] for start in range(5) for end in range(start + 2, 6)]
    assert together == {" ".join(window) for window in windows if len(window) <= LONGEST_TOGETHER}


@pytest.mark.parametrize(
    "typed", ["과학 -혁신 금융", '과학 "혁신" 금융', "과학 AND 금융", "과학 OR 금융", "(과학) (혁신 OR 금융)"]
)
def test_only_words_that_stand_side_by_side_are_looked_for_together(analyzer: Analyzer, typed: str) -> None:
    assert not [leaf for leaf in plan(analyzer, typed).leaves if leaf.way == "together"]


def test_with_any_word_words_are_not_looked_for_together(analyzer: Analyzer) -> None:
    assert not [leaf for leaf in plan(analyzer, "과학 금융", any_word=True).leaves if leaf.way == "together"]


@pytest.mark.parametrize(
    ("typed", "text", "matched"),
    [
        ("과학 금융", "금융", True),
        ("과학 금융", "개혁", False),
        ("과학 -금융", "과학과 금융", False),
        ("-과학 -금융", "개혁", True),
        ("-과학 -금융", "금융", False),
        ("과학 AND 금융", "금융", False),
    ],
)
def test_any_word_is_enough_but_none_that_is_not_wanted(
    analyzer: Analyzer, typed: str, text: str, matched: bool
) -> None:
    assert matches(plan(analyzer, typed, any_word=True).match, article(analyzer, text)) is matched


@pytest.mark.parametrize("typed", ["과학 금융", '"과학 금융"~3', "제목:과학*", "과학 -금융", "ㅋㅋ 中 TCL 2022", "! ?"])
def test_every_phrase_has_a_slot_and_no_term_a_space(analyzer: Analyzer, typed: str) -> None:
    planned = plan(analyzer, typed, inside=True)
    for phrase in (*phrases(planned.match), *(leaf.phrase for leaf in planned.leaves)):
        assert phrase.slots
        assert not any(" " in term for slot in phrase.slots for term in (*slot.terms, *slot.prefixes))


@pytest.mark.parametrize(
    ("first", "last", "node"),
    [
        (None, None, Dates(None, None)),
        (date(1, 1, 1), None, Dates(1, None)),
        (None, date(2022, 12, 14), Dates(None, 738503)),
    ],
)
def test_days_are_counted_from_the_first_of_all(first: date | None, last: date | None, node: Dates) -> None:
    assert days(first, last) == node


def plan(analyzer: Analyzer, typed: str, *, any_word: bool = False, inside: bool = False) -> Plan:
    return Planner(analyzer, lambda name: dict.fromkeys(VALUES[name], 1), any_word, inside).plan(
        query.parse(typed).node
    )


def article(analyzer: Analyzer, text: str, title: str = "제목") -> Document:
    """A document with the fields of an article of this title and text."""
    whole, alone = analyzer.analyze(title, text), analyzer.analyze(title)
    terms = {
        "words": whole.words.terms,
        "letters": whole.letters.terms,
        "title_words": alone.words.terms,
        "title_letters": alone.letters.terms,
    }
    return Document("1", 738503, terms, {}, b"")


def phrases(node: Node) -> list[Phrase]:
    match node:
        case Phrase():
            return [node]
        case Near():
            return list(node.sequences)
        case Every() | Some():
            return [phrase for child in node.nodes for phrase in phrases(child)]
        case Without():
            return phrases(node.node)
    return []
