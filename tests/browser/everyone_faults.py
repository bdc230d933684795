"""What is wrong with a page, as sentences; an empty list is a good page. The measuring itself: everyone.js."""

from __future__ import annotations

from typing import cast

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.everyone_visit import Visit

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
WIDTHS = (320, 360, 414, 768, 1024, 1280, 1920, 2560)
HEAVIEST = 100_000
"""Bytes of a first visit, all in all."""
MOST_MOVED, SLOWEST = 0.1, 2500
"""What web.dev's Core Web Vitals call good: cumulative layout shift, and ms to the largest contentful paint."""
CONTRAST = 4.5
"""WCAG 2.2, 1.4.3."""
TARGET = 44
"""CSS px a finger hits (WCAG 2.2, 2.5.5)."""
LONGEST_LINE = 42
"""Em of a line of text."""
STYLES = 8
"""Style files of one page at most: each is kept for a year."""


def asked(page: Page, question: str) -> list[str]:
    """The answer of everyone.js."""
    return cast(list[str], page.evaluate(f"everyone.{question}"))


def axe(page: Page) -> list[str]:
    """Violations that axe-core finds, with three places of each."""
    answer = (
        Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}).response
    )
    return [
        f"{found['id']}: {found['help']}: {node['target']} {node['html'][:200]}"
        for found in answer["violations"]
        for node in found["nodes"][:3]
    ]


def from_outside(visit: Visit, status: int = 200) -> list[str]:
    """Another status, requests to other hosts, and complaints of the browser (among them whatever the CSP refuses)."""
    if visit.status != status:
        return [f"status {visit.status}"]
    said = f"Failed to load resource: the server responded with a status of {status} "
    complaints = [each for each in visit.complaints if status == 200 or not each.startswith(said)]
    return [f"asked {host}" for host in visit.hosts if host not in visit.site] + complaints


def too_heavy(visit: Visit) -> list[str]:
    """More bytes or more style files than a first visit may cost."""
    sent = visit.weight().sent
    styles = visit.page.locator("link[rel=stylesheet]").count()
    return [f"{sent:,} bytes"] * (sent > HEAVIEST) + [f"{styles} style files"] * (styles > STYLES)


def unquiet(page: Page) -> list[str]:
    """What moved while the page came, and a largest part that came late."""
    painted = page.evaluate("painted")
    moved, late = painted["moved"] >= MOST_MOVED, painted["largest"] > SLOWEST
    return [f"moved by {painted['moved']:.2f}"] * moved + [f"stood after {painted['largest']:.0f} ms"] * late


def sideways(page: Page) -> list[str]:
    """Widths at which the page is wider than its window. The window keeps its size."""
    size = page.viewport_size
    assert size
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": size["height"]})
        if (over := page.evaluate("everyone.overflow()")) > 0:
            faults.append(f"{over} px too wide at {width}")
    page.set_viewport_size(size)
    return faults


def lost_when(page: Page, change: str) -> list[str]:
    """What runs out of the page or is cut off once the reader has changed the text: `space()` or `enlarge(2)`."""
    page.evaluate(f"everyone.{change}")
    over = page.evaluate("everyone.overflow()")
    faults = asked(page, "clipped()") + [f"{over} px too wide"] * (over > 0)
    page.evaluate("everyone.plain()")
    return [f"{change}: {fault}" for fault in faults]


def sprawling(page: Page) -> list[str]:
    """On a very wide window: lines that are too long, and a page that is not in the middle."""
    size = page.viewport_size
    assert size
    page.set_viewport_size({"width": 2560, "height": 1300})
    faults = asked(page, f"longLines({LONGEST_LINE})")
    off = page.evaluate("everyone.offCentre()")
    page.set_viewport_size(size)
    return faults + [f"{off} px off the middle"] * (off > 2)


def on_paper(page: Page) -> list[str]:
    """What has no place on paper."""
    page.emulate_media(media="print")
    faults = asked(page, "notForPaper()")
    page.emulate_media(media="screen")
    return faults


def in_motion(page: Page) -> list[str]:
    """What still moves for somebody who has asked that nothing does."""
    page.emulate_media(reduced_motion="reduce")
    faults = asked(page, "moving()")
    page.emulate_media(reduced_motion="no-preference")
    return faults


def by_keyboard(page: Page) -> list[str]:
    """Stops of the Tab key that are out of order, not to be seen, not to be left, or never reached."""
    page.evaluate("everyone.start()")
    expected = page.evaluate("everyone.reachable()")
    faults: list[str] = []
    for _ in range(expected + 5):
        page.keyboard.press("Tab")
        found = page.evaluate("everyone.stop()")
        if found is None:
            break
        faults += found
        expected -= 1
    return faults + [f"{expected} stops never reached"] * (expected > 0) + ["no way out"] * (expected < 0)


def on_a_desktop(visit: Visit, status: int) -> list[str]:
    """Everything about a page that a window of usual size tells."""
    page = visit.page
    return [
        *from_outside(visit, status),
        *too_heavy(visit),
        *unquiet(page),
        *asked(page, "structure()"),
        *asked(page, f"faint({CONTRAST})"),
        *asked(page, "clipped()"),
        *sideways(page),
        *lost_when(page, "space()"),
        *lost_when(page, "enlarge(2)"),
        *sprawling(page),
        *on_paper(page),
        *in_motion(page),
        *by_keyboard(page),
    ]
