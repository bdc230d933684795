"""Everything that a page says can be said in each of its languages, and is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

from archive.language import LANGUAGES, OWN, day, gettext, ngettext, speak
from archive.search import Archive
from tests.translating import MESSAGES, spoken
from webui import create_app

ROOT = Path(__file__).resolve().parents[1]
OTHERS = [code for code in LANGUAGES if code != OWN]
HANGUL = re.compile("[가-힣]")

CONTENT = {
    # Words of the archive or of a query, not of the page.
    "webui/templates/parts.html": ("과학", "금융", "혁신", "투자", "은행", "닝보", "제목", "창업"),
}


@pytest.fixture(autouse=True)
def korean_again() -> Iterator[None]:
    yield
    speak(OWN)


def wanted() -> dict[str | tuple[str, ...], str]:
    """Every message of the code, with the place of its first mention."""
    found: dict[str | tuple[str, ...], str] = {}
    for message, place in spoken():
        found.setdefault(message, place)
    return found


@pytest.mark.parametrize("code", OTHERS)
def test_every_message_has_a_translation(code: str) -> None:
    with (ROOT / f"archive/translations/{code}.po").open("rb") as file:
        catalog = read_po(file, locale=code)
    said = {message.id: message for message in catalog if message.id}
    missing = [f"{place}: {message}" for message, place in wanted().items() if message not in said]
    assert not missing, "make translations, then fill in:\n" + "\n".join(missing)
    assert not set(said) - set(wanted()), "no longer said: make translations"
    unfinished = [message.id for message in said.values() if message.fuzzy or not all(_forms(message.string))]
    assert not unfinished, unfinished
    for message in said.values():
        assert not list(message.check(catalog)), f"{message.id}: other placeholders than {message.string}"


def _forms(string: str | Sequence[str] | None) -> tuple[str, ...]:
    return (string or "",) if isinstance(string, str | None) else tuple(string)


@pytest.mark.parametrize("code", OTHERS)
def test_translations_are_not_korean(code: str) -> None:
    with (ROOT / f"archive/translations/{code}.po").open("rb") as file:
        catalog = read_po(file, locale=code)
    # What is typed into the box is Korean in every language.
    typed = re.compile(r"섹션:|매체:|호:307|날짜:2022-12|서고|닝보")
    korean = [m.string for m in catalog if m.id and any(HANGUL.search(typed.sub("", f)) for f in _forms(m.string))]
    assert not korean


def test_templates_say_nothing_past_the_catalog() -> None:
    stray = []
    for path in sorted((ROOT / "webui/templates").rglob("*.html")):
        name = path.relative_to(ROOT).as_posix()
        printed = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for word in CONTENT.get(name, ()):
            printed = printed.replace(word, "")
        stray += [f"{name}: {found}" for found in re.findall(r"[^\s<>\"]*[가-힣][^<>\"]*", printed)]
    assert not stray, "\n".join(stray)


def test_pages_say_nothing_past_the_catalog() -> None:
    stray = [message for path in sorted((ROOT / "webui").rglob("*.py")) for message in _untold(path)]
    assert not stray, "\n".join(stray)


UNSAID = (
    "webui/server.py",  # speaks to the terminal
    "webui/worker_processes.py",  # so does this
    "webui/refusals.py",  # answers what no page can, in both languages at once
    "webui/openapi/",  # writes each text in both languages itself
)
QUERIES = re.compile(r"^\W*(섹션|매체|호):\S*$")
"""Parts of what is typed into the search box: the same in every language."""

SOURCES = {"webui/reading.py": {"제", "호"}}
"""Of the sentence that names where an article is from: in the newsletter's own words."""


def _untold(path: Path) -> Iterator[str]:
    """Korean strings of a file that are neither said through the catalog nor documentation."""
    name = path.relative_to(ROOT).as_posix()
    if name.startswith(UNSAID):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MESSAGES:
            said.update(id(each) for argument in node.args for each in ast.walk(argument))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            said.add(id(node.value))
    for node in ast.walk(tree):
        korean = isinstance(node, ast.Constant) and isinstance(node.value, str) and HANGUL.search(node.value)
        if not korean or QUERIES.match(node.value) or node.value in SOURCES.get(name, ()):  # type: ignore[attr-defined]
            continue
        if id(node) not in said:
            yield f"{name}:{node.lineno}: {node.value}"  # type: ignore[attr-defined]


def test_a_message_without_a_translation_is_said_in_korean() -> None:
    speak("en")
    assert gettext("아무도 옮기지 않은 말") == "아무도 옮기지 않은 말"
    assert gettext("%(count)s번 옮기지 않은 말", count=3) == "3번 옮기지 않은 말"


def test_english_counts_as_english_does() -> None:
    speak("en")
    one, many = (ngettext("%(count)s건", "%(count)s건", count, count=count) for count in (1, 2))
    assert one != many.replace("2", "1")


def test_days_are_written_as_readers_of_the_language_write_them() -> None:
    assert day(date(2022, 12, 14)) == "2022-12-14"
    speak("en")
    assert day(date(2022, 12, 14)) == "14 Dec 2022"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        speak("xx")


@pytest.fixture
def client(archive: Archive) -> FlaskClient:
    return create_app(archive).test_client()


def test_pages_are_korean_whatever_the_browser_prefers(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Accept-Language": "en-US"})
    assert '<html lang="ko">' in answer.text and "Cookie" in answer.vary
    assert "lang=ko" not in answer.text.partition("<main")[2].partition("<footer")[0]


def test_a_link_chooses_english_and_a_cookie_keeps_it(client: FlaskClient) -> None:
    link = re.search(r'<a href="([^"]+)" lang="en"', client.get("/issues").text)
    assert link
    chosen = client.get(link[1])
    assert '<html lang="en">' in chosen.text and "SameSite=Lax" in chosen.headers["Set-Cookie"]
    kept = client.get("/search?q=금융")
    assert '<html lang="en">' in kept.text and "Set-Cookie" not in kept.headers
    back = re.search(r'<a href="([^"]+)" lang="ko" hreflang', kept.text)
    assert back and '<html lang="ko">' in client.get(back[1].replace("&amp;", "&")).text
    assert '<html lang="ko">' in client.get("/").text


@pytest.mark.parametrize("value", ["xx", "", "EN", "ko'--", "../en", "en" * 500])
def test_a_language_that_is_none_is_korean(client: FlaskClient, value: str) -> None:
    answer = client.get("/", query_string={"lang": value})
    assert answer.status_code == 200 and '<html lang="ko">' in answer.text and "Set-Cookie" not in answer.headers
    client.set_cookie("lang", value)
    assert '<html lang="ko">' in client.get("/").text


def test_what_the_archive_says_stays_korean_on_an_english_page(client: FlaskClient) -> None:
    page = client.get("/articles/307-1?lang=en").text
    assert re.search(r'<h1 class="title" lang="ko">', page) and re.search(r'<div class="text" lang="ko">', page)


def test_errors_are_said_in_the_language_of_the_page(client: FlaskClient) -> None:
    for url in ("/search?q=x&page=0&lang=en", "/articles/none?lang=en", "/nowhere?lang=en"):
        page = client.get(url).text
        said = page.partition("<main")[2].partition("</main>")[0]
        assert '<html lang="en">' in page and not HANGUL.search(said), said
    message = client.get("/api/v1/search?page=0&lang=en").get_json()["error"]["message"]
    assert not HANGUL.search(message)


def test_choosing_a_language_is_no_way_off_the_site(client: FlaskClient) -> None:
    page = client.get("//elsewhere.example/x", follow_redirects=True).text
    links = re.findall(r'<a href="([^"]+)" lang="en"', page)
    assert links and all(re.match(r"/(?!/)", link) for link in links)


def test_titles_snippets_and_outlines_are_marked_as_korean_on_an_english_page(client: FlaskClient) -> None:
    results = client.get("/search?q=텐센트&lang=en").text
    assert re.search(r'<h2><a href="[^"]+" lang="ko">', results) and '<p class="snippet" lang="ko">' in results
    article = client.get("/articles/307-4").text
    assert re.search(r'<a href="#b\d+" lang="ko">', article)
    assert re.search(r'<p class="cite">Source: <span lang="ko">', article)
