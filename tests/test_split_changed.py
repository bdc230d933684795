"""Issue 307 with something else in it: what an article is, and what only looks like one."""

from __future__ import annotations

import re

import pytest

from archive.models import Outlet
from tests.split_helpers import (
    SECTION_LINES,
    articles_307,
    body_307,
    cover_307,
    head,
    issue_307,
    messages,
    parse,
    text_307,
)


@pytest.mark.parametrize("start", ["주간 중국 창업\n\n\n\n구독을", "구독을"])
def test_the_colophon_is_known_with_and_without_the_newsletters_name(start: str) -> None:
    before, _, after = text_307().rpartition("주간 중국 창업\n\n\n\n구독을")
    assert parse(before + start + after) == issue_307()


def test_the_colophon_may_be_missing() -> None:
    assert parse(text_307().rpartition("주간 중국 창업\n")[0]) == issue_307()


def test_a_colophon_in_other_words() -> None:
    text = text_307().rpartition("구독을 원하시는")[0] + "함께 읽을 벗을 찾습니다\n문 두드리기: www.kicchina.org\n"
    assert parse(text) == issue_307()


def test_a_heading_may_be_wrapped() -> None:
    text = text_307().replace("지아씽시 대상 과학혁신", "지아씽시 대상\n과학혁신", 1)
    assert parse(text) == issue_307()


def test_outlets_may_stand_behind_the_heading_or_below_it() -> None:
    moved = text_307().replace("키워드\n\n— 징리런왕(经理人网)", "키워드 ― 징리런왕(经理人网)")
    moved = moved.replace("개최 — 과기일보(科技日报)", "개최\n\n- 과기일보(科技日报)")
    assert parse(moved) == issue_307()


def test_an_outlet_without_chinese_name_is_known_by_the_contents_page() -> None:
    issue = parse(text_307().replace("개최 — 과기일보(科技日报)", "개최 — 로이터"))
    assert (issue.articles[1].title, issue.articles[1].outlets) == (articles_307()[1].title, (Outlet("로이터"),))


def test_a_heading_in_bold_type() -> None:
    text = re.sub(r"^(1\. 중관촌.*)$", r"**\1**", text_307(), flags=re.MULTILINE)
    assert parse(text) == issue_307()


def test_a_source_of_two_labelled_lines() -> None:
    text = text_307().replace("(中国电子银行网) 第一", "(中国电子银行网)\n*원문: 第一")
    article = parse(text).articles[4]
    assert article.blocks == articles_307()[4].blocks
    assert (article.outlets, article.source_note) == (
        articles_307()[4].outlets,
        f"*원문: {articles_307()[4].source_note}",
    )


def test_a_dash_that_the_contents_page_has_too_is_part_of_the_title() -> None:
    text = text_307().replace("중동 가전 마케팅", "중동 가전 마케팅 — 하이센스(海信)")
    article = parse(text).articles[2]
    assert article.title.endswith("마케팅 — 하이센스(海信)")
    assert article.outlets == articles_307()[2].outlets


def test_a_source_may_be_marked_otherwise_and_wrapped() -> None:
    text = text_307().replace("*출처: 중국전자은행망(中国电子银行网) ", "※ 출처： 중국전자은행망(中国电子银行网)\n")
    assert parse(text) == issue_307()


def test_a_numbered_list_inside_an_article_is_no_article() -> None:
    listed = "\n\n".join(
        f"{n}. {item}" for n, item in enumerate(["첫째 항목", "둘째 항목", "셋째 항목", "넷째 항목"], 1)
    )
    for text in (text_307(), cover_307() + body_307()):
        issue = parse(text.replace("\n\n2) 과학혁신금융기구", f"\n\n{listed}\n\n2) 과학혁신금융기구"))
        assert [article.title for article in issue.articles] == [article.title for article in articles_307()]
        assert "1. 첫째 항목" in [block.text for block in issue.articles[0].blocks]


def test_numbered_points_with_a_few_words_each_are_no_articles_either() -> None:
    points = "\n\n".join(f"{n}. 항목\n\n짧은 설명." for n in (1, 2))
    body = SECTION_LINES.sub("", body_307()).replace("\n\n2) 과학혁신금융기구", f"\n\n{points}\n\n2) 과학혁신금융기구")
    assert [article.title for article in parse(cover_307() + body).articles] == [a.title for a in articles_307()]


def test_a_title_that_is_announced_in_an_earlier_article_does_not_begin_its_own() -> None:
    teaser = "1. 월드컵을 통해 본 중국의 중동 가전 마케팅"
    issue = parse(text_307().replace("\n\n사진 2) 출처: 과기", f"\n\n{teaser}\n\n사진 2) 출처: 과기"))
    assert [head(article) for article in issue.articles] == [head(article) for article in articles_307()]
    assert teaser in issue.articles[1].text


def test_a_table_with_numbers_at_the_ends_of_its_rows_is_no_contents_page() -> None:
    table = "도시\t순위\n베이징\t1\n상하이\t2"
    issue = parse(text_307().replace("\n\n2) 과학혁신금융기구", f"\n\n{table}\n\n2) 과학혁신금융기구"))
    assert [head(article) for article in issue.articles] == [head(article) for article in articles_307()]
    assert table in [block.text for block in issue.articles[0].blocks]


def test_an_address_in_the_last_article_is_its_own() -> None:
    text = text_307().rpartition("주간 중국 창업\n")[0] + "문의: info@kicchina.org\n"
    assert parse(text).articles[-1].text.endswith("감사합니다.\n문의: info@kicchina.org")


def test_the_newsletters_name_amid_an_article_does_not_end_it() -> None:
    text = text_307().replace("\n\n많은 관심", f"\n\n주간 중국 창업\n\n{'긴 글이 이어진다. ' * 20}\n\n많은 관심")
    assert parse(text).articles[-1].text.endswith("감사합니다.")


def test_the_source_of_a_closing_table_is_the_tables() -> None:
    start = text_307().index("*출처: 종합개발연구원")
    issue = parse(text_307()[:start] + "도시\t순위\n베이징\t1\n출처: Wind\n\n" + text_307()[start:])
    assert (issue.articles[5].outlets, issue.articles[5].blocks[-1].kind) == (articles_307()[5].outlets, "caption")
    without = parse(text_307()[:start] + "도시\t순위\n베이징\t1\n출처: Wind\n\nKIC 중국 뉴스\n\n1. 중관촌한중")
    assert without.articles[5].outlets == ()


def test_an_article_that_the_contents_page_forgot() -> None:
    text = text_307().replace("\nCHINA 창업\n\n1.", "\n4. 차례에 없는 소식\n\n새 소식의 본문.\n\nCHINA 창업\n\n1.")
    issue = parse(text)
    assert (issue.articles[3].title, issue.articles[3].section) == ("차례에 없는 소식", "WEEKLY 뉴스")
    assert len(issue.articles) == 8
    assert [(w.line, "차례에 없습니다" in w.message) for w in issue.warnings] == [(160, True)]


def test_an_article_that_the_body_lacks() -> None:
    start, end = text_307().index("2. 2022 세계"), text_307().index("3. 월드컵")
    issue = parse(text_307()[:start] + text_307()[end:])
    assert len(issue.articles) == 6
    assert [(w.line, "2022 세계 스마트제조" in w.message) for w in issue.warnings] == [(23, True)]


def test_a_body_without_headings_is_one_article() -> None:
    issue = parse(f"{cover_307()}\n제목이 된 첫 줄\n\n본문 하나.\n\n본문 둘.\n")
    (article,) = issue.articles
    assert (article.title, article.text, article.section) == ("제목이 된 첫 줄", "본문 하나.\n본문 둘.", None)
    assert "본문 전체를 기사 하나로" in messages(issue)[0]


def test_another_newsletter_with_other_names_is_split_as_well() -> None:
    names = {"주간 중국 창업": "월간 서고", "307": "12", "2022.12.14": "2024년 3월 5일", "WEEKLY 뉴스": "이달의 글"}
    names |= {"WEEKLY\t": "이달의\t", "\n뉴스\t과학": "\n글\t과학", "kicchina": "example", "발행처": "펴낸곳"}
    text = text_307()
    for old, new in names.items():
        text = text.replace(old, new)
    issue = parse(text, "any.txt")
    assert (issue.newsletter, issue.number, str(issue.date)) == ("월간 서고", 12, "2024-03-05")
    assert issue.publisher == issue_307().publisher
    assert issue.articles[0].section == "이달의 글"
    assert issue.warnings == ()
    assert [a.blocks for a in issue.articles[:6]] == [a.blocks for a in articles_307()[:6]]
