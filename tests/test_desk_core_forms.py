"""No form of the desk is taken unless a page of its own session has sent it: every route that takes one is tried."""

from __future__ import annotations

from pathlib import Path

from archive.search import Archive
from tests.desk_site import Site, desk_at, with_people

ELSEWHERE = ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"})


def test_no_route_takes_a_form_without_the_token_of_its_session_or_from_elsewhere(
    archive: Archive, tmp_path: Path
) -> None:
    site = Site(archive, with_people(desk_at(tmp_path)))
    client, other = site.signed_in("edna"), site.signed_in("edna")
    shown = client.environ_base.pop("HTTP_X_CSRF_TOKEN")
    taken = addresses(site)
    assert len(taken) > 10 and all(address.startswith("/desk/") for address in taken)
    wrong = ["", "0" * 64, str(other.environ_base["HTTP_X_CSRF_TOKEN"])]
    tried = [{"X-CSRF-Token": each} for each in wrong] + [{"X-CSRF-Token": str(shown), **each} for each in ELSEWHERE]
    for address in taken:
        for headers in tried:
            assert client.post(address, headers=headers).status_code == 403, (address, headers)
    assert client.get("/desk/account").status_code == 200
    assert list(site.desk.log.entries()) == []


def addresses(site: Site) -> list[str]:
    """An address of each route that takes a form."""
    found = []
    with site.app.test_request_context():
        for rule in site.app.url_map.iter_rules():
            if "POST" in (rule.methods or ()):
                _, address = rule.build(dict.fromkeys(rule.arguments, "1")) or ("", "")
                found.append(address.lstrip("|"))
    return found
