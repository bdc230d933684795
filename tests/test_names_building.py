"""From candidates to the book: what print, staff, tables and rules say, and which variants are left out."""

from __future__ import annotations

import pytest

from archive.analysis import Analyzer
from archive.names.book import Book, Kind
from archive.names.building import build
from archive.names.corrections import Corrections, Given
from archive.names.mining import find


def book(analyzer: Analyzer, *texts: str, **corrections: object) -> Book:
    found = {f"1-{number}": find(text) for number, text in enumerate(texts, 1)}
    return build(found, Corrections(**corrections), analyzer)  # type: ignore[arg-type]


def forms(book: Book, zh: str, *kinds: Kind) -> list[str]:
    name = book.named(zh)
    assert name is not None
    return [form.text for form in name.forms if not kinds or form.kind in kinds]


def test_print_gives_a_name_its_forms_and_its_places(analyzer: Analyzer) -> None:
    text = "작년에 닝보(宁波)와 닝보시는"
    made = book(analyzer, text, "寧波(닝보) 소식")
    name = made.named("宁波")
    assert name is not None and name.listed and name.articles == 2
    (form,) = name.printed
    assert [place.article for place in form.places] == ["1-1", "1-2"]
    place = form.places[0]
    assert (text[place.start : place.end], text[place.zh_start : place.zh_end]) == ("닝보", "宁波")


def test_rules_add_the_forms_that_nobody_printed(analyzer: Analyzer) -> None:
    made = book(analyzer, "총감 양추안동(杨传东)은")
    assert forms(made, "杨传东", "transcription", "reading") == ["양촨둥", "양전동"]
    assert {"Yangchuandong", "Yang chuan dong"} <= set(forms(made, "杨传东", "pinyin"))


@pytest.mark.parametrize(
    ("printed", "zh", "left_out", "why"),
    [
        ("바티(华帝)가", "华帝", "화제", "a topic"),
        ("반워드(万和)가", "万和", "만화", "comics"),
        ("우한(武汉)에", "武汉", "무한", "without end"),
        ("광저우(广州)에", "广州", "광주", "a city in Korea"),
        ("후핑(胡萍)은", "胡萍", "호평", "praise"),
        ("리둥성(李东生)은", "李东生", "이동생", "이 동생, this brother"),
    ],
)
def test_a_variant_that_may_mean_something_else_is_left_out(
    analyzer: Analyzer, printed: str, zh: str, left_out: str, why: str
) -> None:
    assert left_out not in forms(book(analyzer, printed), zh), why


def test_a_variant_that_print_gives_to_another_name_is_left_out(analyzer: Analyzer) -> None:
    one, other = "총감 양추안동(杨传东)은", "마을 양전동(梁田洞)에"
    assert {"양전동", "양촨둥"} <= {form.text for form in book(analyzer, one).others("杨传东")}
    made = book(analyzer, one, other)
    assert "양전동" not in {form.text for form in made.others("杨传东")}
    assert "양추안동" not in {form.text for form in made.others("양전동")}


def test_a_printed_form_that_may_mean_something_else_counts_as_a_whole_word_only(analyzer: Analyzer) -> None:
    made = book(analyzer, "성도 지난(济南)은", "닝보(宁波)는")
    whole = {form.text: form.whole for zh in ("济南", "宁波") for form in made.named(zh).printed}  # type: ignore[union-attr]
    assert whole == {"지난": True, "닝보": False}


def test_staff_add_replace_and_forbid(analyzer: Analyzer) -> None:
    texts = "INSE Kitchen(厨电)과", "하이신(海信)과", "완허(万和)와"
    made = book(
        analyzer,
        *texts,
        names=(Given("厨电", ("주방가전",)), Given("海信", ("하이센스",), only=True), Given("中芯", ("SMIC",))),
        never=(("厨电", "INSE Kitchen"), ("萬和", "")),
    )
    assert forms(made, "厨电", "printed", "staff") == ["주방가전"]
    assert forms(made, "海信", "printed", "staff") == ["하이센스"]
    assert forms(made, "中芯", "staff") == ["SMIC"]
    assert made.named("万和") is None


def test_places_and_headline_characters_are_known_without_being_listed(analyzer: Analyzer) -> None:
    made = book(analyzer)
    assert not made.listed
    assert {form.text for form in made.others("심천")} >= {"深圳", "선전", "Shenzhen"}
    assert [form.text for form in made.others("美")] == ["미국"]


def test_a_book_made_from_an_earlier_one_is_the_same(analyzer: Analyzer) -> None:
    texts = "총감 양추안동(杨传东)은", "성도 지난(济南)은", "바티(华帝)가"
    found = {f"1-{number}": find(text) for number, text in enumerate(texts)}
    earlier = build({"1-0": found["1-0"], "1-2": found["1-2"]}, Corrections(), analyzer)
    assert list(build(found, Corrections(), analyzer, earlier)) == list(build(found, Corrections(), analyzer))
