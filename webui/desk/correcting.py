"""An issue on the desk: its contents page beside the articles found, and the form that puts it right.

The same for an upload and for an issue of the corpus; only where a correction is kept differs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from typing import TYPE_CHECKING

from flask import render_template, request
from flask.typing import ResponseReturnValue

from archive.errors import EditingError, IssueError
from archive.language import gettext as _
from archive.results import IssueCheck, IssueSummary
from indexer.overrides import overrides_name
from indexer.writing_overrides import written
from webui.checking import CheckPage, check_page
from webui.desk.correction_form import Fields, fields_of, parts, said_by
from webui.desk.editing import the_editing

if TYPE_CHECKING:
    from indexer.parse import Parsed
    from indexer.previewing import Preview

Save = Callable[[bytes | None, "Preview"], ResponseReturnValue]
"""Keeps the .toml that a form makes, given with the issue put right by it, and answers. Raises EditingError."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An issue on the desk: its file below the corpus, or as if it lay there, its bytes and its corrections."""

    file: str
    data: bytes
    overrides: bytes | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page of a draft shows: the issue `preview`, the form with these `fields`, and what there is to say.

    `now` are the fields as they are kept; `overtaken` tells that somebody else has changed them meanwhile.
    """

    preview: Preview
    fields: Fields
    now: Fields
    made_from: str
    problems: tuple[str, ...] = ()
    overtaken: bool = False
    previewed: bool = False
    more: Mapping[str, object] = field(default_factory=dict)


def shown(draft: Draft) -> Shown:
    """A draft as it is kept."""
    preview = _preview(draft, draft.overrides)
    fields = fields_of(preview)
    return Shown(preview, fields, fields, preview.fingerprint, preview.problems)


def corrected(draft: Draft, save: Save) -> ResponseReturnValue | Shown:
    """What became of the form that was sent: it is saved, or shown again with everything that was typed."""
    kept, typed = _preview(draft, draft.overrides), request.form
    overtaken = typed.get("made_from") != kept.fingerprint
    again = Shown(kept, typed, fields_of(kept), kept.fingerprint, overtaken=overtaken, previewed=True)
    try:
        said = said_by(typed, kept)
        without = {number for number in typed.getlist("without", int) if number in {u.number for u in kept.unused}}
        overrides = written(draft.overrides, overrides_name(draft.file), kept.titles, said, without)
        preview = _preview(draft, overrides)
        # What was wrong before does not keep anybody from putting something else right.
        if len(preview.problems) <= len(kept.problems) and not overtaken and typed.get("action") == "save":
            return save(overrides, preview)
    except EditingError as error:
        return _with(again, kept, (str(error),))
    return _with(again, preview, preview.problems)


def draft_page(template: str, draft: Draft, page: Shown, status: int = 200) -> ResponseReturnValue:
    """The page of a draft."""
    articles, splits = parts(page.preview, page.fields, page.now)
    parsed = page.preview.corrected
    values = {
        "draft": draft,
        "shown": page,
        "page": None if isinstance(parsed, IssueError) else _check_page(parsed),
        "parsed": None if isinstance(parsed, IssueError) else parsed,
        "articles": articles,
        "splits": splits,
        "unused": page.preview.unused,
    }
    return render_template(template, **values, **page.more), status


def _preview(draft: Draft, overrides: bytes | None) -> Preview:
    return the_editing().previewer.preview(draft.file, draft.data, overrides)


def _with(page: Shown, preview: Preview, problems: tuple[str, ...]) -> Shown:
    if page.overtaken:
        told = _(
            "그 사이에 다른 사람이 고쳤습니다. 적은 것은 그대로 두었으니, 칸마다 지금 것을 보고 다시 저장해 주세요."
        )
        problems = (told, *problems)
    return Shown(preview, page.fields, page.now, page.made_from, problems, page.overtaken, page.previewed)


def _check_page(parsed: Parsed) -> CheckPage | None:
    """The check of an issue as readers see theirs; None for ready articles, which nobody has split."""
    issue = parsed.issue
    if parsed.check is None or issue.number is None:
        return None
    date = issue.date or Date.min
    summary = IssueSummary(issue.number, issue.newsletter, date, issue.publisher, len(issue.articles))
    return check_page(IssueCheck(summary, issue.file, parsed.check, tuple(map(str, parsed.errors))))
