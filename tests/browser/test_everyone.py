"""Every kind of page, for everyone: what may be wrong with a page is said by everyone_faults.py, and is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from werkzeug.routing import Rule

from tests.browser import everyone_faults as faults
from tests.browser.everyone import FILES, KINDS, PAIRS, Kind
from tests.browser.everyone_site import Hall
from tests.browser.everyone_visit import Visit, Way, Weight, visiting, write_weights

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=KINDS, ids=lambda kind: kind.name)
def kind(request: pytest.FixtureRequest) -> Kind:
    """Each kind of page; all tests of one come together."""
    chosen: Kind = request.param
    return chosen


@pytest.fixture(scope="module")
def visit(browser: Browser, everyone: Hall, kind: Kind) -> Iterator[Visit]:
    """A first visit to this kind of page, on a desktop; the tests leave it as it was."""
    with visiting(browser, everyone.url, kind.path) as visited:
        yield visited


@pytest.fixture(scope="module")
def weights() -> Iterator[dict[str, Weight]]:
    """What each kind of page weighs, kept beside the pictures in the end."""
    collected: dict[str, Weight] = {}
    yield collected
    print(write_weights(collected))


def test_it_comes_from_here_alone_and_the_browser_has_nothing_to_complain_of(visit: Visit, kind: Kind) -> None:
    assert faults.from_outside(visit, kind.status) == []


def test_it_is_light(visit: Visit, kind: Kind, weights: dict[str, Weight]) -> None:
    weights[kind.name] = visit.weight()
    assert faults.too_heavy(visit) == []


def test_it_comes_quickly_and_nothing_moves_while_it_does(visit: Visit) -> None:
    assert faults.unquiet(visit.page) == []


def test_a_screen_reader_finds_its_way(visit: Visit) -> None:
    assert faults.asked(visit.page, "structure()") == []


def test_all_text_stands_out(visit: Visit) -> None:
    assert faults.asked(visit.page, f"faint({faults.CONTRAST})") == []


def test_it_fits_any_window(visit: Visit) -> None:
    assert faults.sideways(visit.page) == []


@pytest.mark.parametrize("change", ["enlarge(1)", "enlarge(2)", "space()"])
def test_nothing_is_lost_when_text_is_enlarged_or_spaced(visit: Visit, change: str) -> None:
    assert faults.lost_when(visit.page, change) == []


def test_on_a_very_wide_window_lines_stay_short_and_the_page_in_the_middle(visit: Visit) -> None:
    assert faults.sprawling(visit.page) == []


def test_nothing_to_press_is_printed(visit: Visit) -> None:
    assert faults.on_paper(visit.page) == []


def test_nothing_moves_for_who_asked_for_that(visit: Visit) -> None:
    assert faults.in_motion(visit.page) == []


def test_the_tab_key_comes_to_everything_in_order_and_is_always_seen(visit: Visit) -> None:
    assert faults.by_keyboard(visit.page) == []


@pytest.mark.parametrize("way", PAIRS, ids=str)
def test_axe_finds_nothing_and_fingers_hit_everything(browser: Browser, everyone: Hall, kind: Kind, way: Way) -> None:
    with visiting(browser, everyone.url, kind.path, way) as visit:
        assert faults.axe(visit.page) == []
        if way.width == 360:
            assert faults.asked(visit.page, f"targets({faults.TARGET})") == []


def test_without_scripts_nothing_is_there_that_does_nothing(browser: Browser, everyone: Hall, kind: Kind) -> None:
    with visiting(browser, everyone.url, kind.path, java_script_enabled=False) as visit:
        assert visit.status == kind.status
        assert faults.asked(visit.page, "dead()") == []


def test_every_kind_of_page_is_looked_at(everyone: Hall) -> None:
    """A new rule is named in everyone.py: a page as a Kind, anything else in FILES; the desk has test_desk*.py."""
    adapter = everyone.app.url_map.bind("localhost")

    def rule(address: str) -> Rule:
        return adapter.match(address.partition("?")[0], method="GET", return_rule=True)[0]

    named = {rule(address).rule for address in (*(kind.path for kind in KINDS), *FILES)}
    known = {each.rule for each in everyone.app.url_map.iter_rules() if not each.rule.startswith(("/api/v1/", "/desk"))}
    assert known == named


@pytest.mark.parametrize("address", FILES)
def test_a_file_is_no_page(everyone: Hall, address: str) -> None:
    answer = everyone.app.test_client().get(address, follow_redirects=True)
    assert answer.status_code == 200
    assert answer.mimetype != "text/html"
    answer.close()


def test_every_page_has_a_title_of_its_own(everyone: Hall) -> None:
    client = everyone.app.test_client()
    titles: dict[str, set[str]] = {}
    for kind in KINDS:
        title = client.get(kind.path).text.partition("<title>")[2].partition("</title>")[0]
        titles.setdefault(title, set()).add(kind.path.partition("?")[0])
    assert all(len(pages) == 1 for pages in titles.values()), titles
    assert all(title.endswith(" – 서고") for title in titles)
