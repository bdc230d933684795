"""Text is cut into runs of one script."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.analysis.scripts import has_han, is_syllable, runs


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("과기일보(科技日报)", ["hangul 과기일보", "other (", "han 科技日报", "other )"]),
        ("TCL 2만6000대", ["latin TCL", "digit 2", "hangul 만", "digit 6000", "hangul 대"]),
        ("R&D", ["latin R", "other &", "latin D"]),
        ("6DoF", ["digit 6", "latin DoF"]),
        ("ㅋㅋ각", ["hangul ㅋㅋ각"]),
        ("々〇龘𠀀", ["han 々〇龘𠀀"]),
        ("Москва Ελλάς café", ["latin Москва", "latin Ελλάς", "latin café"]),
        ("😀😀", ["other 😀", "other 😀"]),
        (" \n\t", []),
    ],
)
def test_a_run_ends_where_the_script_changes(text: str, found: list[str]) -> None:
    assert [f"{run.script} {text[run.start : run.end]}" for run in runs(text)] == found


@settings(deadline=None)
@given(st.text(max_size=40))
def test_runs_hold_everything_but_the_white_space_once_and_in_order(text: str) -> None:
    assert "".join(text[run.start : run.end] for run in runs(text)) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "has"), [("한글 漢字", True), ("々", True), ("𠀀", True), ("한글", False), ("カナ", False), ("", False)]
)
def test_han_is_seen_in_any_company(text: str, has: bool) -> None:
    assert has_han(text) is has


@pytest.mark.parametrize(
    ("character", "whole"), [("가", True), ("힣", True), ("ㄱ", False), ("\u1100", False), ("中", False), ("", False)]
)
def test_a_syllable_is_whole(character: str, whole: bool) -> None:
    assert is_syllable(character) is whole
