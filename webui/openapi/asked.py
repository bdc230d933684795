"""The parameters, with the limits of the parser that reads them (archive/parameters.py)."""

from __future__ import annotations

from typing import get_args

from archive.language import LANGUAGES
from archive.parameters import MAX_PAGE, MAX_PER_PAGE, MAX_QUERY, MAX_VALUES
from archive.results import Match, Search, Sort
from webui.issues import MOST_DIGITS
from webui.openapi.model import Json, Parameter, Text
from webui.openapi.schemas import choice, many

DEFAULT = Search()
DATE: Json = {
    "type": "string",
    "pattern": "^([0-9]{4}(-(0?[1-9]|1[0-2])(-(0?[1-9]|[12][0-9]|3[01]))?)?)?$",
}
REPEATED = f"may be repeated, up to {MAX_VALUES} different ones"
SEARCH_CODES = (
    *("query_too_long", "too_many_values", "bad_match", "bad_expand", "bad_inside", "bad_sort"),
    *("bad_page", "bad_per_page", "bad_date", "bad_range"),
)
NAMES_CODES = ("query_too_long", "bad_page", "bad_per_page")


def _switch(on: bool) -> Json:
    return {**choice(("0", "1")), "default": str(int(on))}


def _q(about: Text, example: str, **limits: int) -> Parameter:
    return Parameter("q", about, {"type": "string", **limits, "default": ""}, example)


def number(name: str, most: int, default: int, about: Text) -> Parameter:
    """A whole number from 1 to `most`."""
    return Parameter(name, about, {"type": "integer", "minimum": 1, "maximum": most, "default": default})


QUERY = _q(
    Text(
        'The query, in the query language: words, "phrases", OR, -not, prefix*, "a b"~5, field:word. Empty: all.',
        '찾을 말. 낱말, “구절”, OR, -빼기, 앞부분*, "가 나"~5, 제목:낱말을 쓸 수 있습니다. 비우면 모든 글입니다.',
    ),
    "과학혁신 금융",
    maxLength=MAX_QUERY,
)
BEGUN = _q(Text("What was typed so far, also in part or on the wrong keyboard.", "지금까지 누른 글자."), "과학")
NAMED = _q(
    Text("Part of any form of the name. Empty: all names.", "이름 꼴의 한 부분. 비우면 모든 이름입니다."), "징진지"
)
SECTION = Parameter(
    "section",
    Text(f"Only articles of these sections; {REPEATED}.", "이 섹션의 글만. 여럿이면 되풀이해 적습니다."),
    many({"type": "string"}),
    "CHINA 창업",
)
OUTLET = Parameter(
    "outlet",
    Text(f"Only articles of these outlets; {REPEATED}.", "이 매체의 글만. 여럿이면 되풀이해 적습니다."),
    many({"type": "string"}),
    "종합개발연구원",
)
FROM = Parameter(
    "from",
    Text(
        "First day: 2022, 2022-12 or 2022-12-14; a year or a month means all of it.",
        "첫날: 2022, 2022-12, 2022-12-14. 해나 달은 그 처음부터입니다.",
    ),
    DATE,
    "2022-12",
)
TO = Parameter("to", Text("Last day, written alike.", "끝날. 같은 꼴로 적고, 해나 달은 그 끝까지입니다."), DATE, "2022")
MATCH = Parameter(
    "match",
    Text("Whether all words must occur or any will do.", "낱말이 모두 나와야 하는지(all), 하나라도 되는지(any)."),
    {**choice(get_args(Match)), "default": DEFAULT.match},
)
EXPAND = Parameter(
    "expand",
    Text("Whether the other forms of a name are looked for too.", "이름의 다른 꼴도 찾을지."),
    _switch(DEFAULT.expand),
)
INSIDE = Parameter(
    "inside",
    Text("Also where the letters stand only inside other words.", "다른 낱말 속에 든 글자도 찾을지."),
    _switch(DEFAULT.inside),
)
SORT = Parameter(
    "sort",
    Text("The order of hits.", "차례: 관련도, 새 글부터, 오래된 글부터."),
    {**choice(get_args(Sort)), "default": DEFAULT.sort},
)
PAGE = number("page", MAX_PAGE, DEFAULT.page, Text("Which page, from 1.", "몇째 쪽인지, 1부터."))
PER_PAGE = number("per_page", MAX_PER_PAGE, DEFAULT.per_page, Text("Hits of one page.", "한 쪽의 글 수."))
LANG = Parameter(
    "lang",
    Text(
        f"Language of messages and of what is said in words: {' or '.join(LANGUAGES)}; any other is ignored.",
        f"알림과 설명의 말: {', '.join(LANGUAGES)}.",
    ),
    {"type": "string"},
    shown=False,
)
ARTICLE_ID = Parameter(
    "id",
    Text("The article's id; one with a slash in it has it written %2F.", "글 번호."),
    {"type": "string", "minLength": 1},
    "307-1",
    path=True,
)
ISSUE_NUMBER = Parameter(
    "number",
    Text("The number of the issue.", "호 번호."),
    {"type": "integer", "minimum": 0, "maximum": 10**MOST_DIGITS - 1},
    "307",
    path=True,
)
ZH = Parameter(
    "zh",
    Text("The Chinese form of the name.", "이름의 중국어 꼴."),
    {"type": "string", "minLength": 1},
    "京津冀",
    path=True,
)

NARROWING = (SECTION, OUTLET, FROM, TO)
SEARCHING = (QUERY, *NARROWING, MATCH, EXPAND, INSIDE, SORT)
