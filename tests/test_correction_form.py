"""The form that puts an issue right says what the .toml says, and nothing more where nobody typed anything."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.errors import EditingError
from indexer.previewing import Preview, Previewer
from indexer.said import ArticleSaid, HeadSaid, Said
from indexer.workers import shared_workers
from tests.split_helpers import text_307
from webui.desk.correction_form import fields_of, parts, said_by

BY_HAND = """
[issue]
number = 308
date = "2022년 12월 21일"

[[article]]
was = "월드컵을 통해"
title = "월드컵으로 본 시장"
section = ""
outlets = []
page = 0

[[article]]
was = "2022 세계"
title = "2022 세계 스마트제조 컨퍼런스 개최"
starts = "2022 세계"

[[split]]
at = "둘째, 산업기금"
section = ""
outlets = ["과기일보(科技日报)", "로이터"]

[[merge]]
was = ["【기업분석】", "【지역분석】"]

[[drop]]
was = "중관촌한중"
"""


def preview(overrides: str | None = None) -> Preview:
    data = None if overrides is None else overrides.encode()
    return Previewer(shared_workers()).preview("issues/307.txt", text_307().encode(), data)


@pytest.fixture(scope="module")
def plain() -> Preview:
    return preview()


@pytest.fixture(scope="module")
def corrected() -> Preview:
    found = preview(BY_HAND)
    assert not found.unused
    return found


def test_a_form_in_which_nothing_was_typed_says_what_was_said_before(plain: Preview, corrected: Preview) -> None:
    assert said_by(fields_of(plain), plain) == plain.said == Said()
    assert said_by(fields_of(corrected), corrected) == corrected.said
    assert not any(part.changed for part in parts(corrected, fields_of(corrected), fields_of(corrected))[0])


def test_a_field_that_differs_from_what_was_found_is_said_and_no_other(plain: Preview) -> None:
    fields = {**fields_of(plain), "a3-title": " 새   제목 ", "a2-outlets": "", "a1-page": ""}
    assert said_by(fields, plain).articles == (
        ArticleSaid(1, HeadSaid(page=0)),
        ArticleSaid(2, HeadSaid(outlets=())),
        ArticleSaid(3, HeadSaid(title="새 제목")),
    )


def test_a_field_that_is_as_it_was_found_again_takes_the_correction_back(plain: Preview, corrected: Preview) -> None:
    found = {key: value for key, value in fields_of(plain).items() if key.startswith("a3-")}
    said = said_by({**fields_of(corrected), **found}, corrected)
    others = tuple(each for each in corrected.said.articles if each.ordinal != 3)
    assert said == replace(corrected.said, articles=others)


def test_neighbours_that_are_joined_are_one_run(plain: Preview) -> None:
    fields = {**fields_of(plain), "a2-joined": "1", "a3-joined": "1", "a6-joined": "1", "a7-dropped": "1"}
    said = said_by(fields, plain)
    assert (said.joined, said.dropped) == (((1, 2, 3), (5, 6)), (7,))


@pytest.mark.parametrize(
    ("field", "typed"),
    [("issue-number", "삼백"), ("issue-number", "0"), ("a1-page", "-1"), ("issue-date", "2022-02-30")],
)
def test_what_is_no_number_and_no_date_is_told(plain: Preview, field: str, typed: str) -> None:
    with pytest.raises(EditingError, match="적어 주세요"):
        said_by({**fields_of(plain), field: typed}, plain)
