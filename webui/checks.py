"""How an issue was split: its contents page beside the articles found."""

from __future__ import annotations

from flask import Blueprint, render_template

from webui.checking import check_page
from webui.context import the_images
from webui.issues import check_of
from webui.picturing import file_link

blueprint = Blueprint("checks", __name__)


@blueprint.get("/issues/<number>/check")
def check(number: str) -> str:
    """The rows of the check, the text outside of articles, the characters counted, and how to put it right."""
    issue, images = check_of(number), the_images()
    original = file_link(images, issue) if images else None
    return render_template("issues/check.html", page=check_page(issue), original=original)
