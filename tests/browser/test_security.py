"""No text of an issue, of an address or of a header runs as a script: in a browser, with our policy and without it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from archive.analysis import Analyzer
from tests.browser.everyone_site import Hall
from tests.browser.scripts_site import ATTEMPTS, RAN, WORD, hostile_hall

pytestmark = pytest.mark.browser

STRANGE = """() => {
  const all = [...document.querySelectorAll("*")];
  const elsewhere = each => ["href", "src", "action", "srcdoc"].filter(name => each.hasAttribute(name))
    .some(name => new URL(each.getAttribute(name), location).origin !== location.origin);
  return {
    ran: globalThis.ran ?? 0,
    events: all.filter(each => [...each.attributes].some(own => own.name.startsWith("on"))).length,
    scripts: all.filter(each => each.localName === "script" && !each.src).length,
    links: all.filter(elsewhere).map(each => each.outerHTML),
    frames: document.querySelectorAll("iframe, object, embed, base, style").length,
    sums: document.documentElement.outerHTML.includes("1337"),
  };
}"""
WRITTEN = f"const s = document.createElement('script'); s.textContent = '{RAN}'; document.body.append(s)"
NOTHING = {"ran": 0, "events": 0, "scripts": 0, "links": [], "frames": 0, "sums": False}

PAGES = (
    *("/", f"/search?q={WORD}", f"/search?q={WORD}&per_page=100&lang=en", "/search?q=닝보", "/search?q=뷁뷁뷁"),
    *("/articles/x-0", "/articles/x-1?q=씨앗", "/articles/x-4?q=닝보", "/articles/308-2?q=스마트제조"),
    *("/issues", "/issues/308", "/issues/308/check", "/names", "/names/宁波", f"/trends?q={WORD}&q=금융"),
    *("/new-words?issue=308", "/reading-list?id=x-0&id=x-1&full=1", "/api", "/trends"),
    quote('/articles/y"><img src=x onerror=globalThis.ran=1>'),
)
PARAMETERS = ("q", "section", "outlet", "from", "sort", "page", "match", "lang", "id", "issue", "by", "v", "full")
ROUTES = (
    *("/search", "/trends", "/names", "/reading-list", "/issues", "/new-words", "/", "/articles/x-0", "/api"),
    *("/export.csv", "/trends.svg", "/feed.atom", "/no-such-page"),
)
PATHS = [
    "/articles/{}",
    "/issues/{}",
    "/names/{}",
    "/issues/{}/check",
    "/api/open/{}",
    "/{}",
    "/static/{}",
    "/export.{}",
]
HEADERS = ["User-Agent", "Referer", "Cookie", "Accept-Language", "X-Forwarded-For", "If-None-Match"]


@pytest.fixture(scope="module")
def hall(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with hostile_hall(tmp_path_factory.mktemp("hostile"), analyzer) as served:
        yield served


@pytest.fixture(scope="module")
def bare(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that does not heed our policy: what we write must be harmless by itself."""
    context = browser.new_context(bypass_csp=True)
    yield context
    context.close()


def strange(context: BrowserContext, address: str) -> dict[str, object]:
    """What stands on a page that we did not put there."""
    page = context.new_page()
    try:
        page.goto(address)
        return {name: value for name, value in page.evaluate(STRANGE).items() if value != NOTHING[name]}
    finally:
        page.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_that_an_issue_says_becomes_part_of_a_page(hall: Hall, bare: BrowserContext, path: str) -> None:
    assert strange(bare, hall.url + path) == {}


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=range(len(ATTEMPTS)))
def test_nothing_that_an_address_says_becomes_part_of_a_page(hall: Hall, attempt: str) -> None:
    client = hall.app.test_client()
    said = quote(attempt, safe="")
    everything = "&".join(f"{name}={said}" for name in PARAMETERS)
    addresses = [f"{route}?{everything}" for route in ROUTES]
    addresses += [f"/search?{name}={said}" for name in PARAMETERS]
    addresses += [path.format(said) for path in PATHS]
    for address in addresses:
        with client.get(address) as answer:
            if answer.mimetype == "text/html":
                text = answer.get_data(as_text=True)
                assert attempt not in text or attempt.startswith(("javascript", "{{")), address
                assert "1337" not in text and f'href="{attempt[:11]}' not in text, address
            assert answer.status_code < 500, address


@pytest.mark.parametrize("attempt", ATTEMPTS[:3], ids=range(3))
def test_nothing_that_an_address_says_runs_in_a_browser(hall: Hall, bare: BrowserContext, attempt: str) -> None:
    for route in ("/search", "/trends", "/names", "/articles/x-0", "/reading-list"):
        said = quote(attempt, safe="")
        assert strange(bare, f"{hall.url}{route}?q={said}&q={said}&section={said}&outlet={said}&id={said}") == {}


@pytest.mark.parametrize("name", HEADERS)
def test_nothing_that_a_header_says_is_repeated(hall: Hall, name: str) -> None:
    client = hall.app.test_client()
    for path in ("/", "/search?q=금융", "/no-such-page", "/api/v1/search?page=0"):
        answer = client.get(path, headers={name: 'lang="><b onsaid=1>'})
        assert "onsaid" not in answer.text and "onsaid" not in str(answer.headers)


def test_our_pages_break_none_of_our_rules(hall: Hall, browser: Browser) -> None:
    context = browser.new_context()
    complaints: list[str] = []
    for path in PAGES:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(hall.url + path)
        page.close()
    context.close()
    assert not [each for each in complaints if "status of 4" not in each]


def opened(hall: Hall, browser: Browser) -> Page:
    page = browser.new_page()
    page.goto(f"{hall.url}/search?q={WORD}")
    return page


@pytest.mark.parametrize(
    "attempt",
    [
        WRITTEN,
        f"document.body.innerHTML = '<img src=x onerror={RAN}>'",
        f"setTimeout('{RAN}')",
        f"document.body.setAttribute('onclick', '{RAN}'); document.body.click()",
        f"const a = document.createElement('a'); a.href = 'javascript:{RAN}'; document.body.append(a); a.click()",
    ],
)
def test_a_script_that_got_into_a_page_after_all_would_not_run(hall: Hall, browser: Browser, attempt: str) -> None:
    page = opened(hall, browser)
    page.evaluate(f"() => {{ try {{ {attempt} }} catch {{}} }}")
    page.wait_for_function("() => document.readyState === 'complete'")
    assert page.evaluate("() => globalThis.ran ?? 0") == 0
    page.close()


def test_without_the_policy_it_would(hall: Hall, bare: BrowserContext) -> None:
    page = bare.new_page()
    page.goto(f"{hall.url}/search?q={WORD}")
    page.evaluate(f"() => {{ {WRITTEN} }}")
    assert page.evaluate("() => globalThis.ran") == 1
    page.close()


def test_no_other_site_can_put_a_page_into_its_own(hall: Hall, browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(f"<iframe src='{hall.url}/'></iframe>")
    frame = page.frames[1]
    frame.wait_for_load_state()
    assert "서고" not in (frame.evaluate("() => document.body?.innerText ?? ''"))
    page.close()
