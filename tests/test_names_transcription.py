"""Pinyin in Hangul by the National Institute's rules, and what people write beside them, compared by sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.names.conversion import syllables, syllables_of_character
from archive.names.transcription import sound_key, transcribe


@pytest.mark.parametrize(
    ("name", "hangul"),
    [
        ("深圳", "선전"),
        ("宁波", "닝보"),
        ("重庆", "충칭"),
        ("上海", "상하이"),
        ("北京", "베이징"),
        ("苏州", "쑤저우"),
        ("长沙", "창사"),
        ("无锡", "우시"),
        ("西安", "시안"),
        ("吕梁", "뤼량"),
        ("习近平", "시진핑"),
        ("邓小平", "덩샤오핑"),
        ("泽州", "쩌저우"),
    ],
)
def test_a_name_is_written_as_the_rules_say(name: str, hangul: str) -> None:
    assert transcribe(syllables(name)) == hangul


@pytest.mark.parametrize(
    ("syllable", "hangul", "rule"),
    [
        ("zhi", "즈", "table 5: zh [zhi]"),
        ("ri", "르", "table 5: r [ri]"),
        ("zi", "쯔", "table 5: z [zi]"),
        ("si", "쓰", "table 5: s [si]"),
        ("hui", "후이", "table 5: wei (ui)"),
        ("wei", "웨이", "table 5: wei standing alone"),
        ("dong", "둥", "table 5: weng (ong)"),
        ("xian", "셴", "table 5: yan (ian)"),
        ("quan", "취안", "table 5: yuan (uan)"),
        ("nü", "뉘", "table 5: yu (u)"),
        ("jia", "자", "section 7, paragraph 2: no ㅑ after ㅈ"),
        ("jian", "젠", "section 7, paragraph 2: no ㅖ after ㅈ"),
        ("qiu", "추", "section 7, paragraph 2: no ㅠ after ㅊ"),
        ("jiong", "중", "section 7, paragraph 2: no ㅠ after ㅈ"),
        ("li", "리", "the initial-sound rule is not for foreign words"),
    ],
)
def test_a_syllable_follows_its_rule(syllable: str, hangul: str, rule: str) -> None:
    assert transcribe([syllable]) == hangul, rule


def test_every_common_character_can_be_written() -> None:
    """All readings of the 6,763 characters of GB 2312, save grunts without a vowel and a dialect's 冷."""
    spoken = {syllable for character in characters_of_gb2312() for syllable in syllables_of_character(character)}
    unwritten = {syllable for syllable in spoken if transcribe([syllable]) is None}
    assert unwritten <= {"m", "n", "ng", "hm", "hng", "len"}
    assert len(spoken) > 400


def test_what_is_no_pinyin_has_no_transcription() -> None:
    assert transcribe(["TCL", "ke", "ji"]) is None
    assert transcribe([]) is None


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("신싼반", "씬싼반", "tension"),
        ("자싱", "지아씽", "ja in one syllable or two"),
        ("젠", "지엔", "jian"),
        ("위안", "위엔", "yuan"),
        ("촨", "추안", "chuan"),
        ("저우", "조우", "zhou"),
        ("유", "요우", "you"),
        ("둥", "동", "dong"),
        ("옌훙", "연홍", "yan and hong as Korean readings have them"),
        ("즈", "지", "zhi"),
        ("사", "샤", "sha"),
    ],
)
def test_what_people_write_sounds_like_the_rule(one: str, other: str, why: str) -> None:
    assert sound_key(one) == sound_key(other), why


@pytest.mark.parametrize(("one", "other"), [("난징", "난닝"), ("허난", "후난"), ("선전", "선양"), ("한", "항")])
def test_different_names_sound_different(one: str, other: str) -> None:
    assert sound_key(one) != sound_key(other)


@given(st.text(max_size=12))
def test_any_text_has_a_key(text: str) -> None:
    assert sound_key(text) == sound_key(text)
    assert len(sound_key(text)) <= 5 * len(text)


def characters_of_gb2312() -> list[str]:
    rows = (bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return [character for pair in rows if (character := pair.decode("gb2312", errors="ignore"))]
