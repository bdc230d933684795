"""Korean readings of Han characters, and how they are written at the start of a word."""

from __future__ import annotations

import bz2
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.analysis.scripts import is_syllable
from archive.names import make_readings, readings


@pytest.mark.parametrize(
    ("name", "usual", "reason"),
    [
        ("深圳", "심천", "a character that Unicode gives no reading"),
        ("宁波", "영파", "simplified; 녕 begins a word as 영"),
        ("寧波", "영파", "traditional"),
        ("重庆", "중경", "the school reading"),
        ("李东生", "이동생", "리 begins a word as 이"),
        ("女性", "여성", "녀 begins a word as 여"),
        ("老人", "노인", "로 begins a word as 노"),
        ("北京", "북경", "the usual reading first"),
        ("发展", "발전", "发 is 發 here"),
        ("乡村", "향촌", "乡 by way of 鄉 to 鄕"),
    ],
)
def test_a_name_is_read_as_koreans_read_it(name: str, usual: str, reason: str) -> None:
    assert readings.of_name(name)[0] == usual, reason


def test_a_character_may_have_several_readings() -> None:
    assert set(readings.of_character("樂")) == {"락", "악", "요"}
    assert readings.written("樂") == {"락", "낙", "악", "요"}
    assert readings.of_name("金正恩") == ("금정은", "김정은")


def test_there_are_never_many_readings_of_a_name() -> None:
    assert 1 < len(readings.of_name("樂" * 20)) <= readings.MOST


@pytest.mark.parametrize("name", ["", "TCL科技", "龘龘𠀀", "닝보"])
def test_what_has_no_reading_has_none(name: str) -> None:
    assert readings.of_name(name) == ()


@pytest.mark.parametrize(
    ("reading", "written", "article"),
    [
        ("녀", "여", "article 10"),
        ("니", "이", "article 10"),
        ("노", "노", "article 10 is not for ㄴ before other vowels"),
        ("량", "양", "article 11"),
        ("리", "이", "article 11"),
        ("례", "예", "article 11"),
        ("락", "낙", "article 12"),
        ("뢰", "뇌", "article 12"),
        ("강", "강", "no rule"),
    ],
)
def test_the_initial_sound_rule(reading: str, written: str, article: str) -> None:
    assert readings.at_start(reading) == written, article


@given(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF))
def test_readings_are_single_syllables(character: str) -> None:
    assert all(len(reading) == 1 and is_syllable(reading) for reading in readings.of_character(character))


def test_the_file_names_its_source_and_licence() -> None:
    head = [line for line in readings.DATA.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert any("Unicode Han Database 15.0.0" in line for line in head)
    assert any("Copyright © 1991-2022 Unicode, Inc." in line for line in head)


def test_the_table_is_made_from_the_unicode_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    han = "# Unicode version: 15.0.0\nU+6A02\tkHangul\t낙:0 락:0E 악:0N\nU+52BC\tkKorean\tHAL\nU+5F8C\tkHangul\t후:0E\n"
    variants = "U+4E50\tkTraditionalVariant\tU+6A02\nU+540E\tkTraditionalVariant\tU+540E U+5F8C\n"
    (tmp_path / "Unihan_Readings.txt.bz2").write_bytes(bz2.compress(han.encode()))
    (tmp_path / "Unihan_Variants.txt.bz2").write_bytes(bz2.compress(variants.encode()))
    monkeypatch.setattr(make_readings, "DATA", tmp_path / "readings.tsv")
    make_readings.main([str(tmp_path)])
    lines = (tmp_path / "readings.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if not line.startswith("#")]
    assert rows == ["락\t乐樂\t\t", "악\t\t乐樂\t", "천\t\t\t圳", "할\t\t\t劼", "후\t后後\t\t"]
