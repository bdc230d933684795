"""Who gets to which address: every route, every method, as nobody, as a reader and as an editor, held against a list.

A new route is not in the list, and fails here until somebody has decided whom it is for.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from archive.search import Archive
from archive.settings import LOGIN, PUBLIC
from tests.desk_site import Site, desk_at, with_people


class For(Enum):
    """Whom an address is for."""

    ANYBODY = "everybody, also where the site is closed"
    SITE = "everybody where the site is open, users where it is closed"
    DOOR = "the login page: for everybody, once there is a desk"
    READERS = "a page of the desk for every user"
    EDITORS = "a page of the desk for editors"
    SECRET = "whoever knows a secret that is part of the address: 404 for everybody else"


WHOM = {
    "/": For.SITE,
    "/api": For.SITE,
    "/api/open/<operation_id>": For.SITE,
    "/api/v1/articles/<path:article_id>": For.SITE,
    "/api/v1/articles/<path:article_id>/similar": For.SITE,
    "/api/v1/export": For.SITE,
    "/api/v1/issues": For.SITE,
    "/api/v1/issues/<number>": For.SITE,
    "/api/v1/names": For.SITE,
    "/api/v1/names/<path:zh>": For.SITE,
    "/api/v1/new-words": For.SITE,
    "/api/v1/openapi.json": For.SITE,
    "/api/v1/search": For.SITE,
    "/api/v1/suggest": For.SITE,
    "/api/v1/trends": For.SITE,
    "/articles/<path:article_id>": For.SITE,
    "/export.<any(csv, jsonl, bib, ris):ending>": For.SITE,
    "/favicon.ico": For.ANYBODY,
    "/feed.atom": For.SITE,
    "/healthz": For.ANYBODY,
    "/issues": For.SITE,
    "/issues/<number>": For.SITE,
    "/issues/<number>/check": For.SITE,
    "/issues/<number>/original": For.SITE,
    "/issues/<number>/pages/<page>.webp": For.SITE,
    "/metrics": For.ANYBODY,  # has a door of its own: setting `metrics`
    "/names": For.SITE,
    "/names/<path:zh>": For.SITE,
    "/new-words": For.SITE,
    "/opensearch.xml": For.SITE,
    "/reading-list": For.SITE,
    "/reading-list.<any(csv, jsonl, bib, ris):ending>": For.SITE,
    "/search": For.SITE,
    "/static/<path:filename>": For.ANYBODY,
    "/trends": For.SITE,
    "/trends.csv": For.SITE,
    "/trends.png": For.SITE,
    "/trends.svg": For.SITE,
    "/desk": For.READERS,
    "/desk/account": For.READERS,
    "/desk/account/end": For.READERS,
    "/desk/account/end-all": For.READERS,
    "/desk/account/password": For.READERS,
    "/desk/alerts": For.READERS,
    "/desk/alerts/<int(max=999999999):saved_id>/mail": For.READERS,
    "/desk/alerts/<int(max=999999999):saved_id>/remove": For.READERS,
    "/desk/alerts/address": For.READERS,
    "/desk/alerts/confirm": For.READERS,
    "/desk/alerts/feed": For.READERS,
    "/desk/alerts/save": For.READERS,
    "/desk/feeds/<key>.atom": For.SECRET,
    "/desk/history": For.EDITORS,
    "/desk/history/<step_id>/undo": For.EDITORS,
    "/desk/issues": For.EDITORS,
    "/desk/issues/<number>": For.EDITORS,
    "/desk/issues/<number>/correct": For.EDITORS,
    "/desk/issues/<number>/unpublish": For.EDITORS,
    "/desk/log": For.EDITORS,
    "/desk/login": For.DOOR,
    "/desk/logout": For.READERS,
    "/desk/missed": For.EDITORS,
    "/desk/missed/hide": For.EDITORS,
    "/desk/names": For.EDITORS,
    "/desk/names/change": For.EDITORS,
    "/desk/outlets": For.EDITORS,
    "/desk/outlets/change": For.EDITORS,
    "/desk/uploads": For.EDITORS,
    "/desk/uploads/<staged_id>": For.EDITORS,
    "/desk/uploads/<staged_id>/correct": For.EDITORS,
    "/desk/uploads/<staged_id>/drop": For.EDITORS,
    "/desk/uploads/<staged_id>/publish": For.EDITORS,
}
"""Each route to whom it is for."""

VALUES = {
    "article_id": "307-1",
    "ending": "csv",
    "filename": "favicon.svg",
    "number": "307",
    "operation_id": "search",
    "page": "1",
    "saved_id": "1",
    "zh": "宁波",
}
"""What stands in an address for the parts that vary; any other part is `x`."""

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
PEOPLE = (None, "rita", "edna")
PRINTED = "과학혁신"
"""A word of the archive that no page says by itself."""


@pytest.fixture(scope="module", params=[PUBLIC, LOGIN])
def site(request: pytest.FixtureRequest, archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(archive, with_people(desk_at(tmp_path_factory.mktemp("desk"), request.param)))


@pytest.fixture(scope="module")
def without_users(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(archive, desk_at(tmp_path_factory.mktemp("desk")))


def rules(site: Site) -> Iterator[tuple[str, Rule]]:
    for rule in site.app.url_map.iter_rules():
        values = {name: VALUES.get(name, "x") for name in rule.arguments}
        with site.app.test_request_context():
            _, address = rule.build(values) or ("", "")
        yield address.lstrip("|"), rule


def test_somebody_has_decided_of_every_route(site: Site) -> None:
    routes = {rule.rule for rule in site.app.url_map.iter_rules()}
    assert routes - set(WHOM) == set(), "new: say in WHOM whom they are for"
    assert set(WHOM) - routes == set(), "gone"


def test_everybody_gets_what_is_theirs_and_nothing_else(site: Site) -> None:
    wrong = []
    # Users come first: what is kept of their answers is not to be given to those who come after.
    for who in reversed(PEOPLE):
        for address, rule in rules(site):
            for method in sorted(rule.methods or ()):
                answer = ask(site, who, address, method)
                if is_let_in(answer) != may(site, who, rule, method):
                    wrong.append(f"{who} {method} {address}: {answer.status_code}")
                if not is_let_in(answer):
                    assert PRINTED not in answer.text and "ETag" not in answer.headers, address
                if WHOM[rule.rule] not in (For.ANYBODY, For.SITE):
                    assert answer.headers["Cache-Control"] == "no-store", address
    assert not wrong, "\n".join(wrong)


def test_a_method_that_a_route_does_not_know_does_nothing(site: Site) -> None:
    known = {(address, method) for address, rule in rules(site) for method in rule.methods or ()}
    unknown = {(address, method) for address, _ in known for method in METHODS} - known
    assert len(unknown) > 100
    for who in PEOPLE:
        client = site.signed_in(who) if who else site.browser()
        for address, method in unknown:
            answer = client.open(address, method=method, buffered=True)
            is_told = answer.status_code in (401, 403, 405) or answer.headers.get("Location", "").startswith(
                "/desk/login"
            )
            assert is_told, (who, method, address, answer.status_code)


def test_a_copy_that_a_stranger_has_is_not_said_to_be_right(site: Site) -> None:
    if not site.desk.closes_the_site:
        pytest.skip("everybody reads")
    tags = [(address, ask(site, "rita", address, "GET").headers.get("ETag")) for address, _ in rules(site)]
    tagged = [(address, tag) for address, tag in tags if tag and not address.startswith(("/static", "/favicon"))]
    assert len(tagged) > 20
    for address, tag in tagged:
        for shown in (tag, "*"):
            answer = site.browser().get(address, headers={"If-None-Match": shown})
            assert answer.status_code in (303, 401), address


def test_without_a_user_there_is_no_desk(without_users: Site) -> None:
    nowhere = without_users.browser().get("/nowhere")
    for address in [address for address, rule in rules(without_users) if rule.rule.startswith("/desk")]:
        for method in METHODS:
            answer = without_users.browser().open(address, method=method)
            assert answer.status_code == 404, (method, address)
            if method == "GET":
                same = answer.text.replace(f"{address}?", "/nowhere?")
                assert same == nowhere.text and "Set-Cookie" not in answer.headers


def test_pages_that_strangers_see_do_not_tell_of_the_desk(site: Site, without_users: Site) -> None:
    if site.desk.closes_the_site:
        pytest.skip("strangers see the login page")
    for address in ("/", "/search?q=금융", "/articles/307-1", "/issues", "/issues/307", "/nowhere", "/api"):
        seen = site.browser().get(address)
        assert "/desk" not in seen.text, address
        if address != "/search?q=금융":  # says how long it took
            assert seen.text == without_users.browser().get(address).text, address


def may(site: Site, who: str | None, rule: Rule, method: str) -> bool:
    """Whether the list lets them get there."""
    whom = WHOM[rule.rule]
    if whom in (For.ANYBODY, For.DOOR):
        # The login page takes no form but its own.
        return whom == For.ANYBODY or method != "POST"
    if whom == For.SECRET:
        # Flask itself tells the methods of an address, whatever stands in it.
        return method == "OPTIONS"
    if whom == For.SITE:
        return who is not None or not site.desk.closes_the_site
    return who == "edna" or (who == "rita" and whom == For.READERS)


def ask(site: Site, who: str | None, address: str, method: str) -> TestResponse:
    """Ask as this person, in a session that is not used again; with its token, so that only the role decides."""
    client = site.signed_in(who) if who else site.browser()
    return client.open(address, method=method, buffered=True)


def is_let_in(answer: TestResponse) -> bool:
    """Whether an answer is the page's own, whatever it says; not that of the guard."""
    to_the_door = answer.status_code == 303 and answer.headers["Location"].startswith("/desk/login?next=")
    return answer.status_code not in (401, 403) and not to_the_door and not is_nowhere(answer)


def is_nowhere(answer: TestResponse) -> bool:
    """Whether it is the answer of an address that there is not, and nothing of the desk's."""
    return answer.status_code == 404 and answer.request.path.startswith("/desk/feeds/")
