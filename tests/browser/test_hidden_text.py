"""No text that a browser shows is taken for hidden, whatever the style sheets of a page say."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from indexer.readers.html import read_html

pytestmark = pytest.mark.browser

SELECTORS = [
    "p", "div", "span", ".a", ".b", "#i", "p.a", "div.b", "span.a.b", "*", "div .a", "div > .b", "p:first-child",
    ".a:hover", "[class]", ".b, .c", ".c, td", ":not(.a)", "body", "table", "td", ".a::before",
]  # fmt: skip
DECLARATIONS = [
    "display:none", "display:block", "display:none!important", "display:block!important", "display:inline",
    "visibility:hidden", "visibility:visible", "visibility:inherit", "visibility:hidden!important", "font-size:0",
    "font-size:14px", "font-size:0!important", "font-size:inherit", "font:0/0 x", "font:12px serif", "mso-hide:all",
]  # fmt: skip
CONDITIONS = ["", "", "", "@media (max-width:600px)", "@media (min-width:600px)", "@media screen", "@media print"]
PLENTY = "보이는 글 " * 200
SHOWN = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement, style = getComputedStyle(element);
    if (element.checkVisibility() && style.visibility === "visible" && parseFloat(style.fontSize) > 0)
      found.push(walker.currentNode.textContent);
  }
  return found.join(" ");
}"""
"""All text nodes of a page that have a box, are visible and have a size."""


@st.composite
def rules(draw: st.DrawFn) -> str:
    """One rule, perhaps under a condition."""
    declarations = draw(st.lists(st.sampled_from(DECLARATIONS), min_size=1, max_size=2))
    rule = f"{draw(st.sampled_from(SELECTORS))} {{ {'; '.join(declarations)} }}"
    condition = draw(st.sampled_from(CONDITIONS))
    return f"{condition} {{ {rule} }}" if condition else rule


@st.composite
def elements(draw: st.DrawFn, inside: st.SearchStrategy[str]) -> str:
    """One element with a word of its own, and what may stand inside."""
    tag = draw(st.sampled_from(["p", "div", "span", "table", "font"]))
    name = draw(st.sampled_from(["", " class=a", " class=b", " class='a b'", " class=c", " id=i"]))
    style = draw(st.one_of(st.just(""), st.sampled_from(DECLARATIONS).map(lambda each: f" style='{each}'")))
    text = "낱말 " + ("" if tag == "p" else draw(inside))
    return f"<{tag}{name}{style}>" + (f"<tr><td>{text}</td></tr>" if tag == "table" else text) + f"</{tag}>"


def bodies(depth: int) -> st.SearchStrategy[str]:
    """Elements side by side, and inside each other as deep as this."""
    inside = bodies(depth - 1) if depth > 1 else st.just("")
    return st.lists(elements(inside), min_size=1, max_size=3).map("".join)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page as wide as that of a computer."""
    opened = browser.new_page(viewport={"width": 1200, "height": 800})
    yield opened
    opened.close()


@given(st.sampled_from(["<!DOCTYPE html>", ""]), st.lists(rules(), min_size=1, max_size=4).map("\n".join), bodies(3))
@settings(deadline=None, max_examples=200)
def test_what_a_browser_shows_is_read(page: Page, kind: str, styles: str, body: str) -> None:
    words = iter(range(1000))
    numbered = re.sub("낱말", lambda _: f"낱말{next(words)}.", body)
    source = f"{kind}<html><head><style>{styles}</style></head><body>{numbered}<h5>{PLENTY}</h5></body></html>"
    page.set_content(source)
    shown = set(re.findall(r"낱말\d+\.", page.evaluate(SHOWN)))
    read = set(re.findall(r"낱말\d+\.", "\n".join(line.text for line in read_html(source.encode(), "x.html").lines)))
    assert shown <= read
