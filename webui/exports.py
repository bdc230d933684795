"""All hits of a search, or chosen articles, as a file, for pages and programs alike."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from flask import Blueprint, Response, request, url_for

from archive.errors import ParameterError
from archive.exporting import FORMATS, Export, Format, export, export_articles, read_format
from archive.language import gettext as _
from archive.language import number
from archive.results import Results, Search
from webui.context import asked_search, the_archive
from webui.links import parameters, site
from webui.paging import Link

blueprint = Blueprint("exports", __name__)

MOST = 10_000
"""Articles of one file at most: some seconds of one of the server's few threads."""

MOST_CHOSEN = 200
"""Articles that may be asked for by name; an address of more of them would be too long."""

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


@blueprint.get("/reading-list.<any(csv, jsonl, bib, ris):ending>")
def chosen(ending: str) -> Response:
    """The articles that are named (`id`, repeated) in this order, to be saved; unknown ones are left out."""
    ids = list(dict.fromkeys(filter(None, request.args.getlist("id"))))
    if len(ids) > MOST_CHOSEN:
        raise ParameterError(
            "too_many_ids",
            _(
                "글 %(count)s편은 한 번에 가져갈 수 없습니다. %(most)s편까지로 나누어 주세요.",
                count=number(len(ids)),
                most=number(MOST_CHOSEN),
            ),
        )
    return _file(export_articles(the_archive(), ids, _BY_ENDING[ending], site()), _("서고 읽을 글"))


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
    made = export(the_archive(), search, kind, site())
    if made.total > MOST:
        raise ParameterError(
            "too_many_hits",
            _(
                "찾은 글이 %(count)s건이라 한 번에 가져갈 수 없습니다. 날짜나 섹션으로 거르거나 찾는 말을 더해"
                " %(most)s건까지로 줄여 주세요. seogo export 명령에는 이 한도가 없습니다.",
                count=number(made.total),
                most=number(MOST),
            ),
        )
    return _file(made, f"{_('서고')} {search.q}")


def _file(made: Export, name: str) -> Response:
    # The archive is held by `made`: the pieces are made while they are sent, after this request is left.
    answer = Response(made.pieces, content_type=f"{made.format.media_type}; charset=utf-8")
    answer.headers["Content-Disposition"] = attachment(name, made.format.ending)
    return answer
