"""A Chinese name, written in the other ways that follow from it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.names.readings import MOST
from archive.names.variants import KINDS, LONGEST, Variant, variants


def test_a_city_in_every_script() -> None:
    assert variants("宁波") == (
        Variant("寧波", "traditional"),
        Variant("Ningbo", "pinyin"),
        Variant("Ning bo", "pinyin"),
        Variant("Níngbō", "pinyin"),
        Variant("Níng bō", "pinyin"),
        Variant("닝보", "transcription"),
        Variant("영파", "reading"),
    )


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("深圳", "선전", "transcription"),
        ("深圳", "심천", "reading"),
        ("寧波", "宁波", "simplified"),
        ("重庆", "Chongqing", "pinyin"),
        ("西安", "Xi'an", "pinyin"),
        ("吕梁", "Lüliang", "pinyin"),
        ("万和电气", "萬和電氣", "traditional"),
        ("ＴＣＬ科技", "TCL科技", "simplified"),
        ("皇后", "황후", "reading"),
        ("曾国藩", "쩡궈판", "transcription"),
        ("曾国藩", "Zengguofan", "pinyin"),
    ],
)
def test_a_variant_is_told_with_its_kind(name: str, text: str, kind: str) -> None:
    assert (text, kind) in variants(name)


def test_latin_in_a_name_leaves_only_its_characters() -> None:
    assert {variant.kind for variant in variants("TCL電子")} == {"simplified"}


def test_a_sentence_has_no_variants() -> None:
    assert variants("国" * (LONGEST + 1)) == ()


@settings(deadline=None)
@given(st.text(st.sampled_from("樂乐重长行和宁波深圳圳A1 \u200b"), max_size=30) | st.text(max_size=30))
def test_any_name_has_few_variants_and_each_only_once(name: str) -> None:
    found = variants(name)
    assert len(found) <= 2 + 8 + 2 + MOST
    assert len({variant.text for variant in found}) == len(found)
    assert name not in [variant.text for variant in found]
    assert [KINDS.index(variant.kind) for variant in found] == sorted(KINDS.index(variant.kind) for variant in found)
