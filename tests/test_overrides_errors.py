"""What is wrong in a file beside an issue is told with its line and the issue's; it costs only itself."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from archive.errors import IssueError
from archive.models import Article
from indexer.parse import parse_bytes, parse_file
from tests.split_helpers import articles_307, text_307

FILE = "issues/307.txt"
TOML = "issues/307.toml"
GOOD = '[[article]]\nwas = "2022 세계"\ntitle = "새 제목"\n\n'
"""Four lines that are used whatever stands below."""

UNREADABLE = [
    ('[[article]]\nwas = "월드컵\npage = 3', 6, "읽을 수 없습니다: was ="),
    ("[[article]]\nwas = 월드컵\npage = 3", 6, "읽을 수 없습니다: was = 월드컵"),
    ('[[article]]\nwas = "월드컵"\npage = 3\npage = 4', 8, "읽을 수 없습니다: page = 4"),
    ('[[drop\nwas = "월드컵"', 5, "읽을 수 없습니다: [[drop"),
    ('[drop\nwas = "월드컵"', 5, "읽을 수 없습니다: [drop"),
    ("[[drop]]\nwas = " + "[" * 5000, 5, "읽을 수 없습니다"),
    ("[[article]]\nwas = 'x'\npage = " + "9" * 5000, 5, "읽을 수 없습니다"),
    ('[[artcle]]\nwas = "월드컵"', 5, "'artcle'은(는) 알 수 없는 항목입니다. 혹시 [[article]]인가요?"),
    ('[[나누기]]\nat = "월드컵"', 5, "읽을 수 없습니다: [[나누기]] (이름 = 값의 꼴인지, 이름이 영어인지"),
    ('[[cut]]\nat = "월드컵"', 5, "쓸 수 있는 것: [issue], [[article]], [[split]], [[merge]], [[drop]]."),
    ('[article]\nwas = "월드컵"\npage = 3', 5, "항목의 머리를 [[article]]처럼"),
    ("[[issue]]\nnumber = 3", 5, "항목의 머리를 [issue]처럼"),
    ("[issue]\nnumber = 307\n[issue]\nnumber = 308", 7, "[issue]가 5번째 줄에 이미 있습니다"),
    ("[issue]\nnumber = '307'", 6, "number은(는) 따옴표 없이 적은 1부터의 수"),
    ("[issue]\nnumber = 0", 6, "1부터의 수"),
    ("[issue]\nnumber = true", 6, "1부터의 수"),
    ('[issue]\ndate = "지난 겨울"', 6, "date은(는) 있는 날짜여야"),
    ("[issue]\ndate = 12", 6, "있는 날짜여야"),
    ("[issue]\ndate = 10:00:00", 6, "있는 날짜여야"),
    ('[issue]\nnewsletter = " "', 6, "newsletter이(가) 비어 있습니다"),
    ("[issue]", 5, "고칠 것이 없습니다. number, date, newsletter, publisher 가운데"),
    ("[issue]\nnumer = 307", 6, "알 수 없는 이름 'numer'이(가) 있습니다. 혹시 'number'인가요?"),
    ('[[article]]\nwas = "월드컵"\nstart = "Hisense"', 7, "혹시 'starts'인가요?"),
    ('[[article]]\nwas = "월드컵"', 5, "고칠 것이 없습니다. title, section, outlets, page, starts, ends 가운데"),
    ("[[article]]\npage = 3", 5, "was가 없습니다"),
    ("[[article]]\nwas = 3\npage = 3", 6, "was은(는) 따옴표로 감싼 글이어야"),
    ('[[article]]\nwas = "—"\npage = 3', 6, "was에 글자나 숫자가 없습니다"),
    ('[[article]]\nwas = "월드컵"\npage = -1', 7, "0부터의 수"),
    ('[[article]]\nwas = "월드컵"\npage = "6쪽"', 7, "0부터의 수"),
    ('[[article]]\nwas = "월드컵"\ntitle = ""', 7, "title이(가) 비어 있습니다"),
    (f'[[article]]\nwas = "월드컵"\ntitle = "{"가" * 301}"', 7, "너무 깁니다(300자까지)"),
    ('[[article]]\nwas = "월드컵"\noutlets = "과기일보"', 7, "outlets은(는) 목록이어야"),
    ('[[article]]\nwas = "월드컵"\noutlets = [3]', 7, "따옴표로 감싼 글"),
    ('[[article]]\nwas = "월드컵"\noutlets = [""]', 7, "outlets에 빈 이름"),
    ('[[article]]\nwas = "월드컵"\narticle = "3"\npage = 3', 7, "article은(는) 따옴표 없이"),
    ('[[split]]\ntitle = "월드컵"', 5, "at이 없습니다"),
    ('[[merge]]\nwas = "월드컵"', 6, "둘 이상"),
    ("[[merge]]\narticles = [2, 3]", 5, "둘 이상"),
    ('[[merge]]\narticles = [2]\nwas = ["2022 세계", "월드컵"]', 6, "짝이 맞는 2개의 번호"),
    ('[[merge]]\narticles = [2, "3"]\nwas = ["2022 세계", "월드컵"]', 6, "짝이 맞는 2개의 번호"),
    ('[[merge]]\nwas = ["2022 세계", 3]', 6, "따옴표로 감싼 글"),
    ('[[drop]]\nwas = "월드컵"\npage = 3', 7, "쓸 수 있는 것: was, article."),
]

UNFIT = [
    ('[[drop]]\nwas = "없는 글"', 6, ["issues/307.txt에 제목이 '없는 글'인 글이 없습니다"]),
    (
        '[[drop]]\nwas = "월드컵으로 본 중국의 중동 가전 마케팅"',
        6,
        ["가장 비슷한 것은 3번째 글 '월드컵을 통해 본", "(issues/307.txt 114번째 줄)"],
    ),
    (
        '[[drop]]\narticle = 4\nwas = "월드컵"',
        7,
        ["4번째 글 '【산업분석】", "162번째 줄", "그 제목은 지금 3번째 글", "114번째 줄", "호가 바뀌었는지"],
    ),
    ('[[drop]]\narticle = 9\nwas = "월드컵"', 7, ["글이 7건뿐인데 9번째", "지금 3번째 글", "114번째 줄"]),
    (
        '[[split]]\nat = "월드컵 때문에 달아오른 각국의 치열한 경쟁"',
        6,
        ["issues/307.txt에 '월드컵 때문에", "시작하는 줄이 없습니다"],
    ),
    (
        '[[split]]\nat = "월드컵에서 각국의 치열한 경장처럼 중국의 가전제품도"',
        6,
        ["가장 비슷한 줄은 issues/307.txt 116번째 줄 '월드컵에서"],
    ),
    ('[[split]]\nat = "사진 1) 출처"', 6, ["시작하는 줄이 여럿입니다(issues/307.txt 90, 126번째 줄)"]),
    (
        '[[split]]\nat = "1) 중국 가전사"\n[[split]]\nat = "1) 중국 가전사"',
        8,
        ["issues/307.txt 128번째 줄 '1) 중국 가전사", "이미 글이 시작됩니다"],
    ),
    ('[[split]]\nwas = "월드컵"\nat = "사진 2)"', 7, ["3번째 글 '월드컵을", "114번째 줄", "시작하는 줄이 없습니다"]),
    (
        '[[split]]\nat = "GfK 의"\nends = "디지털 휴먼이란"',
        7,
        ["164번째 줄 '디지털 휴먼이란", "다른 글의 자리", "156번째 줄", "[[merge]]"],
    ),
    (
        '[[split]]\nat = "1) 중국 가전사"\nends = "2) TCL 중동"\n[[split]]\nat = "Vanward(万和电气)는"',
        9,
        ["138번째 줄", "한 글로 묶은 자리"],
    ),
    (
        '[[article]]\nwas = "월드컵"\nstarts = "1) 장강삼각주"',
        7,
        ["46번째 줄 '1) 장강삼각주", "다른 글의 자리여서 여기서 시작할 수 없습니다"],
    ),
    ('[[article]]\nwas = "월드컵"\nends = "1) 장강삼각주"', 7, ["46번째 줄", "114번째 줄", "끝낼 수 없습니다"]),
    ('[[article]]\nwas = "월드컵"\nends = "없는 줄"', 7, ["시작하는 줄이 없습니다"]),
    (
        '[[article]]\nwas = "2022 세계"\npage = 5',
        5,
        ["2번째 글 '2022 세계", "86번째 줄", "이 파일 1번째 줄에서 이미 고쳤습니다"],
    ),
    ('[[merge]]\nwas = ["월드컵", "【기업분석】"]', 6, ["이웃한 글만", "114번째 줄", "393번째 줄"]),
    ('[[merge]]\nwas = ["【산업분석】", "월드컵"]', 6, ["나온 차례대로"]),
    (
        '[[merge]]\nwas = ["【산업분석】", "【기업분석】"]\n[[merge]]\nwas = ["【기업분석】", "【지역분석】"]',
        7,
        ["이 파일 5번째 줄에서 합친"],
    ),
    (
        '[[merge]]\nwas = ["【산업분석】", "【기업분석】"]\n[[article]]\nwas = "【기업분석】"\npage = 3',
        7,
        ["5번째 글 '【기업분석】", "393번째 줄", "이 파일 5번째 줄에서 합친", "첫 글의 제목으로"],
    ),
    ('[[drop]]\nwas = "2022 세계"', 5, ["86번째 줄", "이 파일 1번째 줄에서 고치는 글", "하나만"]),
    ('[[drop]]\nwas = "월드컵"\n[[drop]]\narticle = 3\nwas = "월드컵"', 7, ["114번째 줄", "이미 뺐습니다"]),
]  # fmt: skip


def told(toml: str | bytes, text: str | None = None) -> tuple[tuple[Article, ...], list[str]]:
    """The articles of a text (of issue 307's) and what is said about the file beside it."""
    data = toml.encode() if isinstance(toml, str) else toml
    parsed = parse_bytes((text or text_307()).encode(), FILE, data)
    assert all(error.file == TOML for error in parsed.errors)
    return parsed.issue.articles, [str(error) for error in parsed.errors]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(("wrong", "line", "said"), UNREADABLE)
def test_an_entry_that_cannot_be_read_is_told_and_the_others_are_used(
    wrong: str, line: int, said: str, ending: str
) -> None:
    below = '\n\n[[article]]\nwas = "【기업분석】"\npage = 99\n'
    articles, messages = told(f"{GOOD}{wrong}{below}".replace("\n", ending))
    (message,) = messages
    assert message.startswith(f"{TOML} {line}번째 줄: ") and said in message
    assert message.endswith("이 항목은 쓰지 않았고 나머지는 그대로 썼습니다.")
    assert (articles[1].title, articles[4].page) == ("새 제목", 99)


@pytest.mark.parametrize(("unfit", "line", "said"), UNFIT)
def test_an_entry_that_does_not_fit_the_issue_names_both_places(unfit: str, line: int, said: list[str]) -> None:
    articles, messages = told(GOOD + unfit)
    (message,) = messages
    assert message.startswith(f"{TOML} {line}번째 줄: ")
    assert [part for part in said if part not in message] == []
    assert articles[1].title == "새 제목"


def test_an_issue_that_changed_is_told_and_the_rest_is_used() -> None:
    text = text_307().replace("3. 월드컵을 통해 본 중국의", "3. 카타르에서 본 중국의")
    articles, messages = told(GOOD + '[[article]]\narticle = 3\nwas = "월드컵을 통해 본 중국의"\npage = 60\n', text)
    assert [article.page for article in articles] == [article.page for article in articles_307()]
    assert articles[1].title == "새 제목"
    assert "3번째 글 '카타르에서 본" in messages[0] and "issues/307.txt 114번째 줄" in messages[0]


def test_alike_titles_have_to_be_told_apart_by_number() -> None:
    text = text_307().replace("3. 월드컵을 통해 본 중국의 중동 가전 마케팅", "3. 2022 세계 스마트제조 컨퍼런스 개최 2")
    said = '[[article]]\nwas = "2022 세계"\npage = 50\n'
    messages = told(said, text)[1]
    assert "맞는 글이 여럿입니다: 2번째 글" in messages[0] and "번호(article)도" in messages[0]
    assert told("[[article]]\narticle = 3" + said.removeprefix("[[article]]"), text)[0][2].page == 50


def test_the_last_article_cannot_be_dropped() -> None:
    names = ("<상하이시", "2022 세계", "월드컵을", "【산업분석】", "【기업분석】", "【지역분석】", "중관촌한중")
    articles, messages = told("".join(f'[[drop]]\nwas = "{name}"\n' for name in names))
    assert [article.title[:5] for article in articles] == ["중관촌한중"]
    assert f"{TOML} 13번째 줄: " in messages[0] and "하나도 남지 않습니다" in messages[0]


def test_what_stands_before_the_first_head_belongs_to_nothing() -> None:
    articles, messages = told('was = "월드컵"\npage = 3\n\n' + GOOD)
    assert "issues/307.toml 1번째 줄: 'was'이(가) 어느 항목의 것인지 알 수 없습니다" in messages[0]
    assert articles[1].title == "새 제목"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (GOOD.encode("cp949"), "issues/307.toml 2번째 줄: UTF-8로 읽을 수 없습니다"),
        (GOOD.encode("utf-16"), "issues/307.toml 1번째 줄: UTF-8로 읽을 수 없습니다"),
        (GOOD.encode() + b"#" * 1_000_000, "issues/307.toml 1번째 줄: 파일이 너무 큽니다"),
    ],
    ids=["CP949", "UTF-16", "too large"],
)
def test_a_file_that_cannot_be_read_costs_only_the_corrections(data: bytes, said: str) -> None:
    articles, messages = told(data)
    assert articles == articles_307()
    assert len(messages) == 1 and messages[0].startswith(said)


@pytest.mark.parametrize("data", [b"", b"\n\n", "# 아직 없음\n".encode(), codecs.BOM_UTF8])
def test_an_empty_file_says_nothing(data: bytes) -> None:
    assert told(data) == (articles_307(), [])


def test_a_mark_at_the_beginning_does_no_harm() -> None:
    assert told(codecs.BOM_UTF8 + GOOD.encode())[0][1].title == "새 제목"


def test_lists_may_go_on_over_lines() -> None:
    said = '[[merge]]\narticles = [\n  2,\n  3,\n]\nwas = [\n  "2022 세계",   # 첫 글\n  "월드컵",\n]\n'
    articles, messages = told(said)
    assert (len(articles), messages) == (6, [])


def test_ready_articles_cannot_be_corrected() -> None:
    line = '{"title": "제목", "text": "글", "date": "2022-12-14"}'.encode()
    parsed = parse_bytes(line, "issues/old.jsonl", b"")
    assert len(parsed.issue.articles) == 1 and parsed.check is None
    assert [(error.file, "issues/old.jsonl의 글은 나누지 않고" in str(error)) for error in parsed.errors] == [
        ("issues/old.toml", True)
    ]


@pytest.mark.parametrize("what", ["folder", "broken link"])
def test_what_is_no_file_beside_an_issue_is_told(tmp_path: Path, what: str) -> None:
    issue = tmp_path / "307.txt"
    issue.write_text(text_307(), encoding="utf-8")
    if what == "folder":
        issue.with_suffix(".toml").mkdir()
    else:
        issue.with_suffix(".toml").symlink_to(tmp_path / "nowhere")
    parsed = parse_file(issue, FILE)
    assert parsed.issue.articles == articles_307()
    (error,) = parsed.errors
    assert error.file == TOML and str(error).startswith(f"{TOML}: 고치는 파일을 열 수 없습니다(")


def test_a_cover_that_cannot_be_read_and_a_misspelt_correction_are_told_together() -> None:
    text = text_307().replace("2022.12.14\n", "").encode()
    with pytest.raises(IssueError) as refused:
        parse_bytes(text, FILE, '[issue]\ndate = "12월 14일"'.encode())
    assert str(refused.value).startswith("issues/307.txt: 표지에 발행일이 없습니다.")
    assert "issues/307.toml 2번째 줄: date은(는) 있는 날짜여야 합니다" in str(refused.value)
    assert str(parse_bytes(text, FILE, b"[issue]\ndate = 2022-12-14").issue.date) == "2022-12-14"
