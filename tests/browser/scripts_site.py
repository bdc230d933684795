"""A site whose every text is an attempt to run a script: an issue, its file's name, and what the staff's files say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.page_images import PageImages
from archive.search import Archive
from indexer.pipeline import update
from tests.browser.everyone_site import Hall, serving
from tests.corpora import issue, ready

RAN = "globalThis.ran=1"
ATTEMPTS = (
    f"<script>{RAN}</script>",
    f'"><img src=x onerror="{RAN}">',
    f"'><svg/onload={RAN}>",
    f"</title></textarea></script><iframe srcdoc='<script>parent.{RAN}</script>'></iframe>",
    f'<mark onmouseover={RAN}>표</mark><a href="javascript:{RAN}">링크</a>',
    f"javascript:{RAN}//",
    "{{ 7*191 }}{% raw %}${7*191}<%= 7*191 %>",
    f"<style onload={RAN}></style><base href=//evil.test/><form action=//evil.test/>",
    f"<!--><script>{RAN}</script-->]]><x xmlns:x='http://www.w3.org/1999/xhtml'><x:script>{RAN}</x:script>",
)
"""What each field has in turn. None of them has a word of its own that the tests look for: 씨앗 stands beside."""

WORD = "씨앗"
FILE = f"old <img src=x onerror={RAN}>&'.jsonl"


@contextmanager
def hostile_hall(root: Path, analyzer: Analyzer) -> Iterator[Hall]:
    """Write the corpus into this empty folder, index it, serve it."""
    write_hostile(root / "corpus")
    engine = WhooshEngine(root / "index")
    update(root / "corpus", engine, lambda: analyzer, lambda done, total: None)
    with serving(Archive(engine, analyzer), PageImages(root / "corpus", root / "pages")) as served:
        yield served


def write_hostile(corpus: Path) -> None:
    """An issue with corrections beside it, ready articles, names and outlets."""
    issues = corpus / "issues"
    issues.mkdir(parents=True)
    (issues / "308.txt").write_text(_issue(), encoding="utf-8")
    (issues / "308.toml").write_text(_corrections(), encoding="utf-8")
    (issues / FILE).write_text("".join(_articles()), encoding="utf-8")
    (corpus / "names.toml").write_text(_names(), encoding="utf-8")
    also = json.dumps([f"과기일보{each}" for each in ATTEMPTS], ensure_ascii=False)
    (corpus / "outlets.toml").write_text(
        f"[[outlet]]\nname = {_quoted(ATTEMPTS[0])}\nalso = {also}\n", encoding="utf-8"
    )


def _issue() -> str:
    """Issue 308 with an attempt in every tenth line of its text and on its cover."""
    lines = issue(308, "2022.12.21").split("\n")
    return "\n".join(
        f"{line} {ATTEMPTS[at // 10 % len(ATTEMPTS)]}" if at % 10 == 9 and line.strip() else line
        for at, line in enumerate(lines)
    )


def _corrections() -> str:
    title = "2022 세계 스마트제조 컨퍼런스 개최"
    fields = {"title": ATTEMPTS[0], "section": ATTEMPTS[1], "outlets": [f"{ATTEMPTS[2]}({ATTEMPTS[1]})"]}
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    cover = f"[issue]\nnewsletter = {_quoted(ATTEMPTS[3])}\npublisher = {_quoted(ATTEMPTS[1])}\n"
    return f"{cover}\n[[article]]\nwas = {_quoted(title)}\n" + "\n".join(lines) + "\n"


def _articles() -> Iterator[str]:
    for number, attempt in enumerate(ATTEMPTS):
        yield ready(
            f"x-{number}",
            f"{WORD} 금융 앞 {attempt} 뒤 {WORD}{number} 宁波(닝보){attempt}.\n{attempt}",
            title=f"{WORD} {attempt}",
            section=attempt,
            outlet=f"{attempt}",
            url=f"javascript:{RAN}",
            date=f"20{10 + number}-02-03",
        )
    yield ready(f'y"><img src=x onerror={RAN}>', f"{WORD} 금융", title=f"{WORD} y", source_note=ATTEMPTS[1])


def _names() -> str:
    forms = json.dumps(["닝보", *ATTEMPTS[:3]], ensure_ascii=False)
    return f'[[name]]\nzh = "宁波"\nforms = {forms}\n'


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
