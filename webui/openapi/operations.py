"""Every address of the interface, in the order in which a reader of the description wants them."""

from __future__ import annotations

from archive.parameters import MAX_PER_PAGE
from webui.api import NAMES_PER_PAGE
from webui.openapi import asked
from webui.openapi.model import Json, Operation, Text
from webui.openapi.operations_files import EXPORT
from webui.openapi.operations_trends import NEW_WORDS, TRENDS
from webui.openapi.schemas import many, record, ref

JSON = "application/json"


def _json(schema: Json) -> dict[str, Json]:
    return {JSON: schema}


SEARCH = Operation(
    "search",
    "/api/v1/search",
    Text("Search", "찾기"),
    Text(
        "One page of hits with snippets, facets and a histogram of months. Without q and with filters it lists.",
        "찾은 글 한 쪽과 섹션·매체·해·달마다의 수. 찾을 말 없이 거르기만 하면 그 글을 모두 늘어놓습니다.",
    ),
    _json(ref("Results")),
    (*asked.SEARCHING, asked.PAGE, asked.PER_PAGE, asked.LANG),
    asked.SEARCH_CODES,
)
SUGGEST = Operation(
    "suggest",
    "/api/v1/suggest",
    Text("Complete", "이어 쓰기"),
    Text(
        "At most ten completions of what was typed so far, best first.",
        "지금까지 누른 글자에 이어질 말 열 개까지, 알맞은 것부터.",
    ),
    _json(ref("Completions")),
    (asked.BEGUN, asked.LANG),
)
ARTICLE = Operation(
    "article",
    "/api/v1/articles/{id}",
    Text("One article", "글 하나"),
    Text("The article with its whole text in blocks.", "글 하나의 제목, 출처, 본문 모두."),
    _json(ref("Article")),
    (asked.ARTICLE_ID, asked.LANG),
    may_miss=True,
)
SIMILAR = Operation(
    "similar",
    "/api/v1/articles/{id}/similar",
    Text("Similar articles", "비슷한 글"),
    Text(
        "The few articles most like one, the likest first, and the nouns that they share with it.",
        "글 하나와 가장 비슷한 글 몇 편과 함께 쓴 낱말, 비슷한 것부터.",
    ),
    _json(record(similar=many(ref("Similar")))),
    (asked.ARTICLE_ID, asked.LANG),
    may_miss=True,
)
ISSUES = Operation(
    "issues",
    "/api/v1/issues",
    Text("All issues", "모든 호"),
    Text("Every issue, newest first.", "모든 호, 새 호부터."),
    _json(record(issues=many(ref("Issue")))),
    (asked.LANG,),
)
ISSUE = Operation(
    "issue",
    "/api/v1/issues/{number}",
    Text("One issue", "호 하나"),
    Text("An issue with the heads of its articles in printed order.", "호 하나와 거기 실린 글의 차례."),
    _json(ref("Contents")),
    (asked.ISSUE_NUMBER, asked.LANG),
    may_miss=True,
)
NAMES = Operation(
    "names",
    "/api/v1/names",
    Text("Names in two scripts", "두 글자로 적힌 이름"),
    Text(
        "Names that articles give in Hangul or Latin letters beside the Chinese ones.",
        "글이 한글이나 로마자와 한자로 나란히 적은 이름들.",
    ),
    _json(ref("Names")),
    (
        asked.NAMED,
        asked.PAGE,
        asked.number("per_page", MAX_PER_PAGE, NAMES_PER_PAGE, Text("Names of one page.", "한 쪽의 이름 수.")),
        asked.LANG,
    ),
    asked.NAMES_CODES,
)
NAME = Operation(
    "name",
    "/api/v1/names/{zh}",
    Text("One name", "이름 하나"),
    Text("All forms of a name, when and where they occur.", "한 이름의 모든 꼴과, 언제 어느 글에 나왔는지."),
    _json(ref("NameLife")),
    (asked.ZH, asked.LANG),
    may_miss=True,
)
DESCRIPTION = Operation(
    "openapi",
    "/api/v1/openapi.json",
    Text("This description", "이 설명"),
    Text("The description of the interface, OpenAPI 3.1.", "이 인터페이스를 적은 OpenAPI 3.1 문서."),
    _json({"type": "object", "required": ["openapi", "info", "paths", "components"]}),
    of_index=False,
)
HEALTH = Operation(
    "health",
    "/healthz",
    Text("Is it well?", "살아 있나"),
    Text(
        "How many articles can be found, for machines that watch.",
        "지금 찾을 수 있는 글의 수. 지켜보는 기계를 위한 것.",
    ),
    _json(ref("Health")),
    of_index=False,
)

OPERATIONS = (
    SEARCH,
    SUGGEST,
    ARTICLE,
    SIMILAR,
    ISSUES,
    ISSUE,
    NAMES,
    NAME,
    TRENDS,
    NEW_WORDS,
    EXPORT,
    DESCRIPTION,
    HEALTH,
)
