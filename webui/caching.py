"""Tags by which a copy of an answer is known to be still right, made before the work that the answer would take.

What an answer says follows from the generation of the index, this program, the language, the address (its host too:
some links are absolute), whether the site is closed to strangers and, where a page tells of files, from the folders of
the corpus. The tag is made of these.
It is weak (RFC 9110, 8.8.1): of two answers with one tag only the milliseconds in them may differ. Copies may be kept
but are asked about each time (`no-cache`), so a page shows a new issue as soon as it is in the index; the question
costs a glance at the index's folder. There is no Last-Modified: the index keeps no time, and a date alone would not
tell one language from another.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, g, request

from archive.errors import SeogoError
from archive.fingerprint import FINGERPRINT
from archive.language import language
from webui.context import the_archive, the_base_url, the_images
from webui.desk.access import is_of_the_desk
from webui.desk.place import closes_the_site
from webui.kept_answers import kept_answer

NOT_OF_THE_INDEX = frozenset(
    {"static", "favicon", "health.health", "metrics.metrics", "originals.original", "originals.picture"}
)
"""Endpoints whose answers follow from something else; those that send files have tags of their own."""

OF_FILES = frozenset({"articles.article", "issues.issue", "checks.check"})
"""Endpoints whose pages also say which files are at hand."""

NOTHING_YET = frozenset({"suggest.suggest"})
"""Endpoints that answer `[]` while what they need is being read: then nobody may hold on to it."""

NOT_TO_BE_KEPT = NOTHING_YET | OF_FILES
"""Endpoints whose answers are made anew for whoever has no copy: a file may be another under the same name."""

PROGRAM = ("archive", "webui")


def register(app: Flask) -> None:
    """Answer whoever has a right copy with 304, others with what was answered before, and tag all else; after the
    language is known."""
    app.before_request(_unchanged)
    app.after_request(_tagged)


@cache
def program() -> str:
    """This program: the contents of its files, and the analysis that it was started with."""
    folder = Path(__file__).parent.parent
    files = sorted(path for part in PROGRAM for path in (folder / part).rglob("*") if _is_part(path))
    made_of = sha256(FINGERPRINT.encode())
    for path in files:
        made_of.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
        made_of.update(path.read_bytes())
    return made_of.hexdigest()


def _is_part(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


def _unchanged() -> Response | None:
    if request.method not in ("GET", "HEAD") or request.endpoint is None or request.endpoint in NOT_OF_THE_INDEX:
        return None
    if is_of_the_desk():
        return None
    try:
        g.tag = tag = _tag()
    except SeogoError:
        # There is no index to ask: the view will say so.
        return None
    asked = request.if_none_match
    # `*` stands for any answer that there is, and whether there is one only the view knows.
    if not asked.star_tag and asked.contains_weak(tag):
        return Response(status=304)
    return kept_answer(tag) if request.method == "GET" and request.endpoint not in NOT_TO_BE_KEPT else None


def _tagged(answer: Response) -> Response:
    tag = g.get("tag")
    nothing_yet = request.endpoint in NOTHING_YET and answer.status_code == 200 and answer.json == []
    if tag and answer.status_code in (200, 304) and not nothing_yet:
        answer.set_etag(tag, weak=True)
    return answer


def _tag() -> str:
    images = the_images() if request.endpoint in OF_FILES else None
    folders = images.folders() if images else ()
    place = (the_base_url(), request.url, closes_the_site())
    made_of = (the_archive().generation, program(), language(), *place, *folders)
    return sha256("\0".join(map(str, made_of)).encode("utf-8", "backslashreplace")).hexdigest()[:24]
