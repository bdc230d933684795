"""The description of the interface, as a document for programs and as a page on which to try it."""

from __future__ import annotations

from dataclasses import dataclass
from shlex import quote
from urllib.parse import urlencode

from flask import Blueprint, abort, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webui.links import site
from webui.openapi.document import document
from webui.openapi.model import Operation, Parameter, Text
from webui.openapi.operations import OPERATIONS

blueprint = Blueprint("api_page", __name__)


@dataclass(frozen=True, slots=True)
class Box:
    """What a form asks for: a parameter, and what is typed in already."""

    parameter: Parameter
    given: str

    @property
    def name(self) -> str:
        return self.parameter.name

    @property
    def about(self) -> Text:
        return self.parameter.about

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be chosen; nothing where it is typed."""
        return tuple(self.parameter.item.get("enum", ()))

    @property
    def default(self) -> str:
        return str(self.parameter.item.get("default", ""))

    @property
    def limits(self) -> dict[str, str]:
        """The same limits as attributes of the box: the browser holds to them before it asks."""
        item = self.parameter.item
        if item["type"] == "integer":
            return {"type": "number", "min": str(item["minimum"]), "max": str(item["maximum"])}
        return {
            name: str(item[key]) for name, key in (("maxlength", "maxLength"), ("pattern", "pattern")) if key in item
        }

    @property
    def hint(self) -> str:
        """What could be typed into an empty box."""
        return self.default or self.parameter.example or ""


@dataclass(frozen=True, slots=True)
class Trial:
    """One operation with the form to try it: `first` are its chief parameters, `more` can be folded away."""

    operation: Operation
    first: tuple[Box, ...]
    more: tuple[Box, ...]
    address: str
    curl: str


@blueprint.get("/api")
def page() -> str:
    """What the interface gives, address by address, each to be tried."""
    return render_template("api/page.html", trials=[_trial(operation) for operation in OPERATIONS])


@blueprint.get("/api/open/<operation_id>")
def open_(operation_id: str) -> ResponseReturnValue:
    """Go where a form of the page leads: its parts put into the path, what was left empty left out."""
    operation = next((each for each in OPERATIONS if each.id == operation_id), None) or abort(404)
    return redirect(_address(operation, request.args.to_dict(flat=False)), 303)


@blueprint.get("/api/v1/openapi.json")
def openapi() -> ResponseReturnValue:
    """The whole description."""
    return jsonify(document())


def _address(operation: Operation, given: dict[str, list[str]]) -> str:
    named = [each.name for each in operation.parameters if not each.path]
    asked = {name: [value for value in given.get(name, ()) if value] for name in named}
    path = operation.address({name: values[0] for name, values in given.items()})
    return path + ("?" + urlencode(asked, doseq=True) if any(asked.values()) else "")


def _trial(operation: Operation) -> Trial:
    boxes = [Box(each, _given(each)) for each in operation.parameters if each.shown]
    first = tuple(box for box in boxes if box.given)
    address = _address(operation, {box.name: [box.given] for box in first})
    return Trial(
        operation,
        first,
        more=tuple(box for box in boxes if not box.given),
        address=address,
        curl=f"curl -s --compressed {quote(site() + address)}",
    )


def _given(parameter: Parameter) -> str:
    chief = parameter.path or parameter.required or parameter.name == "q"
    return (parameter.example or "") if chief else ""
