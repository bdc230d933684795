"""The addresses that tell of topics through time."""

from __future__ import annotations

from typing import get_args

from archive.parameters import MAX_QUERY
from archive.trends.parameters import MOST_QUERIES
from archive.trends.values import Asked, By, Per
from webui.new_words import DIGITS
from webui.openapi import asked
from webui.openapi.model import Operation, Parameter, Text
from webui.openapi.schemas import choice, many, ref

QUERIES = Parameter(
    "q",
    Text(
        f"A query; may be repeated. The first {MOST_QUERIES} different ones are compared.",
        f"찾을 말. 되풀이해 적으면 견줍니다. 서로 다른 {MOST_QUERIES}개까지입니다.",
    ),
    many({"type": "string", "maxLength": MAX_QUERY}),
    "금융",
)
BY = Parameter(
    "by",
    Text("What is counted by; by itself months, where there are too many of them years.", "달마다 셀지 해마다 셀지."),
    choice(get_args(By)),
)
PER = Parameter(
    "per",
    Text("Articles that match, or of 1,000 articles of the period.", "글 수로, 또는 그때의 글 1,000편에 몇 편인지로."),
    {**choice(get_args(Per)), "default": Asked.__dataclass_fields__["per"].default},
)
IN_ISSUE = Parameter(
    "issue",
    Text("The number of the issue; by itself the newest.", "호 번호. 비우면 가장 새 호입니다."),
    {"type": "integer", "minimum": 0, "maximum": 10**DIGITS - 1},
    "307",
)
TRENDS = Operation(
    "trends",
    "/api/v1/trends",
    Text("Topics through time", "흐름"),
    Text(
        "Queries compared month by month or year by year, with first mentions and the words that go with them.",
        "찾는 말이 달마다 해마다 몇 편에 나왔는지, 처음 나온 글과 함께 나오는 말.",
    ),
    {"application/json": ref("Trends")},
    (QUERIES, *asked.NARROWING, BY, PER, asked.LANG),
    (*asked.SEARCH_CODES, "bad_by", "bad_per"),
)
NEW_WORDS = Operation(
    "new-words",
    "/api/v1/new-words",
    Text("New words", "새로 나온 말"),
    Text("Names and words that an issue is the first to have.", "그 호에 처음 나온 이름과 낱말."),
    {"application/json": ref("NewWords")},
    (IN_ISSUE, asked.LANG),
    may_miss=True,
)
