"""Where the originals of articles and issues are to be had: addresses of files and of pictures of their pages."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from flask import url_for

from archive.errors import NotFound
from archive.language import gettext as _
from archive.page_images import PageImages
from archive.results import IssueCheck, Reading

MOST_PAGES = 40
"""Pictures beside one article. An article of more pages is a wrong split; the file itself is at hand."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of one page, counted from 1."""

    page: int
    url: str


@dataclass(frozen=True, slots=True)
class OriginalPages:
    """The pages of the file on which an article stands; `more` of them are not shown."""

    pictures: tuple[Picture, ...]
    pages: str
    more: int
    file_url: str


def original_pages(images: PageImages | None, reading: Reading) -> OriginalPages | None:
    """What to show beside an article; None where its file has no pages, or is not at hand."""
    original, number = reading.original, reading.article.issue
    version = version_of(images, original.source) if images and original else None
    if original is None or number is None or version is None:
        return None
    first, last = original.pages[0], original.pages[-1]
    return OriginalPages(
        pictures=tuple(Picture(page, _picture_url(number, page, version)) for page in original.pages[:MOST_PAGES]),
        pages=_("%(pages)s쪽", pages=first if first == last else f"{first}–{last}"),
        more=max(0, len(original.pages) - MOST_PAGES),
        file_url=_file_url(number),
    )


def file_link(images: PageImages, check: IssueCheck) -> str | None:
    """The address of an issue's file; None where it is not at hand."""
    return _file_url(check.summary.number) if version_of(images, check.source) is not None else None


def version_of(images: PageImages, source: str) -> str | None:
    """What tells a file from the one that had its name before; None where it is gone."""
    try:
        stat = images.original(source).stat()
    except (NotFound, OSError, ValueError):
        return None
    return sha256(f"{stat.st_mtime_ns} {stat.st_size}".encode()).hexdigest()[:12]


def _file_url(number: int) -> str:
    return url_for("originals.original", number=number)


def _picture_url(number: int, page: int, version: str) -> str:
    return url_for("originals.picture", number=number, page=page, v=version)
