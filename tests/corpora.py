"""Small corpora made of real text: issue 307 under other numbers, and ready articles."""

from __future__ import annotations

import json
from pathlib import Path

from archive.models import Article
from archive.search import Archive

ISSUE_307 = Path(__file__).parent.parent / "corpus" / "issues" / "307.txt"


def issue(number: int, date: str = "2022.12.14") -> str:
    """Issue 307 as another issue: only number and date on the cover differ."""
    text = ISSUE_307.read_text(encoding="utf-8")
    return text.replace("제 307호", f"제 {number}호", 1).replace("2022.12.14", date, 1)


def ready(article_id: str | None, text: str, **fields: object) -> str:
    """One line of ready articles."""
    row = {"id": article_id, "title": "제목", "text": text, "date": "2022-12-14", **fields}
    return json.dumps({name: value for name, value in row.items() if value is not None}, ensure_ascii=False) + "\n"


def write(corpus: Path, **files: str) -> Path:
    """A corpus folder with these issue files; `__` in a name stands for the dot."""
    for name, text in files.items():
        path = corpus / "issues" / name.replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return corpus


def articles_of(archive: Archive, number: int) -> tuple[Article, ...]:
    """The whole articles of an issue, in order; the archive's own list of them has heads only."""
    return tuple(archive.article(head.id) for head in archive.issue(number).articles)
