"""Where two scripts stand side by side in an article: every shape that newsletters print, and any text at all."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.names.mining import MOST_WORDS, Candidate, find


def pairs(text: str) -> list[str]:
    """The nearest form and the Chinese of each candidate."""
    return [f"{candidate.forms()[0]}/{candidate.zh}" for candidate in find(text)]


@pytest.mark.parametrize(
    ("text", "found", "shape"),
    [
        ("후이저우(惠州)는", ["후이저우/惠州"], "round brackets"),
        ("후이저우（惠州）는", ["후이저우/惠州"], "full-width brackets"),
        ("후이저우[惠州]는", ["후이저우/惠州"], "square brackets"),
        ("후이저우【惠州】는", ["후이저우/惠州"], "lenticular brackets"),
        ("후이저우 (惠州)는", ["후이저우/惠州"], "a space before the bracket"),
        ("후이저우\n(惠州)\n인구", ["후이저우/惠州"], "the gloss on the next line"),
        ("왕샤오밍[王小明, DJI 아시아 판매센터 부총경리]은", ["왕샤오밍/王小明"], "a job in the bracket"),
        (
            "왕샤오밍[王小明, Caixin(财新)총경리]은",
            ["왕샤오밍/王小明", "Caixin/财新"],
            "brackets in brackets",
        ),
        ("후이저우(惠州 8 위), 주하이(珠海,10 위)", ["후이저우/惠州", "주하이/珠海"], "ranks"),
        ("NDRC(发改委, 국가발전개혁위원회)는", ["NDRC/发改委"], "the gloss first, Korean second"),
        ("국장(Wang Xiaoming, 王小明)은", ["국장/王小明"], "Latin before the gloss"),
        ("후이저우(중국어: 惠州, 병음: Huìzhōu)", ["후이저우/惠州"], "an encyclopedia's label"),
        ("惠州(후이저우)는", ["후이저우/惠州"], "Korean in the bracket"),
        ("惠州(후이저우, 广东省)는", ["후이저우/惠州"], "Korean in the bracket, and more Chinese"),
        ("大疆(DJI)의", ["DJI/大疆"], "Latin in the bracket"),
        ("좌-후이저우(惠州), 우-주하이(珠海)", ["후이저우/惠州", "주하이/珠海"], "which picture is meant"),
        ("(*도우화 편집자 주: Douhua, 豆花, 연두부(tofu)의 하나)", ["도우화/豆花"], "a note of the editor"),
        ("『수호전』(水滸傳)", ["수호전/水滸傳"], "the form in quotation marks"),
        ("“쌍탄(双碳)”", ["쌍탄/双碳"], "both in quotation marks"),
        ("1)인구\t후이저우(惠州)\t주하이(珠海)", ["후이저우/惠州", "주하이/珠海"], "cells of a table"),
        ("DJI(大疆创新)", ["DJI/大疆创新"], "Latin before"),
        ("티씨엘(TCL科技)", ["티씨엘/TCL科技"], "Latin in the Chinese name"),
    ],
)
def test_a_place_is_found(text: str, found: list[str], shape: str) -> None:
    assert pairs(text) == found, shape


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("본사(深圳市가 세운 회사)", "a Korean sentence about a Chinese word"),
        ("자료(出处: 新华社)", "a label in Chinese"),
        ("보고서(《中国制造报告》)", "the title of a Chinese book"),
        ("惠州市(惠州)", "Chinese beside Chinese"),
        ("첫째, (惠州)", "nothing before the bracket but a comma"),
        ("했다. (惠州)", "nothing before the bracket but a sentence end"),
        ("후이저우\n\n(惠州)", "an empty line between"),
        ("후이저우(, . · !)", "only punctuation"),
        ("후이저우(Huizhou)", "no Chinese"),
        ("후이저우 惠州", "no brackets"),
        ("", "nothing"),
    ],
)
def test_a_place_is_no_candidate(text: str, why: str) -> None:
    assert pairs(text) == [], why


@pytest.mark.parametrize(
    ("text", "longest", "border"),
    [
        ("가 나 다 라 마(惠州)", "나 다 라 마", "four words"),
        ("가다. 나 다(惠州)", "나 다", "a sentence end"),
        ("가, 나 다(惠州)", "나 다", "a comma"),
        ("(가) 나 다(惠州)", "나 다", "a bracket"),
        ("가\t나 다(惠州)", "나 다", "a tab"),
        ("▷나 다(惠州)", "나 다", "a list sign"),
        ("가·나(惠州)", "나", "a middle dot"),
        ("우-나 다(惠州)", "나 다", "which picture is meant"),
        ("가\n나(惠州)", "가 나", "a line end may be in the middle of a name"),
        ("Ga\nNa(惠州)", "Na", "but Latin lines are cells or captions"),
        ("가\n\n나(惠州)", "나", "an empty line"),
    ],
)
def test_words_are_counted_leftwards_up_to_a_border(text: str, longest: str, border: str) -> None:
    assert find(text)[0].forms()[-1] == longest, border


def test_forms_grow_leftwards_and_every_start_is_known() -> None:
    text = "올해 Li Auto(理想)"
    assert find(text) == [Candidate("理想", 11, 13, "올해 Li Auto", (6, 3, 0), 10)]
    assert find(text)[0].forms() == ("Auto", "Li Auto", "올해 Li Auto")


@pytest.mark.parametrize(
    ("text", "form", "zh", "what"),
    [
        (unicodedata.normalize("NFD", "후이저우(惠州)"), "후이저우", "惠州", "decomposed Hangul"),
        ("후이\u200b저우\ufeff(惠\u200d州)", "후이저우", "惠州", "zero-width characters"),
        ("국가\u00a0통계국(国家\n统计局)", "국가 통계국", "国家统计局", "a space that does not break; a line end"),
        ("Ｄ－ＪＩ（大疆）", "Ｄ－ＪＩ", "大疆", "full-width letters stay as printed"),
        ("金(\uf90a山 화법)", "", "", "a compatibility ideograph is Han too"),
    ],
)
def test_offsets_are_those_of_the_text_as_printed(text: str, form: str, zh: str, what: str) -> None:
    for candidate in find(text):
        assert (candidate.forms()[-1], candidate.zh) == (form, zh), what
        assert visible(text[candidate.starts[-1] : candidate.end]) == visible(form)
        assert visible(text[candidate.zh_start : candidate.zh_end]) == zh


def test_what_is_known_of_the_edge() -> None:
    texts = ("올해 양회(两会)", "'올해 양회(两会)'", "'양회'(两会)", "两会(양회)")
    assert [find(text)[0].edge for text in texts] == ["open", "enclosed", "whole", "inside"]


def test_it_is_told_when_the_bracket_holds_other_words_for_the_chinese() -> None:
    assert find("첫걸음(千里之行, 始于足下)")[0].more
    assert find("김구(이때는 김창수, 金昌洙)")[0].more
    assert not find("왕샤오밍[王小明, Caixin(财新)총경리]")[0].more


@pytest.mark.parametrize(
    "text", ["가(惠州", "가惠州)", ")가(惠州)(", "((가((惠州))", "가(惠州]", "[" * 99 + "가(惠州)"]
)
def test_unbalanced_brackets_are_harmless(text: str) -> None:
    assert pairs(text) in ([], ["가/惠州"])


@pytest.mark.parametrize(
    "inner", ["말 " * 50_000, "말\n" * 12, "中" * 100_000, "(" * 100_000, "中(" * 50_000, "a," * 50_000]
)
def test_brackets_of_any_size_are_harmless(inner: str) -> None:
    assert pairs(f"가({inner}) 후이저우(惠州)")[-1] == "후이저우/惠州"


SIGNS = list("()[（】 \n\t,·'“》-:\u200b\u00a0\ufe00")
WORDS = ["惠州", "后", "\uf90a", "编辑", "후이저우", "각", "좌-", " 편집자 주: ", "중국어: ", "Li", "3D", "８"]
PIECES = st.sampled_from(SIGNS + WORDS)
any_text = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=30)


@settings(deadline=None)
@given(any_text)
def test_any_text_gives_candidates_that_are_printed_where_they_say(text: str) -> None:
    for candidate in find(text):
        forms = candidate.forms()
        assert len(forms) == len(candidate.starts) <= MOST_WORDS
        for form, start in zip(forms, candidate.starts, strict=True):
            assert visible(text[start : candidate.end]) == visible(form)
        assert visible(text[candidate.zh_start : candidate.zh_end]) == visible(candidate.zh)
        assert candidate.end <= candidate.zh_start or candidate.zh_end <= candidate.starts[-1]


@settings(deadline=None)
@given(any_text)
def test_candidates_come_back_from_json(text: str) -> None:
    found = find(text)
    stored = json.dumps([candidate.as_json() for candidate in found])
    assert [Candidate.from_json(value) for value in json.loads(stored)] == found


def visible(text: str) -> str:
    """The text without white space and without what nobody sees."""
    composed = unicodedata.normalize("NFC", "".join(text.split()))
    kept = (each for each in composed if unicodedata.category(each) not in ("Cf", "Cc", "Cs") and each != "\ufe00")
    return unicodedata.normalize("NFC", "".join(kept))
