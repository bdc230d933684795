"""The book of names: what is kept of a name, and what a search learns from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.names.book import Book, Form, Kind, Name, Place

NINGBO = Name(
    "宁波",
    "宁波",
    (
        Form("닝보", "닝보", "printed", places=(Place("307-6", 10, 12, 13, 15), Place("307-6", 30, 32, 33, 35))),
        Form("영파", "영파", "place"),
        Form("Ning bo", "ningbo", "pinyin", whole=True),
        Form("Ningbo", "ningbo", "pinyin", whole=True),
    ),
)
LI_FENG = Name("李峰", "李峰", (Form("리펑", "리펑", "printed", places=(Place("1-1", 0, 2, 3, 5),)),))
LI_PENG = Name("李鹏", "李鹏", (Form("리펑", "리펑", "staff"),))
AMERICA = Name("美", "美", (Form("미국", "미국", "headline"),), listed=False)
BOOK = Book.of([NINGBO, LI_FENG, LI_PENG, AMERICA], "made of this")

texts = st.text(max_size=4)
kinds: list[Kind] = ["printed", "staff", "place", "reading"]
places = st.builds(Place, texts, *(st.integers(0, 10**6) for _ in range(4)))
forms = st.builds(Form, texts, texts, st.sampled_from(kinds), st.booleans(), st.lists(places, max_size=2).map(tuple))
names = st.builds(Name, texts, texts, st.lists(forms, max_size=3).map(tuple), st.booleans())


@pytest.mark.parametrize(
    ("key", "others"),
    [
        ("닝보", ["宁波", "영파", "Ning bo", "Ningbo"]),
        ("宁波", ["닝보", "영파", "Ning bo", "Ningbo"]),
        ("ningbo", ["宁波", "닝보", "영파", "Ning bo", "Ningbo"]),
        ("리펑", ["李峰", "李鹏"]),
        ("李峰", ["리펑"]),
        ("미국", ["美"]),
        ("상하이", []),
        ("", []),
    ],
)
def test_any_form_leads_to_the_others_of_its_names_and_no_further(key: str, others: list[str]) -> None:
    assert [form.text for form in BOOK.others(key)] == others


def test_a_single_character_is_known_as_one_of_a_headline() -> None:
    assert [form.kind for form in BOOK.others("미국")] == ["headline"]
    assert [form.kind for form in BOOK.others("닝보")][:1] == ["chinese"]


def test_the_names_of_the_archive_come_in_order_of_the_articles_that_give_them() -> None:
    assert [name.zh for name in BOOK.listed] == ["宁波", "李峰", "李鹏"]
    assert (NINGBO.articles, NINGBO.forms[0].articles, LI_PENG.articles) == (1, 1, 0)
    assert [form.text for form in NINGBO.printed] == ["닝보"]


def test_a_name_is_found_by_its_chinese_form_alone() -> None:
    assert BOOK.named("宁波") == NINGBO
    assert BOOK.named("닝보") is None and BOOK.named("没有") is None


@given(st.lists(names, max_size=4), texts)
def test_a_book_comes_back_from_its_bytes(names: list[Name], made_with: str) -> None:
    book = Book.from_bytes(Book.of(names, made_with).as_bytes())
    assert list(book) == names and book.made_with == made_with and len(book) == len(names)
