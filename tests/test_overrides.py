"""What staff write beside an issue puts its split right: golden pairs on issue 307's text, and what each word means."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from archive.errors import IssueError
from archive.models import Article
from indexer.check_lines import check_lines
from indexer.document import Document
from indexer.overrides import overrides_name, read_overrides
from indexer.parse import Parsed, parse_bytes, parse_file
from indexer.splitter import SplitResult, split
from tests.split_helpers import (
    ROOT,
    articles_307,
    assert_accounts_for_every_character,
    body_307,
    cover_307,
    text_307,
)

GOLDEN = sorted((ROOT / "tests/golden/overrides").glob("*.toml"))
FILE = "issues/307.txt"
NAMES = [
    "<상하이시",
    "2022 세계",
    "월드컵을 통해",
    "【산업분석】",
    "【기업분석】",
    "【지역분석】",
    "중관촌한중",
]


def corrected(toml: str, text: str | None = None) -> tuple[Document, SplitResult]:
    """The split of a text (of issue 307's) put right, every character of it accounted for."""
    document = Document.of_pages(FILE, [text_307() if text is None else text])
    result = split(document, read_overrides(toml.encode(), overrides_name(FILE)))
    assert_accounts_for_every_character(document, result)
    return document, result


def articles(toml: str, text: str | None = None) -> tuple[Article, ...]:
    """The articles of a text put right, without any complaint."""
    result = corrected(toml, text)[1]
    assert result.errors == ()
    return result.issue.articles


def set_aside(document: Document, result: SplitResult) -> str:
    return "".join(document.text[span.start : span.end] for span in result.spans if span.role == "dropped")


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_an_issue_and_what_staff_write_give_the_articles_of_a_careful_reader(path: Path) -> None:
    expected: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    text = changed(expected["changes"])
    parsed = parse_bytes(text.encode(), expected["file"], path.read_bytes())
    assert parsed.errors == ()
    issue, check = parsed.issue, parsed.check
    assert [issue.newsletter, issue.number, str(issue.date)] == expected["issue"]
    assert [summary(article) for article in issue.articles] == expected["articles"]
    assert [article.id for article in issue.articles] == [f"307-{n}" for n in range(1, len(issue.articles) + 1)]
    assert check and [o.text for o in check.outside if o.role in ("dropped", "outside")] == expected["set_aside"]
    assert parse_without(text, expected["file"]) != parsed.issue.articles, "there is something to put right"


def changed(changes: list[tuple[str, str]]) -> str:
    """Issue 307's text with each first string, which it has once, replaced by the second."""
    text = text_307()
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


def parse_without(text: str, file: str) -> tuple[Article, ...] | None:
    try:
        return parse_bytes(text.encode(), file).issue.articles
    except IssueError:
        return None


def summary(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "section": article.section,
        "page": article.page,
        "outlets": [outlet.name for outlet in article.outlets],
        "first_text": article.text[:30],
        "last_text": article.text[-30:],
    }


@pytest.mark.parametrize("kind", ["[issue]", "[[article]]", "[[split]]", "[[merge]]", "[[drop]]"])
def test_there_is_a_golden_pair_for_every_kind(kind: str) -> None:
    assert any(kind in path.read_text(encoding="utf-8") for path in GOLDEN)


def test_nothing_said_changes_nothing() -> None:
    assert articles("") == articles("# 아직 고칠 것이 없음\n\n") == articles_307()


def test_an_article_that_is_not_spoken_of_stays_as_it_is() -> None:
    found = articles('[[article]]\nwas = "2022 세계"\ntitle = "새 제목"')
    assert found[1].title == "새 제목" and found[1].blocks == articles_307()[1].blocks
    assert (found[0], *found[2:]) == (articles_307()[0], *articles_307()[2:])


def test_titles_and_lines_are_known_whatever_their_spaces_and_marks() -> None:
    said = '[[article]]\nwas = "월드컵을 통해본"\nends = "양나이민 [杨乃民] 은TCL브랜드가 2004년부터"'
    (_, _, found, *_) = articles(said)
    assert found.text.split("\n")[-1].startswith("양나이민(杨乃民)은 TCL 브랜드가 2004년부터")


def test_a_heading_is_known_without_its_number_and_before_the_contents_page() -> None:
    found = articles('[[split]]\nat = "과학혁신금융기구 조직체계 개선"')
    assert found[1].title == "과학혁신금융기구 조직체계 개선" and len(found) == 8


def test_a_line_that_is_just_so_comes_before_longer_ones() -> None:
    text = text_307().replace("\n\n2) 과학혁신금융기구", "\n\n현재\n\n2) 과학혁신금융기구")
    assert articles('[[split]]\nat = "현재"', text)[1].title == "현재"


def test_empty_means_none() -> None:
    said = '[[article]]\nwas = "2022 세계"\nsection = ""\noutlets = []\npage = 0'
    found = articles(said)[1]
    assert (found.section, found.outlets, found.page) == (None, (), None)


def test_what_a_later_start_leaves_goes_to_the_article_before() -> None:
    found = articles('[[article]]\nwas = "월드컵을 통해"\nstarts = "중국 가전사, 갈수록"')
    assert found[2].title == "중국 가전사, 갈수록 중동시장 중시"
    assert "3. 월드컵을 통해 본" in found[1].text


def test_below_a_section_heading_there_is_no_article_before_and_it_is_set_aside() -> None:
    document, result = corrected('[[article]]\nwas = "<상하이시"\nstarts = "1) 장강삼각주 협력"')
    assert set_aside(document, result).startswith("1. <상하이시, 난징시")
    assert result.issue.articles[0].title.startswith("장강삼각주")


def test_an_earlier_start_takes_from_the_article_before_even_over_a_section_heading() -> None:
    found = articles('[[article]]\nwas = "【산업분석】"\nstarts = "GfK 의 통계에"\ntitle = "【산업분석】 디지털 휴먼"')
    assert not found[2].text.endswith("평가했다.") and found[3].text.startswith("GfK 의 통계에")
    assert "CHINA 창업\n1. 【산업분석】" in found[3].text
    assert found[3].outlets == articles_307()[3].outlets


def test_two_articles_may_both_begin_above_where_the_first_of_them_was_found() -> None:
    found = articles(
        '[[article]]\nwas = "【기업분석】"\nstarts = "디지털 휴먼이란"\ntitle = "디지털 휴먼"\n'
        '[[article]]\nwas = "【지역분석】"\nstarts = "IDC 는 <2022"\ntitle = "시장 전망"'
    )
    assert [article.title for article in found[3:6]] == [articles_307()[3].title, "디지털 휴먼", "시장 전망"]
    assert "IDC 는 <2022" not in found[4].text and found[5].text.startswith("IDC 는 <2022")


def test_what_stands_behind_the_end_is_set_aside_up_to_the_next_article() -> None:
    document, result = corrected('[[article]]\nwas = "2022 세계"\nends = "오프라인 전시 규모는"')
    assert result.issue.articles[1].text.endswith("참가했다.")
    assert set_aside(document, result).startswith("사진 2) 출처")
    assert result.issue.articles[2] == articles_307()[2]


def test_an_end_may_lie_beyond_a_section_heading_or_the_border_of_the_body() -> None:
    found = articles('[[article]]\nwas = "중관촌한중"\nends = "구독을 원하시는 분은"')
    assert found[-1].text.endswith("감사합니다.\n주간 중국 창업\n구독을 원하시는 분은")


def test_the_line_of_a_split_is_the_title_or_else_the_first_of_the_text() -> None:
    line = "최근 몇 년 동안 중국 가전 제조업체들이"
    wholly = articles(f'[[split]]\nat = "{line}"')[3]
    assert wholly.title.startswith(line) and not wholly.text.startswith(line)
    titled = articles(f'[[split]]\nat = "{line}"\ntitle = "중동 시장을 보는 눈"')[3]
    assert titled.title == "중동 시장을 보는 눈" and titled.text.startswith(line)
    alike = articles('[[split]]\nat = "1) 중국 가전사"\ntitle = "중국 가전사, 갈수록 중동 시장을 중시"')[3]
    assert alike.title.endswith("시장을 중시") and alike.text.startswith("모든 중국 가전 회사가")


def test_a_new_article_has_the_section_of_the_one_it_was_cut_from() -> None:
    found = articles('[[split]]\nat = "3) 핵심 도시권의"\n[[article]]\nwas = "【지역분석】"\nsection = "지역"')
    assert [article.section for article in found[5:7]] == ["지역", "지역"]


def test_a_new_article_that_the_contents_page_lists_has_its_page_and_section() -> None:
    text = text_307().replace("2. 2022 세계 스마트제조 컨퍼런스 개최 —", "스마트제조의 모든 것 —")
    assert len(articles("", text)) == 6
    said = '[[split]]\nat = "스마트제조의 모든 것"\ntitle = "2022 세계 스마트제조 컨퍼런스 개최"'
    found = articles(said, text)[1]
    assert (found.page, found.section, len(articles(said, text))) == (4, "WEEKLY 뉴스", 7)


def test_text_outside_of_articles_can_become_one() -> None:
    letter = "독자 여러분께\n\n한 해 동안 함께해 주셔서 고맙습니다."
    text = text_307().replace("목록\n", f"{letter}\n\n목록\n", 1)
    found = articles('[[split]]\nat = "독자 여러분께"', text)
    assert (found[0].title, found[0].text, found[0].section) == (*letter.split("\n\n"), None)
    assert [article.blocks for article in found[1:]] == [article.blocks for article in articles_307()]


def test_a_split_where_an_article_begins_already_says_something_of_that_article() -> None:
    found = articles('[[split]]\nat = "3. 월드컵을"\nsection = "스포츠"')
    assert len(found) == 7
    assert (found[2].section, found[2].blocks) == ("스포츠", articles_307()[2].blocks)


def test_a_split_may_say_in_which_article_to_look() -> None:
    assert "여럿입니다" in str(corrected('[[split]]\nat = "▶ 대표 사례"')[1].errors[0])
    text = text_307().replace("\n\n3) 금융상품", "\n\n▶ 대표 사례\n\n3) 금융상품")
    found = articles('[[split]]\nwas = "<상하이시"\nat = "▶ 대표 사례"', text)
    assert found[1].title == "대표 사례" and found[1].text.startswith("3) 금융상품")


def test_merged_articles_keep_every_line_and_all_outlets() -> None:
    found = articles('[[merge]]\nwas = ["2022 세계", "월드컵을 통해", "【산업분석】"]')
    assert len(found) == 5
    assert "3. 월드컵을 통해 본" in found[1].text and "CHINA 창업\n1. 【산업분석】" in found[1].text
    assert found[1].outlets == tuple(outlet for article in articles_307()[1:4] for outlet in article.outlets)


def test_the_rest_of_a_dropped_article_can_be_kept() -> None:
    document, result = corrected('[[drop]]\nwas = "2022 세계"\n[[split]]\nat = "오프라인 전시 규모는"')
    assert set_aside(document, result).startswith("2. 2022 세계")
    assert result.issue.articles[1].text.startswith("사진 2)")


def test_it_does_not_matter_in_which_order_things_are_said() -> None:
    entries = [
        '[[drop]]\narticle = 7\nwas = "중관촌한중"\n',
        '[[article]]\narticle = 2\nwas = "2022 세계"\nends = "월드컵에서 각국의"\n',
        '[[article]]\narticle = 3\nwas = "월드컵을"\nstarts = "Hisense(海信)는 2022 년"\ntitle = "월드컵"\n',
        '[[split]]\nat = "4) 백서의 3 가지"\n',
        '[[merge]]\narticles = [5, 6]\nwas = ["【기업분석】", "【지역분석】"]\n',
        "[issue]\nnumber = 308\n",
    ]
    found = articles("".join(entries))
    assert found == articles("".join(reversed(entries)))
    assert [article.id for article in found] == ["308-1", "308-2", "308-3", "308-4", "308-5", "308-6"]


def test_a_contents_line_of_a_dropped_or_merged_article_is_not_missed() -> None:
    said = '[[drop]]\nwas = "중관촌한중"\n[[merge]]\nwas = ["【기업분석】", "【지역분석】"]'
    parsed = parse(said)
    assert parsed.issue.warnings == () and parsed.check
    assert [row.match for row in parsed.check.rows] == ["matched"] * 5 + ["merged", "dropped"]


def test_what_staff_put_right_is_not_warned_about() -> None:
    text = cover_307() + body_307().replace("3. 월드컵을 통해 본", "월드컵을 통해 본")
    said = "".join(f'[[article]]\nwas = "{name}"\npage = 1\n' for name in NAMES if "월드컵" not in name)
    assert len(parse("", text).issue.warnings) == 1
    assert parse(said + '[[split]]\nat = "월드컵을 통해"', text).issue.warnings == ()


def parse(toml: str, text: str | None = None) -> Parsed:
    return parse_bytes((text or text_307()).encode(), FILE, toml.encode())


def test_the_examples_that_staff_read_do_what_is_said_of_them() -> None:
    manual = (ROOT / "docs/ko/호-고치기.md").read_text(encoding="utf-8")
    split_example, merge_example = re.findall(r"```toml\n(.*?)```", manual, re.DOTALL)
    titleless = re.sub(r"^3\. 월드컵을 통해 본.*\n\n", "", text_307(), flags=re.MULTILINE)
    before = parse("", titleless).check
    shown = [line for line in check_lines(before) if "차례에만" in line or "307-2" in line] if before else []
    assert shown and "\n".join(shown) in manual
    assert articles(split_example, titleless) == articles_307()
    text = cover_307() + body_307().replace("\n\n3) 핵심 도시권의", "\n\n4. 핵심 도시권의")
    found = articles(merge_example, text.replace("KIC 중국 뉴스\n", "공지\n"))
    assert [(article.title, article.section) for article in found] == [(a.title, a.section) for a in articles_307()]


def test_the_file_beside_an_issue_is_used(tmp_path: Path) -> None:
    issue = tmp_path / "307.TXT"
    issue.write_text(text_307(), encoding="utf-8")
    issue.with_suffix(".toml").write_text('[[drop]]\nwas = "2022 세계"\n', encoding="utf-8")
    assert len(parse_file(issue, "issues/307.TXT").issue.articles) == 6
    issue.with_suffix(".toml").unlink()
    assert parse_file(issue, "issues/307.TXT").issue.articles == articles_307()
