"""The description of the interface is complete and true: every address is in it, and every answer is as it says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from openapi_schema_validator import OAS31Validator, oas31_format_checker
from openapi_spec_validator import OpenAPIV31SpecValidator
from werkzeug.test import TestResponse

from archive.parameters import MAX_PAGE, MAX_PER_PAGE, MAX_QUERY, MAX_VALUES
from archive.search import Archive
from webui import create_app
from webui.openapi.model import Operation, Parameter
from webui.openapi.operations import OPERATIONS

ALSO_DESCRIBED = {"/healthz"}
"""Outside of /api/v1, and for programs only."""

EVERY = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.id)


@pytest.fixture(scope="module")
def client(archive: Archive) -> FlaskClient:
    return create_app(archive).test_client()


@pytest.fixture(scope="module")
def document(client: FlaskClient) -> Any:
    return json.loads(client.get("/api/v1/openapi.json").data)


def test_it_is_openapi_3_1(document: Any) -> None:
    assert document["openapi"].startswith("3.1.")
    OpenAPIV31SpecValidator(document).validate()


def test_every_address_is_described_and_every_described_address_exists(archive: Archive, document: Any) -> None:
    rules = [rule for rule in create_app(archive).url_map.iter_rules() if "GET" in (rule.methods or ())]
    routes = {re.sub(r"<(?:\w+:)?(\w+)>", "{}", rule.rule) for rule in rules}
    described = {re.sub(r"\{\w+\}", "{}", path) for path in document["paths"]}
    assert {route for route in routes if route.startswith("/api/v1/")} | ALSO_DESCRIBED == described
    assert described <= routes


def test_nothing_under_components_is_never_used(document: Any) -> None:
    text = json.dumps(document)
    for kind, parts in document["components"].items():
        assert [name for name in parts if f'"#/components/{kind}/{name}"' not in text] == []


@EVERY
def test_the_example_finds_something_and_is_as_described(
    client: FlaskClient, document: Any, operation: Operation
) -> None:
    answer = ask(client, operation, example(operation))
    assert answer.status_code == 200, answer.text
    assert answer.mimetype in operation.content
    assert answer.data.strip() not in (b"[]", b"{}")
    if answer.mimetype == "application/json":
        told = json.loads(answer.data)
        schema = dict(operation.content["application/json"])
        validate(told, schema, document)
        if operation.id != "openapi":
            assert list(undescribed(told, schema, document)) == []


@EVERY
def test_each_parameter_alone_finds_something(client: FlaskClient, operation: Operation) -> None:
    needed = {each.name: each.example for each in operation.parameters if each.required or each.path}
    for parameter in operation.parameters:
        if parameter.example:
            answer = ask(client, operation, {**needed, parameter.name: parameter.example})
            assert answer.status_code == 200, (parameter.name, answer.text)
            assert '"total":0' not in answer.text


@EVERY
def test_the_limits_are_those_of_the_parser(client: FlaskClient, operation: Operation) -> None:
    needed = {each.name: each.example for each in operation.parameters if each.required or each.path}
    for parameter in operation.parameters:
        for value, allowed in edges(parameter):
            status = ask(client, operation, {**needed, parameter.name: value}).status_code
            assert status in ((200, 404) if allowed else (400, 404)), (parameter.name, value)


def test_the_limits_are_numbers_of_the_archive(document: Any) -> None:
    search = {each["name"]: each["schema"] for each in document["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert search["q"]["maxLength"] == MAX_QUERY
    assert search["page"]["maximum"] == MAX_PAGE
    assert search["per_page"]["maximum"] == MAX_PER_PAGE
    told = {each["name"]: each["description"] for each in document["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert f" {MAX_VALUES} " in told["section"] and f" {MAX_VALUES} " in told["outlet"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (f"q={'가' * (MAX_QUERY + 1)}", "query_too_long"),
        ("&".join(f"section={n}" for n in range(MAX_VALUES + 1)), "too_many_values"),
        ("match=x", "bad_match"),
        ("expand=x", "bad_expand"),
        ("inside=x", "bad_inside"),
        ("sort=x", "bad_sort"),
        ("page=0", "bad_page"),
        ("per_page=0", "bad_per_page"),
        ("from=x", "bad_date"),
        ("from=2023&to=2022", "bad_range"),
        ("format=x", "bad_format"),
    ],
)
def test_every_code_of_an_error_is_described(client: FlaskClient, document: Any, asked: str, code: str) -> None:
    path = "/api/v1/export" if code == "bad_format" else "/api/v1/search"
    error = json.loads(client.get(f"{path}?{asked}").data)
    assert error["error"]["code"] == code
    schema = document["paths"][path]["get"]["responses"]["400"]["content"]["application/json"]["schema"]
    validate(error, schema, document)


def ask(client: FlaskClient, operation: Operation, given: dict[str, Any]) -> TestResponse:
    named = {each.name for each in operation.parameters if not each.path}
    address = operation.address({name: str(value) for name, value in given.items()})
    return client.get(address, query_string={name: value for name, value in given.items() if name in named})


def example(operation: Operation) -> dict[str, Any]:
    return {each.name: each.example for each in operation.parameters if each.example and each.name != "outlet"}


def edges(parameter: Parameter) -> Iterator[tuple[Any, bool]]:
    """Values at the limits of a parameter, and whether they are within."""
    item = parameter.item
    if item["type"] == "integer" and not parameter.path:
        yield from ((item["minimum"], True), (item["minimum"] - 1, False), (item["maximum"] + 1, False), ("x", False))
        yield item["maximum"], True
    if "enum" in item:
        yield from ((each, True) for each in item["enum"])
        yield "zzz", False
    if "maxLength" in item:
        yield from (("뷁" * item["maxLength"], True), ("뷁" * (item["maxLength"] + 1), False))
    if "pattern" in item:
        yield from ((text, bool(re.match(item["pattern"], text))) for text in ("2022", "2022-1", "2022-13", "22", "x"))


def validate(value: Any, schema: Any, document: Any) -> None:
    whole = {**schema, "components": document["components"]}
    OAS31Validator(whole, format_checker=oas31_format_checker).validate(value)


def undescribed(value: Any, schema: Any, document: Any, place: str = "") -> Iterator[str]:
    """Properties of an answer that its schema does not name."""
    described = properties(schema, document)
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in described:
                yield from undescribed(inner, described[name], document, f"{place}/{name}")
            else:
                yield f"{place}/{name}"
    elif isinstance(value, list):
        items = resolved(schema, document).get("items", {})
        for inner in value:
            yield from undescribed(inner, items, document, f"{place}[]")


def properties(schema: Any, document: Any) -> dict[str, Any]:
    whole = resolved(schema, document)
    found = dict(whole.get("properties", {}))
    for part in (*whole.get("allOf", ()), *whole.get("anyOf", ())):
        found |= properties(part, document)
    return found


def resolved(schema: Any, document: Any) -> Any:
    if "$ref" in schema:
        return document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema
