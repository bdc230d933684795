"""/desk/issues: what was uploaded, what is in the corpus, and what was done to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive.errors import EditingError, IndexUnavailable, IssueError, NotFound
from archive.language import gettext as _
from archive.results import IssueSummary
from indexer.history import Step
from indexer.publishing import Standing
from indexer.staging import MOST_BYTES
from webui.context import the_archive
from webui.desk.correcting import Draft, Shown, corrected, draft_page, shown
from webui.desk.editing import the_editing
from webui.desk.pages import audit, current_user, page
from webui.desk.users import Role
from webui.issues import number_of

if TYPE_CHECKING:
    from indexer.previewing import Preview

STEPS = 100
"""So many steps of the history are shown."""


@page("/issues", Role.EDITOR)
def issues() -> ResponseReturnValue:
    """Uploads that wait, and the issues of the corpus."""
    return issues_page()


@page("/issues/<number>", Role.EDITOR)
def issue(number: str) -> ResponseReturnValue:
    """How an issue of the corpus was split, and the form that puts it right."""
    standing = _standing(number)
    draft = _draft(standing)
    return _page(number, standing, draft, shown(draft))


@page("/issues/<number>/correct", Role.EDITOR, methods=["POST"])
def correct_issue(number: str) -> ResponseReturnValue:
    """Write what the form says beside the issue, or show what would come of it."""
    standing = _standing(number)
    draft = _draft(standing)

    def save(overrides: bytes | None, preview: Preview) -> ResponseReturnValue:
        seen = Standing(standing.file, request.form["made_from"])
        new = None if isinstance(preview.corrected, IssueError) else preview.corrected.issue.number
        who, publisher = current_user().name, the_editing().publisher
        step = publisher.correct(seen, number_of(number), overrides, new, who)
        audit("issue_corrected", issue=step.what, file=standing.file)
        return answer_step(step)

    answer = corrected(draft, save)
    return _page(number, standing, draft, answer) if isinstance(answer, Shown) else answer


@page("/issues/<number>/unpublish", Role.EDITOR, methods=["POST"])
def unpublish(number: str) -> ResponseReturnValue:
    """Take an issue out of the corpus."""
    standing = _standing(number)
    seen = Standing(standing.file, request.form.get("made_from", ""))
    try:
        step = the_editing().publisher.unpublish(seen, number_of(number), current_user().name)
    except EditingError as error:
        return issues_page((str(error),), status=409)
    audit("unpublished", issue=step.what, file=standing.file)
    return answer_step(step)


@page("/history", Role.EDITOR)
def history() -> ResponseReturnValue:
    """What editors did to the corpus, newest first."""
    return _history_page()


@page("/history/<step_id>/undo", Role.EDITOR, methods=["POST"])
def undo(step_id: str) -> ResponseReturnValue:
    """Take a step back."""
    try:
        step = the_editing().history.undo(step_id, current_user().name)
    except EditingError as error:
        return _history_page((str(error),), 409)
    audit("undone", issue=step.what, file=step.files[0].name)
    return answer_step(step)


def answer_step(step: Step) -> ResponseReturnValue:
    """The index takes the step in, and the page of issues says so; what could not be taken in is told at once."""
    followed = the_editing().follow(step)
    if followed.seen and not followed.why:
        return redirect(url_for("desk.issues", done=step.id), 303)
    told = _("말뭉치에는 한 대로 되었지만 아직 찾을 수 없습니다.")
    return issues_page((told, *followed.why), step)


def issues_page(problems: tuple[str, ...] = (), step: Step | None = None, status: int = 200) -> ResponseReturnValue:
    """The page of uploads and issues, with what there is to say on it."""
    from indexer.readers import SUFFIXES

    editing = the_editing()
    step = step or editing.step_or_none(request.args.get("done", ""))
    page = render_template(
        "desk/issues.html",
        problems=problems,
        step=step,
        staged=editing.staging.all(),
        issues=_known_issues(),
        suffixes=SUFFIXES,
        most=MOST_BYTES,
    )
    return page, status


def _history_page(problems: tuple[str, ...] = (), status: int = 200) -> ResponseReturnValue:
    editing = the_editing()
    steps, last = editing.history.steps(STEPS), editing.history.latest_of_files()
    return render_template("desk/history.html", steps=steps, last=last, problems=problems), status


def _known_issues() -> tuple[IssueSummary, ...]:
    try:
        return the_archive().issues()
    except IndexUnavailable:
        return ()


def _standing(number: str) -> Standing:
    """The issue of the corpus with this number. Raises NotFound."""
    standing = the_editing().publisher.standing(number_of(number))
    if standing is None:
        raise NotFound(_("제%(number)s호는 말뭉치에 없습니다.", number=number))
    return standing


def _draft(standing: Standing) -> Draft:
    return Draft(standing.file, *the_editing().publisher.read(standing.file))


def _page(number: str, standing: Standing, draft: Draft, page: Shown) -> ResponseReturnValue:
    more = {"number": number, "standing": standing}
    return draft_page("desk/issue.html", draft, replace(page, more=more))
