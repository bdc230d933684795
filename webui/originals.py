"""The file that an issue was read from, and pictures of its pages."""

from __future__ import annotations

from pathlib import PurePosixPath

from flask import Blueprint, Response, abort, make_response, request, send_file

from archive.errors import NotFound
from archive.language import gettext as _
from archive.page_images import PageImages
from webui.context import the_images
from webui.headers import A_YEAR
from webui.issues import check_of
from webui.picturing import version_of

blueprint = Blueprint("originals", __name__)

MOST_DIGITS = 5
"""A page has a number of so many digits at most. Others need not be looked for, which takes a process each time."""

ALONE = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""A file from elsewhere must never act as a page of this site, whatever it says that it is."""

PICTURE_ALONE = "default-src 'none'; frame-ancestors 'none'; img-src 'self'; style-src 'unsafe-inline'"
"""A browser draws a picture that is opened by itself on a page of its own making, which has its styles inline."""


@blueprint.get("/issues/<number>/original")
def original(number: str) -> Response:
    """The file itself, to be saved under its own name."""
    images, source = _images(), check_of(number).source
    # Shown in the window, a PDF would need a policy without the sandbox (Chrome and Safari draw none in it): it is
    # saved as the others are. The type is never the file's own word: a page of HTML may be called anything.
    is_pdf = source.lower().endswith(".pdf")
    try:
        answer = send_file(
            images.original(source).absolute(),
            mimetype="application/pdf" if is_pdf else "application/octet-stream",
            as_attachment=True,
            download_name=_own_name(source),
        )
    except OSError as error:
        raise NotFound(_("이 호의 원본 파일을 지금 열 수 없습니다.")) from error
    answer.headers["Content-Security-Policy"] = ALONE
    return answer


@blueprint.get("/issues/<number>/pages/<page>.webp")
def picture(number: str, page: str) -> Response:
    """A page of the file as a picture. With the file's version in its address it may be kept for good."""
    images, source = _images(), check_of(number).source
    if not source.lower().endswith(".pdf"):
        raise NotFound(_("제%(number)s호의 원본은 쪽의 그림이 없는 파일입니다.", number=number))
    if not (page.isascii() and page.isdigit() and len(page) <= MOST_DIGITS and int(page)):
        raise NotFound(_("원본에 %(page)s쪽이 없습니다.", page=page[:20]))
    version = version_of(images, source)
    try:
        path = images.picture(source, int(page))
        answer = make_response(path.read_bytes())
    except OSError as error:
        # Old pictures make room for new ones, now and then in this very moment.
        raise NotFound(_("이 쪽의 그림을 지금 보일 수 없습니다. 다시 열어 보세요.")) from error
    answer.mimetype = "image/webp"
    answer.headers["Content-Security-Policy"] = PICTURE_ALONE
    answer.set_etag(path.stem)
    answer.headers["Cache-Control"] = A_YEAR if version and request.args.get("v") == version else "no-cache"
    answer.make_conditional(request)
    return answer


def _images() -> PageImages:
    return the_images() or abort(404)


def _own_name(source: str) -> str:
    """The name of a file as a header can carry it: without line ends, and without bytes that are no letters."""
    return "".join(letter if letter.isprintable() else "_" for letter in PurePosixPath(source).name)
