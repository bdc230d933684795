"""Why an article was found, said so that a reader understands it."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from archive import query
from archive.analysis import Analyzer
from archive.highlight import Mark, Marker
from archive.models import Article, Block
from archive.plan import Planner
from archive.reasons import reasons
from archive.results import Search, Span
from archive.search import Archive
from archive.stored import pack, searchable_parts, unpack


@pytest.mark.parametrize(
    ("typed", "text", "said"),
    [
        ("금융", "금융과 금융", ("금융 그대로 2번",)),
        ("과학혁신금융", "과학혁신 금융과 과학혁신금융", ("과학혁신 금융 띄어 써서 1번", "과학혁신금융 그대로 1번")),
        ('"과학 혁신"', "과학혁신", ("과학혁신 붙여 써서 1번",)),
        ("杨传东", "楊傳東", ("楊傳東 다른 글자꼴로 1번",)),
        ("경영하던", "회사를 경영했다", ("경영하던의 다른 꼴 경영 1번",)),
        ("과학*", "과학기술", ("과학(으)로 시작하는 과학 1번",)),
        ("금융 -혁신", "금융", ("금융 그대로 1번",)),
        ("-금융", "혁신", ()),
        ("호:1", "혁신", ()),
    ],
)
def test_each_way_of_finding_is_told(analyzer: Analyzer, typed: str, text: str, said: tuple[str, ...]) -> None:
    assert told(analyzer, typed, text) == said


@pytest.mark.parametrize(("typed", "printed"), [("tcl", "TCL"), ("Hisense", "HISENSE"), ("toB", "ToB")])
def test_another_case_is_not_another_spacing(analyzer: Analyzer, typed: str, printed: str) -> None:
    (said,) = told(analyzer, typed, f"{printed} 브랜드")
    assert said.startswith(printed)
    assert "띄어" not in said
    assert "붙여" not in said


def test_a_word_typed_on_a_mac_is_found_as_it_is(analyzer: Analyzer) -> None:
    assert told(analyzer, unicodedata.normalize("NFD", "금융"), "금융") == ("금융 그대로 1번",)


def test_words_written_together_are_told_before_the_words(analyzer: Analyzer) -> None:
    said = told(analyzer, "로스 앤젤레스", "로스앤젤레스에서")
    assert said[0] == "로스앤젤레스 붙여 써서 1번"


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
    assert reasons(marks, text, 0) == ("가 나 띄어 써서 4번", "가나 그대로 3번")
    many = [Mark(Span(at, at + 1), "가", "prefix") for at in range(5)]
    assert len(reasons(many, "각간갇갈감", 0)) == 3


@pytest.mark.parametrize(
    ("typed", "article", "said"),
    [
        ("과학혁신금융", "307-1", "과학혁신금융 그대로 3번"),
        ("양추안동", "307-5", "양추안동 그대로 2번"),
        ("제목:백서", "307-5", "백서 그대로 1번(제목에 1번)"),
        ("호:307", "307-1", "적은 조건에 맞음"),
    ],
)
def test_counts_are_those_of_the_printed_issue(archive: Archive, typed: str, article: str, said: str) -> None:
    hits = {hit.article.id: hit for hit in archive.search(Search(typed)).hits}
    assert said in hits[article].why


def told(analyzer: Analyzer, typed: str, text: str, *, title: str = "", inside: bool = False) -> tuple[str, ...]:
    blocks = (Block("paragraph", text),)
    article = Article("1", None, None, None, title, (), None, date(2022, 12, 14), None, blocks)
    parts = searchable_parts(article)
    plan = Planner(analyzer, lambda _: {}, inside=inside).plan(query.parse(typed).node)
    marks = Marker.for_leaves(plan.leaves).marks(unpack(pack(article, analyzer.analyze(*parts))))
    return reasons(marks, "\n".join(parts), len(title))
