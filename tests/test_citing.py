"""Citations: what each form prints of real articles, and that nothing printed can break a record."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.citing import Source, source_of, version_of
from archive.citing.apa import apa
from archive.citing.bibtex import bibtex, escaped, key
from archive.citing.korean import korean
from archive.citing.ris import ris
from archive.models import Article, Outlet
from archive.search import Archive

SITE = "https://seogo.example/"
ANY_TEXT = st.text(min_size=1, max_size=30)


def cited(archive: Archive, article_id: str, site: str | None = SITE) -> Source:
    return source_of(archive.article(article_id), archive.issue(307).summary, site)


def link(archive: Archive, article_id: str) -> str:
    """The permanent link to an article as it is worded now; test_permalinks.py says what its end is made of."""
    return f"{SITE}articles/{article_id}?v={version_of(archive.article(article_id))}"


def ready(article_id: str = "x", title: str = "제목", *outlets: Outlet) -> Source:
    """A ready article from elsewhere: of no issue, without a page."""
    return source_of(Article(article_id, None, None, None, title, outlets, None, date(2021, 5, 3), None, ()), None)


def test_the_korean_form(archive: Archive) -> None:
    assert korean(cited(archive, "307-2")) == (
        "과기일보(科技日报), 「2022 세계 스마트제조 컨퍼런스 개최」, 『주간 중국 창업』 제307호,"
        f" 글로벌혁신센터(KIC 중국), 2022. 12. 14., 4쪽, {link(archive, '307-2')}"
    )


def test_without_an_outlet_the_publisher_is_the_author_and_named_once(archive: Archive) -> None:
    assert korean(cited(archive, "307-7", site=None)) == (
        "글로벌혁신센터(KIC 중국), 「중관촌한중메타버스산업협력포럼 12월 20일 개최 공지」, 『주간 중국 창업』 제307호,"
        " 2022. 12. 14., 27쪽."
    )


def test_apa_names_groups_before_the_day(archive: Archive) -> None:
    assert apa(cited(archive, "307-2")) == (
        "과기일보(科技日报). (2022, December 14). 2022 세계 스마트제조 컨퍼런스 개최. 주간 중국 창업, (307), 4."
        f" {link(archive, '307-2')}"
    )
    assert apa(cited(archive, "307-4")).startswith(
        "텐센트연구원(腾讯研究院), 텐센트클라우드지능(腾讯云智能), & 창업흑마(创业黑马). (2022, December 14). 【산업"
    )


def test_apa_joins_two_with_an_ampersand_and_cuts_a_crowd() -> None:
    two = ready("x", "제목", Outlet("인민일보"), Outlet("과기일보", "科技日报"))
    assert apa(two) == "인민일보 & 과기일보(科技日报). (2021, May 3). 제목."
    crowd = apa(ready("x", "제목", *(Outlet(f"매체{n}") for n in range(1, 31))))
    assert "매체19, . . . 매체30. (2021" in crowd and "매체20" not in crowd


def test_without_an_author_apa_begins_with_the_title() -> None:
    assert apa(ready("x", "왜 금융인가?")) == "왜 금융인가? (2021, May 3)."


def test_bibtex(archive: Archive) -> None:
    assert bibtex(cited(archive, "307-5")) == (
        "@article{kic307-5,\n"
        "  author = {{중국전자은행망(中国电子银行网)}},\n"
        "  title = {{【기업분석】 {\\textless}중소기업 혁신 엔진 백서{\\textgreater} 발표}},\n"
        "  journal = {주간 중국 창업},\n"
        "  number = {307},\n"
        "  pages = {20},\n"
        "  year = {2022},\n"
        "  month = dec,\n"
        "  day = {14},\n"
        "  publisher = {글로벌혁신센터(KIC 중국)},\n"
        f"  url = {{{link(archive, '307-5')}}},\n"
        "  langid = {korean},\n"
        "}\n"
    )


def test_bibtex_keeps_several_outlets_apart() -> None:
    several = bibtex(ready("x", "제목", Outlet("A and B"), Outlet("과기일보", "科技日报")))
    assert "  author = {{A and B} and {과기일보(科技日报)}},\n" in several


def test_signs_of_latex_are_escaped() -> None:
    assert escaped("50% & #1_$ {a}\\~^") == (
        r"50\% \& \#1\_\$ {\textbraceleft}a{\textbraceright}{\textbackslash}{\textasciitilde}{\textasciicircum}"
    )


def test_ris(archive: Archive) -> None:
    assert ris(cited(archive, "307-6")).split("\r\n") == [
        "TY  - MGZN",
        "ID  - kic307-6",
        "AU  - 종합개발연구원(综合开发研究院)",
        "TI  - 【지역분석】 <2022 중국 창업·혁신 금융지수> 발표",
        "T2  - 주간 중국 창업",
        "IS  - 307",
        "SP  - 23",
        "PY  - 2022",
        "DA  - 2022/12/14",
        "PB  - 글로벌혁신센터(KIC 중국)",
        "LA  - ko",
        f"UR  - {link(archive, '307-6')}",
        "ER  - ",
        "",
        "",
    ]


def test_what_is_not_known_leaves_no_empty_place() -> None:
    article = ready()
    assert korean(article) == "「제목」, 2021. 5. 3."
    assert "{}" not in bibtex(article) and "pages" not in bibtex(article) and "author" not in bibtex(article)
    assert re.findall(r"(?m)^(\w\w)  - \r?$", ris(article)) == ["ER"]


@pytest.mark.parametrize(("article_id", "expected"), [("307-1", "kic307-1"), ("ready3", "kicready3")])
def test_a_plain_id_is_the_key(article_id: str, expected: str) -> None:
    assert key(article_id) == expected


@given(st.lists(ANY_TEXT, unique=True, min_size=2, max_size=20))
def test_keys_are_unique_also_without_capitals_and_hold_no_sign_of_bibtex(ids: list[str]) -> None:
    keys = [key(each).lower() for each in ids]
    assert len(set(keys)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9.-]+", each) for each in keys)


@given(ANY_TEXT, ANY_TEXT)
def test_whatever_was_printed_bibtex_is_balanced(title: str, outlet: str) -> None:
    written = bibtex(ready("x", title, Outlet(outlet)))
    depths = [written[:end].count("{") - written[:end].count("}") for end in range(1, len(written))]
    assert min(depths[9:-1]) >= 1 and written.count("{") == written.count("}")
    assert written.splitlines()[0] == "@article{kicx," and written.splitlines()[-1] == "}"


@given(ANY_TEXT, ANY_TEXT)
def test_whatever_was_printed_a_record_of_ris_has_one_tag_a_line(title: str, outlet: str) -> None:
    lines = ris(ready("x", title, Outlet(outlet))).splitlines()
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", line) for line in lines[:-1])
    assert [line[:2] for line in lines[:-1]] == ["TY", "ID", "AU", "TI", "PY", "DA", "LA", "ER"]


def test_a_link_is_ascii_whatever_the_id() -> None:
    article = Article("글 1/2?", None, None, None, "제목", (), None, date(2021, 5, 3), None, ())
    url = source_of(article, None, "http://127.0.0.1:8000").url
    assert url == f"http://127.0.0.1:8000/articles/%EA%B8%80%201/2%3F?v={version_of(article)}"
