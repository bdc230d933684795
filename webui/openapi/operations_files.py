"""The address that answers with a file and not with JSON."""

from __future__ import annotations

from archive.exporting import FORMATS
from webui.openapi import asked
from webui.openapi.model import Operation, Parameter, Text
from webui.openapi.schemas import TEXT, choice

FORMAT = Parameter(
    "format",
    Text("How the file is written.", "파일의 꼴."),
    choice(tuple(FORMATS)),
    next(iter(FORMATS)),
    required=True,
)
EXPORT = Operation(
    "export",
    "/api/v1/export",
    Text("Take all hits away", "모두 가져가기"),
    Text(
        "Every hit of a search, whole, as a file; at most 10,000.",
        "찾은 글 모두를 본문까지 파일 하나로. 10,000건까지.",
    ),
    {kind.media_type: TEXT for kind in FORMATS.values()},
    (FORMAT, *asked.SEARCHING, asked.LANG),
    (*asked.SEARCH_CODES, "bad_format", "too_many_hits"),
)
