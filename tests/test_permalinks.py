"""Permanent links: one for each wording, whatever form of Unicode it comes in; and what an issue asks of citers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.citing import permanent_link, source_of, version_of
from archive.models import Article, Block
from archive.search import Archive
from indexer.parse import parse_bytes, parse_file
from tests.corpora import ISSUE_307

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=50)
GOLDEN = Path(__file__).parent / "golden" / "issues"
OWN_WORDS = "'주간 중국 창업'의 저작권은 'KIC 중국'에 있습니다.\n출처 밝혀주시고 무한 활용하십시오."


def article(title: str, *blocks: str) -> Article:
    return Article(
        "x", None, None, None, title, (), None, date(2022, 1, 1), None, tuple(Block("paragraph", b) for b in blocks)
    )


def test_a_version_is_the_beginning_of_the_hash_of_title_and_text(archive: Archive) -> None:
    found = archive.article("307-1")
    wording = normalize("NFC", f"{found.title}\n{found.text}").encode()
    assert version_of(found) == sha256(wording).hexdigest()[:10]


def test_one_changed_letter_of_title_or_text_is_another_version(archive: Archive) -> None:
    found = archive.article("307-1")
    first, *others = found.blocks
    edited = replace(found, blocks=(replace(first, text=first.text.replace("5개 도시", "6개 도시", 1)), *others))
    assert edited.text != found.text
    titled = replace(found, title=f"{found.title}.")
    assert len({version_of(each) for each in (found, edited, titled)}) == 3


def test_what_is_no_wording_changes_no_version(archive: Archive) -> None:
    found = archive.article("307-1")
    assert version_of(replace(found, page=99, section="다른 섹션", outlets=())) == version_of(found)


@given(ANY_TEXT, ANY_TEXT)
def test_every_text_has_a_version_and_composed_and_decomposed_the_same(title: str, text: str) -> None:
    version = version_of(article(title, text))
    assert re.fullmatch("[0-9a-f]{10}", version)
    assert version == version_of(article(normalize("NFD", title), normalize("NFD", text)))


def test_the_link_of_a_citation_carries_it(archive: Archive) -> None:
    found = archive.article("307-2")
    link = source_of(found, None, "https://seogo.example/").url
    assert link == permanent_link("https://seogo.example", "307-2", version_of(found))
    assert link == f"https://seogo.example/articles/307-2?v={version_of(found)}"


def test_an_issue_tells_how_it_wants_to_be_named(archive: Archive) -> None:
    assert archive.issue(307).summary.attribution == OWN_WORDS


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("held-angle-numbers.txt", "무단 전재와 재배포를 금합니다."),
        ("later-forms.hwpx", "본지에 실린 글은 출처를 밝히고 인용하실 수 있습니다."),
        ("298-2022-10-12.txt", None),
    ],
)
def test_other_editors_say_it_otherwise_or_not_at_all(file: str, words: str | None) -> None:
    assert parse_file(GOLDEN / file, f"issues/{file}").issue.attribution == words


def test_what_articles_say_of_sources_and_rights_is_not_the_issue_speaking() -> None:
    text = ISSUE_307.read_text(encoding="utf-8")
    assert "저작권 보호" in text and "출처: 과기일보" in text
    silent = "\n".join(line for line in text.splitlines() if line not in OWN_WORDS.splitlines())
    assert parse_bytes(silent.encode(), "issues/307.txt").issue.attribution is None


def test_a_request_goes_before_a_mere_reservation() -> None:
    text = ISSUE_307.read_text(encoding="utf-8").replace(OWN_WORDS, "ⓒ KIC 중국. 무단 전재 금지")
    assert text.endswith("\n") or text
    text = f"{text.rstrip()}\n\n인용할 때에는 출처를 밝혀 주십시오.\n"
    assert parse_bytes(text.encode(), "issues/307.txt").issue.attribution == "인용할 때에는 출처를 밝혀 주십시오."
