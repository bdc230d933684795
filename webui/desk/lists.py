"""/desk/names and /desk/outlets: what staff say about names and outlets, with what a change would find."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive.errors import EditingError, IndexUnavailable
from archive.language import gettext as _
from archive.names.corrections import Given
from indexer import names_file, outlets_file
from indexer.history import fingerprint_of
from indexer.writing_lists import Never, Row, Same, Saying, rows, with_entry, without_entry
from webui.desk.editing import the_editing
from webui.desk.issues import issues_page
from webui.desk.pages import audit, current_user, page
from webui.desk.users import Role

if TYPE_CHECKING:
    from indexer.supposing import Effect


NO_ENTRY = -1
"""The number of an entry that is not there."""

MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one entry as it is filled in; `number` is empty for a new one."""

    number: str = ""
    kind: str = "name"
    name: str = ""
    lines: str = ""
    only: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What there is to say of a form that was sent; `now` is the entry as somebody else has made it meanwhile."""

    form: Form
    problem: str = ""
    now: str = ""
    effects: tuple[Effect, ...] | None = None


@page("/names", Role.EDITOR)
def names() -> ResponseReturnValue:
    """The entries of names.toml, and a form for one of them or a new one."""
    return _page(names_file.FILE, Said(_asked(names_file.FILE)))


@page("/outlets", Role.EDITOR)
def outlets() -> ResponseReturnValue:
    """The entries of outlets.toml, and a form for one of them or a new one."""
    return _page(outlets_file.FILE, Said(_asked(outlets_file.FILE)))


@page("/names/change", Role.EDITOR, methods=["POST"])
def change_names() -> ResponseReturnValue:
    """Keep a name as the form says, take it out, or show what would be found then."""
    return _changed(names_file.FILE)


@page("/outlets/change", Role.EDITOR, methods=["POST"])
def change_outlets() -> ResponseReturnValue:
    """The same for an outlet."""
    return _changed(outlets_file.FILE)


def _changed(file: str) -> ResponseReturnValue:
    """What became of the form that was sent; where nothing is kept, it is shown again with all that was typed."""
    form, editing = _typed(), the_editing()
    data, action = editing.history.bytes_of(file), request.form.get("action")
    said = Said(form)
    try:
        if request.form.get("made_from") != fingerprint_of(data):
            return _page(file, _overtaken(file, form), 409)
        number = _number(form)
        after = _without(data, file, number) if action == "remove" else _with(data, file, number, form)
        if action == "preview":
            return _page(file, replace(said, effects=editing.effects(file, data, after)))
        expected = {file: fingerprint_of(data)}
        is_names = file == names_file.FILE
        step = editing.history.take(
            {file: after}, expected, current_user().name, "names" if is_names else "outlets", form.name
        )
    except (EditingError, IndexUnavailable) as error:
        return _page(file, replace(said, problem=str(error)), 409)
    audit("names_changed" if is_names else "outlets_changed", issue=form.name, file=file)
    followed = editing.follow(step)
    if followed.seen and not followed.why:
        return redirect(url_for("desk.names" if is_names else "desk.outlets", done=step.id), 303)
    return issues_page((_("파일은 고쳤지만 아직 색인하지 못했습니다."), *followed.why), step)


def _number(form: Form) -> int | None:
    """Which entry a form is about; None for a new one, and NO_ENTRY where it sends what ours do not."""
    if not form.number:
        return None
    is_one = form.number.isascii() and form.number.isdigit() and len(form.number) <= MOST_DIGITS
    return int(form.number) if is_one else NO_ENTRY


def _with(data: bytes | None, file: str, number: int | None, form: Form) -> bytes:
    return with_entry(data, file, number, _saying(file, form))


def _without(data: bytes | None, file: str, number: int | None) -> bytes | None:
    return without_entry(data, file, NO_ENTRY if number is None else number)


def _saying(file: str, form: Form) -> Saying:
    """What a form says. Raises EditingError where it says two things at once."""
    lines = tuple(filter(None, (" ".join(line.split()) for line in form.lines.splitlines())))
    if file == outlets_file.FILE:
        return Same((form.name, *lines))
    if form.kind != "never":
        return Given(form.name, lines, form.only)
    if len(lines) > 1:
        raise EditingError(_("이름이 아닌 짝은 한 번에 꼴 하나만 적어 주세요. 비우면 모든 짝을 버립니다."))
    return Never(form.name, "".join(lines))


def _typed() -> Form:
    sent = request.form
    name = " ".join(sent.get("name", "").split())
    return Form(sent.get("number", ""), sent.get("kind", "name"), name, sent.get("lines", ""), bool(sent.get("only")))


def _asked(file: str) -> Form:
    """The form of the entry that the address names; empty for a new one."""
    number = request.args.get("number", "")
    row = next((row for row in _rows(file) if str(row.number) == number), None)
    return Form(name=request.args.get("zh", "")[:80]) if row is None else _form_of(row)


def _form_of(row: Row) -> Form:
    number = str(row.number)
    match row.value:
        case Given(zh, forms, only):
            return Form(number, "name", zh, "\n".join(forms), only)
        case Never(zh, form):
            return Form(number, "never", zh, form)
        case Same(all_names):
            return Form(number, "outlet", all_names[0], "\n".join(all_names[1:]))
    return Form(number)


def _overtaken(file: str, form: Form) -> Said:
    """The form that was sent, with the entry as it is now: by its place, or else by the name that it is about."""
    known = _rows(file)
    there = next((row for row in known if str(row.number) == form.number or form.name in row.text), None)
    told = _("그 사이에 다른 사람이 고쳤습니다. 적은 것은 그대로 두었으니, 지금 것을 보고 다시 저장해 주세요.")
    number = form.number if any(str(row.number) == form.number for row in known) else ""
    return Said(replace(form, number=number), told, there.text if there else "")


def _rows(file: str) -> tuple[Row, ...]:
    return rows(the_editing().history.bytes_of(file), file)


def _page(file: str, said: Said, status: int = 200) -> ResponseReturnValue:
    editing = the_editing()
    is_names = file == names_file.FILE
    return render_template(
        "desk/list.html",
        file=file,
        is_names=is_names,
        rows=_rows(file),
        said=said,
        made_from=fingerprint_of(editing.history.bytes_of(file)),
        step=editing.step_or_none(request.args.get("done", "")),
    ), status
