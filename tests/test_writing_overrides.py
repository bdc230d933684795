"""Corrections through forms: the .toml says what the form said, and what somebody wrote by hand stays as it was."""

from __future__ import annotations

import tomllib
from datetime import date as Date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import EditingError
from indexer.parse import parse_bytes
from indexer.said import ArticleSaid, HeadSaid, IssueSaid, Said, SplitSaid
from indexer.writing_overrides import said_in, written
from tests.split_helpers import text_307

FILE = "issues/307.toml"
TITLES = [article.title for article in parse_bytes(text_307().encode(), "issues/307.txt").issue.articles]

BY_HAND = """\
# 2022년 12월호. 김 편집자가 봄
[issue]
publisher = "글로벌혁신센터"   # 표지에 없음

# 셋째 글
[[article]]                                 # 글 하나를 고친다
was = '월드컵을 통해'
title = "월드컵으로 본 시장"   # 차례대로
memo = 3

[[artcle]]
was = "틀린 머리"

[[drop]]
was = "없는 글"
"""


def read_back(data: bytes | None) -> Said:
    return said_in(data, FILE, TITLES)[0]


def test_what_a_form_says_is_read_back_from_the_file_that_it_makes() -> None:
    said = Said(
        issue=IssueSaid(308, Date(2022, 12, 21), '주간 "중국" 창업', "KIC"),
        articles=(ArticleSaid(2, HeadSaid("새 제목", "", ("과기일보(科技日报)", "로이터"), 0), "2022 세계", "끝 줄"),),
        splits=(SplitSaid("월드컵에서 각국의", HeadSaid(title="나눈 글"), None, 3),),
        joined=((5, 6),),
        dropped=(7,),
    )
    assert read_back(written(None, FILE, TITLES, said)) == said


def test_the_file_puts_the_issue_right_as_the_form_says() -> None:
    said = Said(articles=(ArticleSaid(3, HeadSaid(title="월드컵으로 본 시장")),), joined=((5, 6),))
    parsed = parse_bytes(text_307().encode(), "issues/307.txt", written(None, FILE, TITLES, said))
    assert not parsed.errors
    assert [article.title for article in parsed.issue.articles][2] == "월드컵으로 본 시장"
    assert len(parsed.issue.articles) == len(TITLES) - 1


def test_a_file_of_which_the_form_changes_nothing_stays_byte_for_byte() -> None:
    data = BY_HAND.replace("memo = 3\n", "").encode()
    assert written(data, FILE, TITLES, read_back(data)) == data


def test_comments_and_entries_that_no_form_shows_stay_where_they_were() -> None:
    data = BY_HAND.replace("memo = 3\n", "").encode()
    said = Said(IssueSaid(publisher="KIC"), (ArticleSaid(3, HeadSaid(title="다른 제목")),))
    made = (written(data, FILE, TITLES, said) or b"").decode()
    expected = data.decode().replace('"글로벌혁신센터"', '"KIC"').replace('"월드컵으로 본 시장"', '"다른 제목"')
    assert made == expected


def test_what_cannot_be_used_is_told_with_its_line_and_can_be_taken_out() -> None:
    said, unused = said_in(BY_HAND.encode(), FILE, TITLES)
    assert [(each.line, each.text.splitlines()[0]) for each in unused] == [
        (6, "[[article]]                                 # 글 하나를 고친다"),
        (11, "[[artcle]]"),
        (14, "[[drop]]"),
    ]
    made = (written(BY_HAND.encode(), FILE, TITLES, said, {each.number for each in unused}) or b"").decode()
    assert said_in(made.encode(), FILE, TITLES) == (said, ())
    assert "# 셋째 글" in made


def test_a_correction_that_is_taken_back_leaves_the_others() -> None:
    both = written(None, FILE, TITLES, Said(IssueSaid(number=9), dropped=(1,)))
    left = written(both, FILE, TITLES, Said(IssueSaid(number=9)))
    assert left is not None and tomllib.loads(left.decode()) == {"issue": {"number": 9}}
    assert written(left, FILE, TITLES, Said()) is None


def test_titles_that_are_alike_are_told_apart_by_their_number() -> None:
    data = written(None, FILE, ["소식", "소식", "다른 글"], Said(dropped=(2,)))
    assert data is not None and tomllib.loads(data.decode()) == {"drop": [{"was": "소식", "article": 2}]}


def test_line_ends_and_the_mark_of_windows_stay() -> None:
    data = b"\xef\xbb\xbf" + b'[[drop]]\r\nwas = "' + TITLES[0].encode() + b'"\r\n'
    made = written(data, FILE, TITLES, Said(IssueSaid(number=3), dropped=(1,)))
    assert made is not None and made.startswith(data) and b"\n" not in made.replace(b"\r\n", b"")


def test_a_file_that_is_no_text_is_for_a_person_to_mend() -> None:
    with pytest.raises(EditingError, match="UTF-8"):
        said_in(b"\xff\xfe[issue]", FILE, TITLES)


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Zs"]), min_size=1, max_size=12).map(
    lambda text: f"가{text}"
)
HEADS = st.builds(
    HeadSaid,
    st.none() | WORDS,
    st.none() | st.just("") | WORDS,
    st.none() | st.lists(WORDS, max_size=3).map(tuple),
    st.none() | st.integers(0, 999_999),
)
ORDINALS = st.lists(st.integers(1, len(TITLES)), unique=True, max_size=4).map(sorted)
SAID = st.builds(
    Said,
    st.builds(IssueSaid, st.none() | st.integers(1, 999_999), st.none() | st.dates(), st.none() | WORDS, st.none()),
    ORDINALS.flatmap(
        lambda ordinals: st.tuples(
            *(st.builds(ArticleSaid, st.just(n), HEADS, WORDS, st.none() | WORDS) for n in ordinals)
        )
    ),
    st.lists(
        st.builds(SplitSaid, st.integers(1, 99).map("줄 {}".format), HEADS), max_size=3, unique_by=lambda s: s.at
    ).map(tuple),
    st.sampled_from([(), ((1, 2),), ((3, 4, 5), (6, 7))]),
    ORDINALS.map(tuple),
)


@given(SAID, SAID)
def test_whatever_a_form_says_over_whatever_was_there_is_read_back_equal(first: Said, second: Said) -> None:
    before = written(BY_HAND.encode(), FILE, TITLES, first)
    after = read_back(written(before, FILE, TITLES, second))
    assert (after.issue, after.articles, set(after.splits)) == (second.issue, second.articles, set(second.splits))
    assert (set(after.joined), after.dropped) == (set(second.joined), second.dropped)
