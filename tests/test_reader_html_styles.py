"""Text that a style sheet hides: the preview of a newsletter mail and the copy for telephones, but never an article."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.readers.html import read_html
from tests.making.html import mail_307, styled_mail_307
from tests.making.likeness import assert_is_307, texts

ARTICLE = "<div>화동 지역의 창업 기업이 늘고 있다."


def shown(page: str) -> list[str]:
    """The lines of a page, without the sentence that every page here ends with."""
    *lines, last = texts(read_html((page + ARTICLE).encode(), "x.html"))
    assert last.endswith(ARTICLE.removeprefix("<div>"))
    return lines


def hides(css: str, text: str = "<p class='preheader big' id=top>미리보기") -> bool:
    return shown(f"<style>{css}</style>{text}") == []


def test_issue_307_as_newsletter_services_mail_it() -> None:
    page = styled_mail_307()
    assert "미리보기" in page and "display: none" in page
    assert_is_307(read_html(page.encode(), "307-2022-12-14.html"))
    assert texts(read_html(page.encode(), "x.html")) == texts(read_html(mail_307().encode(), "x.html"))


@pytest.mark.parametrize(
    "selector",
    [
        ".preheader", "#top", "p", "P.preheader", "p#top.big", ".big.preheader", "td, .preheader,\n#x",
        "/* 머리 */ .preheader /* 꼬리 */", r".pre\68 eader",
    ],
)  # fmt: skip
def test_simple_selectors_hide(selector: str) -> None:
    assert hides(f"{selector} {{ display: none }}")


@pytest.mark.parametrize(
    "declaration",
    [
        "display:none", "DISPLAY: NONE !important", "color:#fff;display:none;height:0", "visibility:hidden",
        "visibility:collapse!important", "font-size:0", "font-size:0px;line-height:0",
    ],
)  # fmt: skip
def test_these_declarations_hide(declaration: str) -> None:
    assert hides(f".preheader {{ {declaration} }}")


@pytest.mark.parametrize(
    "css",
    [
        ".other{display:none}",
        "td .preheader{display:none}",
        "body > .preheader{display:none}",
        ".preheader:first-child{display:none}",
        "p[class]{display:none}",
        "*{display:none}",
        ".preheader, ::-webkit-thing{display:none}",
        ".preheader.other{display:none}",
        "div.preheader{display:none}",
        "@media (max-width:600px){.preheader{display:none}}",
        "@media screen{.preheader{display:none}}",
        "@supports (display:grid){.preheader{display:none}}",
        "@keyframes a{from{display:none}}",
        ".x{.preheader{display:none}}",
        ".preheader{font:0/0 a;font-size:1px;opacity:0;max-height:0;overflow:hidden}",
        ".preheader{mso-hide:all}",
        ".preheader{display:none",
        ".preheader{display:none}}} p{color:red",
        ".preheader display:none",
        "\ufffd{[(",
    ],
)
def test_what_is_not_certain_is_shown(css: str) -> None:
    broken = css in (".preheader{display:none", ".preheader{display:none}}} p{color:red")
    assert hides(css) == broken, "a browser closes what was left open"


@pytest.mark.parametrize(
    ("css", "hidden"),
    [
        (".preheader{display:none} .preheader{display:block}", False),
        (".preheader{display:block} .preheader{display:none}", True),
        (".preheader{display:none} p{display:block}", True),
        ("p{display:none} .preheader{display:block}", False),
        ("#top{display:block} .preheader.big{display:none}", False),
        (".preheader{display:none!important} #top{display:block}", True),
        (".preheader{display:none} td .preheader{display:block}", False),
        (".preheader{display:none!important} td .preheader{display:block}", True),
        (".preheader{display:none} :checked ~ .preheader{display:block}", False),
        (".preheader{display:none} @media (max-width:600px){.preheader{display:block!important}}", True),
        (".preheader{display:none} @media (min-width:600px){.preheader{display:block}}", False),
        (".preheader{display:none} @media screen{.preheader{display:block}}", False),
        (".preheader{display:none} @media print{.preheader{display:block}}", True),
        (".preheader{display:none} @supports (display:grid){.preheader{display:grid}}", False),
        (".preheader{font-size:0} .big{font:14px serif}", False),
    ],
)
def test_what_shows_it_again_is_weighed_as_a_browser_does_and_for_showing_if_in_doubt(css: str, hidden: bool) -> None:
    assert hides(css) == hidden


def test_the_element_itself_has_the_last_word() -> None:
    css = ".a{display:none} .b{display:none!important}"
    page = "<p class=a style='display:block'>하나<p class=b style='display:block'>둘"
    assert shown(f"<style>{css}</style>{page}<p class=b style='display:block !important'>셋") == ["하나", "셋"]


def test_what_is_inside_may_be_seen_where_letters_only_are_hidden() -> None:
    page = "<div class=a>가<table><tr><td><span style='font-size:14px'>나</span><font size=2>다</font></table>라</div>"
    assert shown(f"<style>.a{{font-size:0}}</style>{page}") == ["나다"]
    page = "<div class=a>가<p>나<p style='visibility:visible'>다<b>라</b></div>"
    assert shown(f"<style>.a{{visibility:hidden}}</style>{page}") == ["다라"]
    assert shown(
        "<div style='font-size:0'>가<b style='font-size:inherit'>나</b><i style='font-size:1em'>다</i></div>"
    ) == ["다"]


@pytest.mark.parametrize(
    ("media", "hidden"), [("screen", True), ("ALL", True), ("print", False), ("(width:1px)", False)]
)
def test_style_elements_for_other_media_hide_nothing(media: str, hidden: bool) -> None:
    page = f"<style media='{media}'>.a{{display:none}}</style><p class=a>미리보기"
    assert (shown(page) == []) == hidden


def test_styles_that_do_not_count() -> None:
    assert shown("<noscript><style>.a{display:none}</style></noscript><p class=a>가") == ["가"]
    assert shown("<style type='text/less'>.a{display:none}</style><p class=a>가") == ["가"]
    assert shown("<style><!-- .a{display:none} --></style><p class=a>가") == []
    assert shown("<!--[if mso]><style>.a{display:none}</style><![endif]--><p class=a>가") == ["가"]


def test_styles_that_would_hide_the_page_itself_are_not_believed() -> None:
    article = "<p>" + "긴 글입니다. " * 20
    for css in ("body{visibility:hidden}", "html{display:none}", "#main{display:none}"):
        page = f"<style>{css}</style><p>불러오는 중<div id=main>{article}{article}</div>"
        assert len(texts(read_html(page.encode(), "x.html"))) == 3
    page = "<style>body{font-size:0}b{visibility:visible}</style><p style='visibility:hidden'>가<b>나</b>다<div>라"
    assert shown(page) == ["나", "라"], "what they show is"


def test_deep_and_long_styles_are_read_in_time() -> None:
    assert shown("<style>" + "{[(" * 50_000 + "</style><p>가") == ["가"]
    assert shown("<style>" + ".a{color:red}" * 20_000 + ".a{display:none}</style><p class=a>가") == []


@given(
    st.lists(
        st.sampled_from([*"{}()[];:.,#@!\\'\"-/*<>~ \n0%eU+a", "9" * 5000, "display:none", "font-size:", "@media"])
    )
)
@settings(deadline=None)
def test_no_style_loses_what_no_rule_is_about(pieces: list[str]) -> None:
    assert texts(read_html(f"<style>{''.join(pieces)}</style><p class=x>가<div id=y>나".encode(), "x.html")) == [
        "가",
        "나",
    ]
