"""The issues, and the contents of one."""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, render_template

from archive.errors import NotFound
from archive.language import gettext as _
from archive.models import Article
from archive.results import IssueCheck, IssueContents
from webui.context import the_archive, the_images
from webui.picturing import file_link

blueprint = Blueprint("issues", __name__)

MOST_DIGITS = 9


@blueprint.get("/issues")
def issues() -> str:
    """Every issue, newest first, by year."""
    years = groupby(the_archive().issues(), key=lambda issue: issue.date.year)
    return render_template("issues/list.html", years=[(year, tuple(issues)) for year, issues in years])


@blueprint.get("/issues/<number>")
def issue(number: str) -> str:
    """The articles of one issue under their sections, as printed."""
    contents = contents_of(number)
    images = the_images()
    original = file_link(images, check_of(number)) if images else None
    return render_template(
        "issues/issue.html", issue=contents, sections=_sections(contents.articles), original=original
    )


def contents_of(number: str) -> IssueContents:
    """The issue of this number as it stands in an address. Raises NotFound, also where it is no number."""
    return the_archive().issue(number_of(number))


def check_of(number: str) -> IssueCheck:
    """How the issue of this number was split. Raises NotFound, also where it is no number."""
    return the_archive().check(number_of(number))


def number_of(number: str) -> int:
    """The number of an issue as it stands in an address. Raises NotFound where it is no number."""
    if not (number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS):
        raise NotFound(_("‘%(number)s’은(는) 호수가 아닙니다.", number=number[:20]))
    return int(number)


def _sections(articles: tuple[Article, ...]) -> list[tuple[str | None, tuple[Article, ...]]]:
    return [(section, tuple(group)) for section, group in groupby(articles, key=lambda article: article.section)]
