"""All hits of a search as a file, for pages and programs alike."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from flask import Blueprint, Response, request, url_for

from archive.errors import ParameterError
from archive.exporting import FORMATS, Format, export, read_format
from archive.results import Results, Search
from webui.context import asked_search, the_archive
from webui.links import parameters
from webui.paging import Link

blueprint = Blueprint("exports", __name__)

MOST = 10_000
"""Articles of one file at most: some minutes of one of the server's few threads."""

NAME_LENGTH = 40
_SHOWN = (("csv", "CSV"), ("bibtex", "BibTeX"), ("ris", "RIS"), ("jsonl", "JSONL"))
_BY_ENDING = {kind.ending: kind for kind in FORMATS.values()}


@blueprint.get("/export.<any(csv, jsonl, bib, ris):ending>")
def file(ending: str) -> Response:
    """Every hit of the search, to be saved."""
    return _answer(_BY_ENDING[ending])


@blueprint.get("/api/v1/export")
def api() -> Response:
    """The same for programs, by the name of the format."""
    return _answer(read_format(request.args.get("format", "")))


def export_links(results: Results) -> tuple[Link, ...]:
    """Where all these hits can be had, by format; none where there are too many of them."""
    if results.total > MOST:
        return ()
    asked = parameters(replace(results.search, page=1, per_page=Search().per_page))
    return tuple(
        Link(text, url_for("exports.file", ending=FORMATS[name].ending, **asked))  # type: ignore[arg-type]
        for name, text in _SHOWN
    )


def attachment(name: str, ending: str) -> str:
    """The header by which a browser saves a file under a name in any script (RFC 6266, RFC 5987)."""
    letters = "".join(letter if letter.isalnum() or letter in "-_." else " " for letter in name)
    plain = " ".join(letters.split())[:NAME_LENGTH]
    return f"attachment; filename=\"seogo.{ending}\"; filename*=UTF-8''{quote(f'{plain}.{ending}', safe='')}"


def _answer(kind: Format) -> Response:
    search = asked_search()
    made = export(the_archive(), search, kind, request.url_root)
    if made.total > MOST:
        raise ParameterError(
            "too_many_hits",
            f"찾은 글이 {made.total:,}건이라 한 번에 가져갈 수 없습니다. 날짜나 섹션으로 거르거나"
            f" 찾는 말을 더해 {MOST:,}건까지로 줄여 주세요. seogo export 명령에는 이 한도가 없습니다.",
        )
    # The archive is held by `made`: the pieces are made while they are sent, after this request is left.
    answer = Response(made.pieces, content_type=f"{kind.media_type}; charset=utf-8")
    answer.headers["Content-Disposition"] = attachment(f"서고 {search.q}", kind.ending)
    return answer
