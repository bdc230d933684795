"""/desk/uploads: files that editors bring, looked at and put right before they are published."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from flask import jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from archive.errors import EditingError, IssueError
from archive.language import gettext as _
from indexer.publishing import Incoming, Standing, file_name
from indexer.said import Said
from indexer.staging import MOST_BYTES, Staged
from indexer.writing_overrides import written
from webui.desk.correcting import Draft, Shown, corrected, draft_page, shown
from webui.desk.editing import the_editing
from webui.desk.issues import answer_step, issues_page
from webui.desk.pages import audit, current_user, page
from webui.desk.users import Role

if TYPE_CHECKING:
    from indexer.previewing import Preview

MOST_FILES = 50


@page("/uploads", Role.EDITOR, methods=["POST"])
def upload() -> ResponseReturnValue:
    """Take files in; what cannot be an issue is told, the others are kept."""
    files = [each for each in request.files.getlist("file") if each.filename]
    problems, staged = [], []
    for file in files[:MOST_FILES]:
        try:
            staged.append(
                the_editing().staging.add(file.filename or "", file.stream.read(MOST_BYTES + 1), current_user().name)
            )
            audit("uploaded", file=staged[-1].name, bytes=staged[-1].size)
        except EditingError as error:
            problems.append(str(error))
    if not files:
        problems.append(_("고른 파일이 없습니다. 호 파일을 골라 주세요."))
    if len(files) > MOST_FILES:
        problems.append(_("한 번에 %(most)s개까지 올립니다. 나머지는 다시 골라 올려 주세요.", most=MOST_FILES))
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return jsonify(staged=[each.name for each in staged], problems=problems), 400 if problems else 200
    if problems:
        return issues_page(tuple(problems), status=400)
    where = url_for("desk.uploaded", staged_id=staged[0].id) if len(staged) == 1 else url_for("desk.issues")
    return redirect(where, 303)


@page("/uploads/<staged_id>", Role.EDITOR)
def uploaded(staged_id: str) -> ResponseReturnValue:
    """How an upload would come out, and the form that puts it right."""
    staged = the_editing().staging.get(staged_id)
    draft = _draft(staged)
    return _page(staged, draft, shown(draft))


@page("/uploads/<staged_id>/correct", Role.EDITOR, methods=["POST"])
def correct_upload(staged_id: str) -> ResponseReturnValue:
    """Keep what the form says, or show what would come of it."""
    staged = the_editing().staging.get(staged_id)

    def save(overrides: bytes | None, preview: Preview) -> ResponseReturnValue:
        the_editing().staging.correct(staged, overrides)
        audit("upload_corrected", file=staged.name)
        return redirect(url_for("desk.uploaded", staged_id=staged.id), 303)

    draft = _draft(staged)
    answer = corrected(draft, save)
    return _page(staged, draft, answer) if isinstance(answer, Shown) else answer


@page("/uploads/<staged_id>/publish", Role.EDITOR, methods=["POST"])
def publish(staged_id: str) -> ResponseReturnValue:
    """Put an upload into the corpus, in place of the issue of its number if that is asked for."""
    editing = the_editing()
    staged = editing.staging.get(staged_id)
    draft = _draft(staged)
    kept = shown(draft)
    try:
        if request.form.get("made_from") != kept.made_from:
            raise EditingError(_("그 사이에 다른 사람이 고쳤습니다. 아래의 지금 것을 보고 다시 눌러 주세요."))
        step = editing.publisher.publish(_incoming(draft, kept.preview), current_user().name, _replaced())
    except EditingError as error:
        return _page(staged, draft, replace(kept, problems=(str(error), *kept.problems)), 409)
    editing.staging.drop(staged)
    audit("published" if step.action == "publish" else "replaced", issue=step.what, file=step.files[0].name)
    return answer_step(step)


@page("/uploads/<staged_id>/drop", Role.EDITOR, methods=["POST"])
def drop_upload(staged_id: str) -> ResponseReturnValue:
    """Throw an upload away."""
    staged = the_editing().staging.get(staged_id)
    audit("upload_dropped", file=staged.name)
    the_editing().staging.drop(staged)
    return redirect(url_for("desk.issues"), 303)


def _draft(staged: Staged) -> Draft:
    staging = the_editing().staging
    return Draft(staged.file, staging.data(staged), staging.said(staged))


def _page(staged: Staged, draft: Draft, page: Shown, status: int = 200) -> ResponseReturnValue:
    parsed = page.preview.corrected
    number = None if isinstance(parsed, IssueError) else parsed.issue.number
    more = {
        "staged": staged,
        "there": the_editing().publisher.standing(number),
        "article_url": lambda article: f"#text-{article}",
    }
    return draft_page("desk/upload.html", draft, replace(page, more=more), status)


def _replaced() -> Standing | None:
    """The issue that is to be replaced, as the form saw it."""
    file, made_from = request.form.get("replaces", ""), request.form.get("replaces_made_from", "")
    return Standing(file, made_from) if file else None


def _incoming(draft: Draft, preview: Preview) -> Incoming:
    """What is to be published. Raises EditingError where it cannot be read."""
    parsed = preview.corrected
    if isinstance(parsed, IssueError):
        raise EditingError(str(parsed))
    issue = parsed.issue
    suffix = PurePosixPath(draft.file).suffix
    incoming = Incoming(draft.data, suffix, draft.overrides, issue.number, issue.date)
    lying = the_editing().previewer.preview(file_name(incoming), draft.data, draft.overrides).corrected
    if isinstance(lying, IssueError) or lying.issue.newsletter == issue.newsletter or parsed.check is None:
        return incoming
    # Where the cover does not name the newsletter, the name of the upload did, which the file in the corpus has not.
    said: Said = replace(preview.said, issue=replace(preview.said.issue, newsletter=issue.newsletter))
    return replace(incoming, overrides=written(draft.overrides, draft.file, preview.titles, said))
