"""Which of the words before a gloss are the name, and whether there is a name at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.analysis import Analyzer
from archive.names.book import Place
from archive.names.corrections import Corrections
from archive.names.deciding import Pair, decide
from archive.names.edges import choose
from archive.names.mining import find
from archive.records import SourceRecord
from indexer.naming import book_of, prepare
from tests.split_helpers import ROOT, issue_307

GOLDEN = ROOT / "tests/golden"


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_what_is_prepared_has_not_to_be_chosen_again(analyzer: Analyzer) -> None:
    names = {"1": [each.as_json() for each in find("주하이(珠海)와 국가 통계국(国家统计局)과 Ping An Bank(平安银行)")]}
    records = [SourceRecord("", (), ("1",), names=names)]
    choose.cache_clear()
    prepare(records)
    chosen = choose.cache_info().misses
    assert chosen == 3
    book = book_of(records, Corrections(), analyzer, None)
    assert {"주하이", "국가 통계국", "Ping An Bank"} <= {form.text for name in book for form in name.forms}
    assert choose.cache_info().misses == chosen


def pairs(*texts: str) -> set[str]:
    """The pairs of an archive whose articles are these texts."""
    decided = decide({str(number): find(text) for number, text in enumerate(texts)})
    return {f"{pair.form}/{pair.zh}" for pair in decided}


@pytest.mark.parametrize(
    ("text", "pair", "evidence"),
    [
        ("이번에 주하이(珠海)가", "주하이/珠海", "the first word accounts for all of it"),
        ("올해 국가 통계국(国家统计局)이", "국가 통계국/国家统计局", "Korean readings"),
        ("지난해 산둥 항공(山东航空)은", "산둥 항공/山东航空", "a transcription and a reading"),
        ("새 상하이 테크노파크(上海科技园)", "상하이 테크노파크/上海科技园", "a transcription and a translation"),
        ("시작은 지아딩(嘉定)이다", "지아딩/嘉定", "a spelling beside the rule"),
        ("화면은 Ping An Bank(平安银行)의", "Ping An Bank/平安银行", "pinyin"),
        ("이어 Great Wall(长城汽车)이", "Great Wall/长城汽车", "Latin words with capitals"),
        ("올해 Mixue(蜜雪冰城)가", "Mixue/蜜雪冰城", "pinyin of the beginning"),
        ("가장 큰 스탠다드 은행(渣打银行)은", "스탠다드 은행/渣打银行", "은행 is only the end of it"),
        ("‘도시 산책(城市漫步)’이", "도시 산책/城市漫步", "quotation marks around both"),
        ("‘새로운 성장 동력’(新引擎)을", "새로운 성장 동력/新引擎", "quotation marks around the form"),
        ("앱은 위챗(微信)이다", "위챗/微信", "nothing known: one word"),
        ("조선시대(時代)의", "시대/時代", "the gloss of the second half of a word"),
        ("與野(여야)가", "여야/與野", "Chinese outside"),
        ("새 창장 삼각주(长三角)", "창장 삼각주/长三角", "a character for the word that it begins"),
    ],
)
def test_the_left_edge_is_found_by_evidence(text: str, pair: str, evidence: str) -> None:
    assert pairs(text) == {pair}, evidence


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("미국(美)과 중국(中)", "single characters"),
        ("시작했다(千里之行始于足下)", "a saying after a sentence"),
        ("첫걸음(千里之行, 始于足下)", "a saying in two halves"),
        ("3월 1일(三月一日)", "a date"),
        ("재산(绿水青山就是金山银山)", "a Chinese sentence"),
        ("인사말은 ‘어서 오세요(欢迎光临)’", "a Korean sentence"),
        ("在华韩国创新中心 (KIC)", "an abbreviation of something else"),
        ("등(等等)", "one syllable for two characters"),
        ("2022(二〇二二)", "a number"),
    ],
)
def test_a_reader_would_not_take_it_for_a_name(text: str, why: str) -> None:
    assert pairs(text) == set(), why


def test_a_known_name_tells_where_a_longer_one_begins() -> None:
    assert pairs("올해 Skyworth 비디오(创维视像)") == {"비디오/创维视像"}
    together = pairs("올해 Skyworth 비디오(创维视像)", "(Skyworth(创维)은)")
    assert together == {"Skyworth 비디오/创维视像", "Skyworth/创维"}


def test_the_same_name_elsewhere_tells_where_it_begins() -> None:
    assert pairs("어제 뉴 오리엔탈(新东方)이", "1) 뉴 오리엔탈(新东方)", "‘뉴 오리엔탈’(新东方)") == {
        "뉴 오리엔탈/新东方"
    }


def test_words_that_are_always_there_are_part_of_the_name() -> None:
    texts = [f"{before} 뉴 오리엔탈(新东方)" for before in ("어제", "오늘", "내일", "모레")]
    assert pairs(*texts) == {"뉴 오리엔탈/新东方"}
    assert pairs(*texts[:2]) == {"오리엔탈/新东方"}


def test_a_pair_keeps_every_place_that_shows_it() -> None:
    text = "주하이(珠海)와 주하이 (珠海)"
    places = (Place("7", 0, 3, 4, 6), Place("7", 9, 12, 14, 16), Place("8", 0, 3, 4, 6))
    assert decide({"7": find(text), "8": find("주하이(珠海)")}) == [Pair("주하이", "珠海", places)]
    assert text[9:12] == "주하이" and text[14:16] == "珠海"


def test_pairs_of_one_name_have_one_key() -> None:
    found = decide({"1": find("화웨이(華爲)와 화웨이(华为)")})
    assert [(pair.zh, pair.key) for pair in found] == [("华为", "华为"), ("華爲", "华为")]


def test_pairs_with_most_evidence_come_first() -> None:
    found = decide({"1": find("가나(加納), 주하이(珠海), 주하이(珠海)")})
    assert [pair.form for pair in found] == ["주하이", "가나"]


def test_nothing_shows_nothing() -> None:
    assert decide({}) == []


def test_issue_307_gives_the_pairs_that_a_careful_reader_finds() -> None:
    """The outlets of an article are pairs too; splitting has found them already."""
    articles = issue_307().articles
    expected = {(pair["name"], pair["zh"]) for pair in read(GOLDEN / "307.names.json")}
    found = {(pair.form, pair.zh) for pair in decide({article.id: find(article.text) for article in articles})}
    found |= {(each.name, each.name_zh) for article in articles for each in article.outlets if each.name_zh}
    assert found == expected


@pytest.mark.parametrize(
    ("written", "missed"),
    [
        # Ordinals are not counted out: 十五五 is short for what 제15차 5개년 says in full.
        ("before", {(49, "제15차 5개년 계획", "十五五规划")}),
        # A surname of one syllable after a first name that the Chinese has not.
        ("after", {(24, "모리스 창", "張忠謀")}),
    ],
)
def test_other_texts_give_what_a_careful_reader_finds(written: str, missed: set[tuple[int, str, str]]) -> None:
    sentences: list[dict[str, Any]] = read(GOLDEN / "names_other.json")[written]
    expected = {(number, *pair) for number, each in enumerate(sentences) for pair in each["pairs"]}
    decided = decide({str(number): find(each["text"]) for number, each in enumerate(sentences)})
    found = {(int(place.article), pair.form, pair.zh) for pair in decided for place in pair.evidence}
    assert found - expected == set()
    assert expected - found == missed


WORDS = st.sampled_from(
    ["주하이", "珠海", "(", ")", " ", "\n", "은행", "Li", "3D", ",", "'", "银行", "的", "一", "年", "에", "[", "-"]
)


@settings(deadline=None)
@given(st.lists(st.lists(WORDS, max_size=20).map("".join) | st.text(max_size=30), max_size=4))
def test_any_archive_gives_pairs_that_are_printed_where_they_say(texts: list[str]) -> None:
    for pair in decide({str(number): find(text) for number, text in enumerate(texts)}):
        assert pair.form and pair.zh and pair.evidence == tuple(sorted(set(pair.evidence)))
        for place in pair.evidence:
            printed = texts[int(place.article)]
            assert printed[place.start : place.end].split() == pair.form.split()
            assert "".join(printed[place.zh_start : place.zh_end].split()) == pair.zh
