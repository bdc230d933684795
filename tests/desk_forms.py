"""Forms of the desk as a browser without scripts fills them in and sends them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from html.parser import HTMLParser

from werkzeug.test import Client, TestResponse


class _Forms(HTMLParser):
    """Each form's address with the fields that it would send."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, dict[str, str]] = {}
        self._now: dict[str, str] = {}
        self._area = ""

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in given}
        if tag == "form":
            self._now = self.found.setdefault(has.get("action", ""), {})
        elif tag == "input" and "name" in has and not (has.get("type") == "checkbox" and "checked" not in has):
            self._now[has["name"]] = has.get("value", "")
        elif tag == "textarea":
            self._area = has["name"]
            self._now[self._area] = ""

    def handle_endtag(self, tag: str) -> None:
        self._area = "" if tag == "textarea" else self._area

    def handle_data(self, data: str) -> None:
        if self._area:
            self._now[self._area] += data


def forms(page: TestResponse) -> dict[str, dict[str, str]]:
    """The forms of a page by their addresses."""
    parser = _Forms()
    parser.feed(page.text)
    return parser.found


def send(client: Client, page: TestResponse, ending: str, **typed: str) -> TestResponse:
    """Fill in the page's form whose address ends so, and send it."""
    ((action, fields),) = ((action, fields) for action, fields in forms(page).items() if action.endswith(ending))
    return client.post(action, data={**fields, **{name.replace("__", "-"): value for name, value in typed.items()}})


def bring(client: Client, files: Mapping[str, bytes], accept: str = "text/html") -> TestResponse:
    """Upload files under these names."""
    fields = forms(client.get("/desk/issues"))["/desk/uploads"]
    sent = [(io.BytesIO(data), name) for name, data in files.items()]
    return client.post(
        "/desk/uploads",
        data={"csrf": fields["csrf"], "file": sent},
        content_type="multipart/form-data",
        headers={"Accept": accept},
    )


def followed(client: Client, answer: TestResponse) -> TestResponse:
    """The page that an answer leads to."""
    assert answer.status_code == 303, answer.text
    return client.get(answer.headers["Location"])
