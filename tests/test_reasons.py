"""Why an article was found, said so that a reader understands it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from archive import query
from archive.analysis import Analyzer
from archive.highlight import Mark, Marker
from archive.language import OWN, speak
from archive.models import Article, Block
from archive.plan import Planner
from archive.reasons import Reason, bent, is_respaced, reasons, said
from archive.results import Search, Span, Widening
from archive.saying import plain
from archive.search import Archive
from archive.stored import pack, searchable_parts, unpack


@pytest.fixture
def in_english() -> Iterator[None]:
    speak("en")
    yield
    speak(OWN)


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("금융", "금융과 금융", ("금융 그대로 2번",)),
        ("과학혁신금융", "과학혁신 금융과 과학혁신금융", ("띄어 쓴 과학혁신 금융 1번", "과학혁신금융 그대로 1번")),
        ('"과학 혁신"', "과학혁신", ("붙여 쓴 과학혁신 1번",)),
        ("杨传东", "楊傳東", ("다른 글자꼴 楊傳東 1번",)),
        ("경영하던", "회사를 경영했다", ("경영하던의 다른 꼴 경영 1번",)),
        ("과학*", "과학기술", ("과학(으)로 시작하는 과학 1번",)),
        ("금융 -혁신", "금융", ("금융 그대로 1번",)),
        ("-금융", "혁신", ()),
        ("호:1", "혁신", ()),
    ],
)
def test_each_way_of_finding_is_told(analyzer: Analyzer, typed: str, text: str, expected: tuple[str, ...]) -> None:
    assert told(analyzer, typed, text) == expected


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("금융", "금융과 금융", ("금융 twice",)),
        ("과학혁신금융", "과학혁신 금융", ("과학혁신 금융 (written apart) once",)),
        ('"과학 혁신"', "과학혁신과 과학혁신이 과학혁신을", ("과학혁신 (written together) 3 times",)),
        ("杨传东", "楊傳東", ("楊傳東 (in other characters) once",)),
        ("경영하던", "회사를 경영했다", ("경영 (another form of 경영하던) once",)),
        ("과학*", "과학기술", ("과학 (begins with 과학) once",)),
    ],
)
def test_each_way_is_told_in_english_too(
    analyzer: Analyzer, typed: str, text: str, expected: tuple[str, ...], in_english: None
) -> None:
    assert told(analyzer, typed, text) == expected


def test_the_title_is_told_in_english_too(analyzer: Analyzer, in_english: None) -> None:
    assert told(analyzer, "금융", "금융과 혁신", title="금융") == ("금융 twice (once in the title)",)


def test_the_printed_form_and_nothing_else_stands_out() -> None:
    reason = Reason("과학혁신금융", "과학혁신 금융", "literal", "apart", 4, 0)
    assert [piece.text for piece in said(reason) if piece.word] == ["과학혁신 금융"]


def test_other_spaces_and_other_forms_are_noticed() -> None:
    apart = Reason("과학혁신금융", "과학혁신 금융", "literal", "apart", 4, 0)
    itself = Reason("금융", "금융", "literal", "as typed", 1, 0)
    other = Reason("경영하던", "경영", "morphemes", None, 2, 0)
    assert is_respaced([itself, apart]) and not is_respaced([itself, other])
    assert bent([itself, other]) == (Widening("경영하던", ("경영",)),)
    assert bent([other, Reason("경영하던", "경영하던", "literal", "as typed", 1, 0)]) == ()


@pytest.mark.parametrize(("typed", "printed"), [("tcl", "TCL"), ("Hisense", "HISENSE"), ("toB", "ToB")])
def test_another_case_is_not_another_spacing(analyzer: Analyzer, typed: str, printed: str) -> None:
    (only,) = told(analyzer, typed, f"{printed} 브랜드")
    assert only == f"{printed} 그대로 1번"


def test_a_word_typed_on_a_mac_is_found_as_it_is(analyzer: Analyzer) -> None:
    assert told(analyzer, unicodedata.normalize("NFD", "금융"), "금융") == ("금융 그대로 1번",)


def test_words_written_together_are_told_before_the_words(analyzer: Analyzer) -> None:
    first, *_ = told(analyzer, "로스 앤젤레스", "로스앤젤레스에서")
    assert first == "붙여 쓴 로스앤젤레스 1번"


def test_what_is_inside_other_words_is_told_to_be(analyzer: Analyzer) -> None:
    assert told(analyzer, "신의", "자신의 일", inside=True) == ("다른 낱말 속의 신의 1번",)


def test_letters_that_are_explained_are_not_explained_again(analyzer: Analyzer) -> None:
    assert told(analyzer, "금융", "금융", inside=True) == ("금융 그대로 1번",)


def test_what_is_in_the_title_is_told_to_be(analyzer: Analyzer) -> None:
    assert told(analyzer, "금융", "금융과 혁신", title="금융") == ("금융 그대로 2번(제목에 1번)",)


def test_the_commonest_forms_are_told_and_not_every_one() -> None:
    text = "가나 가 나 가나 가  나 가\t나 가\n나 가나"
    places = [(0, 2), (3, 6), (7, 9), (10, 14), (15, 18), (19, 22), (23, 25)]
    marks = [Mark(Span(*place), "가나", "literal") for place in places]
    assert texts(reasons(marks, text, 0)) == ("띄어 쓴 가 나 4번", "가나 그대로 3번")
    many = [Mark(Span(at, at + 1), "가", "prefix") for at in range(5)]
    assert len(reasons(many, "각간갇갈감", 0)) == 3


@pytest.mark.parametrize(
    ("typed", "article", "expected"),
    [
        ("과학혁신금융", "307-1", "과학혁신금융 그대로 3번"),
        ("양추안동", "307-5", "양추안동 그대로 2번"),
        ("제목:백서", "307-5", "백서 그대로 1번(제목에 1번)"),
        ("호:307", "307-1", "적은 조건에 맞음"),
    ],
)
def test_counts_are_those_of_the_printed_issue(archive: Archive, typed: str, article: str, expected: str) -> None:
    hits = {hit.article.id: hit for hit in archive.search(Search(typed)).hits}
    assert expected in hits[article].why


def told(analyzer: Analyzer, typed: str, text: str, *, title: str = "", inside: bool = False) -> tuple[str, ...]:
    blocks = (Block("paragraph", text),)
    article = Article("1", None, None, None, title, (), None, date(2022, 12, 14), None, blocks)
    parts = searchable_parts(article)
    plan = Planner(analyzer, lambda _: {}, inside=inside).plan(query.parse(typed).node)
    marks = Marker.for_leaves(plan.leaves).marks(unpack(pack(article, analyzer.analyze(*parts))))
    return texts(reasons(marks, "\n".join(parts), len(title)))


def texts(found: Iterable[Reason]) -> tuple[str, ...]:
    return tuple(plain(said(reason)) for reason in found)
