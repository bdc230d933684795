"""Archives as an editor keeps them: a folder of issues, each a page of HTML that `seogo index` reads and splits."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from html import escape
from pathlib import Path

from benchmarks.peers.drafts import Draft, Drafts

FIRST_DATE = date(2005, 1, 5)
DAYS = 20 * 365
"""Issues are spread over these."""

LONG_ISSUE, LEADS_ISSUE = 7, 40
"""Articles of an issue, as issue 307 has; and of one of leads."""

NEW = 3
"""Issues that come after the archive is made, each a week after the one before."""

ABOUT = "about.json"


@dataclass(frozen=True, slots=True)
class About:
    """What was written: `text` are bytes of UTF-8 of all titles and texts."""

    issues: int
    articles: int
    text: int


def write_archive(folder: Path, articles: int, texts: Sequence[Sequence[str]], leads: bool, seed: int) -> About:
    """Write `articles` articles as issues into folder/corpus, and those that come after them into folder/new."""
    each = LEADS_ISSUE if leads else LONG_ISSUE
    sizes = [each] * (articles // each) + [rest for rest in (articles % each,) if rest]
    drafts = Drafts(texts, f"{seed}-{articles}-{leads}", leads)
    text = 0
    for number, size in enumerate(sizes, 1):
        issue = drafts.issue(size)
        text += sum(len("".join((draft.title, *draft.paragraphs)).encode()) for draft in issue)
        _write(folder / "corpus" / "issues", number, date_of(number, len(sizes)), issue)
    for week in range(1, NEW + 1):
        _write(folder / "new", len(sizes) + week, FIRST_DATE + timedelta(days=DAYS + 7 * week), drafts.issue(each))
    written = About(len(sizes), articles, text)
    (folder / ABOUT).write_text(json.dumps(asdict(written)), encoding="utf-8")
    return written


def is_written(folder: Path) -> bool:
    """Whether the archive of this folder was written to its end."""
    return (folder / ABOUT).exists()


def about(folder: Path) -> About:
    """What was counted when the archive of this folder was written."""
    return About(**json.loads((folder / ABOUT).read_text(encoding="utf-8")))


def new_issues(folder: Path) -> list[Path]:
    """The issues that come after the archive of this folder, in their order."""
    return sorted((folder / "new").iterdir())


def without_new(folder: Path) -> None:
    """Take the new issues out of the corpus, if they are in it."""
    for issue in new_issues(folder):
        (folder / "corpus" / "issues" / issue.name).unlink(missing_ok=True)


def date_of(number: int, issues: int) -> date:
    """The date of an issue (counted from 1) of so many."""
    return FIRST_DATE + timedelta(days=DAYS * (number - 1) // issues)


def page(number: int, day: date, articles: Sequence[Draft]) -> str:
    """An issue as a page of HTML: headings of the second degree are sections, those of the third articles."""
    lines = [f"<h1>주간 중국 창업 제 {number}호</h1>", f"<p>{day:%Y.%m.%d}</p>"]
    section = ""
    for article in articles:
        if article.section != section:
            section = article.section
            lines.append(f"<h2>{escape(section)}</h2>")
        lines += [f"<h3>{escape(article.title)}</h3>", f"<p>— {escape(article.outlet)}</p>"]
        lines += [f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs]
    head = f"<!doctype html><html lang=ko><head><meta charset=utf-8><title>제 {number}호</title></head>"
    return "\n".join([head, "<body>", *lines, "</body></html>", ""])


def _write(folder: Path, number: int, day: date, articles: Sequence[Draft]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{number:05}-{day.isoformat()}.html").write_text(page(number, day, articles), encoding="utf-8")
