"""The form that puts the split of an issue right: what its fields hold, and what it says once they were filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from typing import TYPE_CHECKING

from archive.errors import EditingError, IssueError
from archive.language import gettext as _
from archive.models import Article
from indexer.cover import find_date
from indexer.said import ArticleSaid, HeadSaid, IssueSaid, Said, SplitSaid
from indexer.writing_overrides import as_printed

if TYPE_CHECKING:
    from indexer.previewing import Preview

EMPTY_SPLITS = 1
"""So many empty places for a new article are in the form."""

MOST_SPLITS = 200
ISSUE = ("number", "date", "newsletter", "publisher")
HEAD = ("title", "section", "outlets", "page")
ARTICLE = (*HEAD, "starts", "ends", "joined", "dropped")
SPLIT = ("at", *HEAD, "ends", "within")

Fields = Mapping[str, str]
"""The fields of a form by their names, as they are typed."""


@dataclass(frozen=True, slots=True)
class Part:
    """The fields of one article or one new beginning: `prefix` stands before their names, `name` tells which it is.

    `changed` tells whether something else is typed than what is kept.
    """

    prefix: str
    name: str
    changed: bool


def parts(preview: Preview, fields: Fields, now: Fields) -> tuple[list[Part], list[Part]]:
    """The articles as found, and the new beginnings, of which the last are empty; `now` are the fields as kept."""

    def part(prefix: str, name: str, keys: Sequence[str]) -> Part:
        typed, kept = ([" ".join(each.get(f"{prefix}{key}", "").split()) for key in keys] for each in (fields, now))
        return Part(prefix, name, typed != kept)

    articles = [part(f"a{n}-", f"{n}. {title}", ARTICLE) for n, title in enumerate(preview.titles, 1)]
    numbers = [n for n in range(MOST_SPLITS) if fields.get(f"s{n}-at", "").strip()]
    last = max(numbers, default=-1)
    return articles, [part(f"s{n}-", "", SPLIT) for n in range(last + 1 + EMPTY_SPLITS)]


def fields_of(preview: Preview) -> dict[str, str]:
    """What the form holds where nobody has typed anything: the articles as they are put right now."""
    said = preview.said
    fields = {f"issue-{key}": _shown(getattr(said.issue, key)) for key in ISSUE}
    fixed = {article.ordinal: article for article in said.articles}
    for ordinal, found in enumerate(_found(preview), 1):
        article = fixed.get(ordinal, ArticleSaid(ordinal))
        head = _head_fields(_over(article.head, _head_of(found)))
        lines = {"starts": article.starts or "", "ends": article.ends or ""}
        joined = any(ordinal in run[1:] for run in said.joined)
        marks = {"joined": "1" if joined else "", "dropped": "1" if ordinal in said.dropped else ""}
        fields |= {f"a{ordinal}-{key}": value for key, value in {**head, **lines, **marks}.items()}
    for number, split in enumerate(said.splits):
        values = {"at": split.at, **_head_fields(split.head), "ends": split.ends or "", "within": _shown(split.within)}
        fields |= {f"s{number}-{key}": value for key, value in values.items()}
    return fields


def said_by(fields: Fields, preview: Preview) -> Said:
    """What the form says. Raises EditingError naming the field that cannot be read."""
    before = {article.ordinal: article for article in preview.said.articles}
    articles = []
    for ordinal, found in enumerate(_found(preview), 1):
        old = before.get(ordinal, ArticleSaid(ordinal))
        head = _said_head(_part(fields, f"a{ordinal}-"), old.head, _head_of(found), str(ordinal))
        starts, ends = (_line(fields.get(f"a{ordinal}-{key}", "")) for key in ("starts", "ends"))
        article = ArticleSaid(ordinal, head, starts, ends)
        if article != ArticleSaid(ordinal):
            articles.append(article)
    return Said(_said_issue(fields), tuple(articles), _said_splits(fields, preview), *_said_marks(fields, preview))


def _found(preview: Preview) -> Sequence[Article]:
    return () if isinstance(preview.found, IssueError) else preview.found.issue.articles


def _part(fields: Fields, prefix: str) -> dict[str, str]:
    return {key: fields.get(f"{prefix}{key}", "") for key in HEAD}


def _said_issue(fields: Fields) -> IssueSaid:
    number, date, newsletter, publisher = (fields.get(f"issue-{key}", "").strip() for key in ISSUE)
    return IssueSaid(_number(number, _("호수"), 1), _date(date), newsletter or None, publisher or None)


def _said_splits(fields: Fields, preview: Preview) -> tuple[SplitSaid, ...]:
    before = {split.at: split for split in preview.said.splits}
    found = []
    for number in range(MOST_SPLITS):
        at = _line(fields.get(f"s{number}-at", ""))
        if at is None:
            continue
        old = before.get(at, SplitSaid(at)).head
        head = _said_head(_part(fields, f"s{number}-"), old, HeadSaid("", "", (), None), at[:20])
        within = _number(fields.get(f"s{number}-within", "").strip(), _("어느 글 안"), 1)
        found.append(SplitSaid(at, head, _line(fields.get(f"s{number}-ends", "")), within))
    return tuple(found)


def _said_marks(fields: Fields, preview: Preview) -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]:
    """Which articles are joined with the one before, as runs, and which are dropped."""
    runs: list[list[int]] = []
    for ordinal in range(2, len(preview.titles) + 1):
        if fields.get(f"a{ordinal}-joined"):
            if runs and runs[-1][-1] == ordinal - 1:
                runs[-1].append(ordinal)
            else:
                runs.append([ordinal - 1, ordinal])
    dropped = (n for n in range(1, len(preview.titles) + 1) if fields.get(f"a{n}-dropped"))
    return tuple(map(tuple, runs)), tuple(dropped)


def _said_head(typed: Mapping[str, str], old: HeadSaid, found: HeadSaid, which: str) -> HeadSaid:
    """What is said of a head: nothing where a field has what the splitter finds, unless that was said already."""
    names = tuple(filter(None, (" ".join(line.split()) for line in typed["outlets"].splitlines())))
    page = _number(typed["page"].strip(), _("%(which)s의 쪽", which=which), 0)
    head = HeadSaid(
        " ".join(typed["title"].split()),
        " ".join(typed["section"].split()),
        names,
        0 if page is None and found.page is not None else page,
    )
    said = {
        key: value for key in HEAD if (value := getattr(head, key)) != getattr(found, key) or getattr(old, key) == value
    }
    if not said.get("title", ""):
        said.pop("title", None)
    return HeadSaid(**said)


def _head_of(article: Article) -> HeadSaid:
    outlets = tuple(map(as_printed, article.outlets))
    return HeadSaid(article.title, article.section or "", outlets, article.page)


def _over(said: HeadSaid, found: HeadSaid) -> HeadSaid:
    return replace(found, **{key: value for key in HEAD if (value := getattr(said, key)) is not None})


def _head_fields(head: HeadSaid) -> dict[str, str]:
    return {
        "title": head.title or "",
        "section": head.section or "",
        "outlets": "\n".join(head.outlets or ()),
        "page": _shown(head.page),
    }


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _line(typed: str) -> str | None:
    return " ".join(typed.split()) or None


def _number(typed: str, what: str, least: int) -> int | None:
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 6 and int(typed) >= least):
        raise EditingError(
            _("%(what)s: ‘%(typed)s’은(는) 쓸 수 없습니다. 숫자로 적어 주세요.", what=what, typed=typed[:20])
        )
    return int(typed)


def _date(typed: str) -> Date | None:
    if not typed:
        return None
    day = find_date(typed[:40])
    if day is None:
        raise EditingError(_("‘%(typed)s’은(는) 있는 날짜가 아닙니다. 2022-12-14처럼 적어 주세요.", typed=typed[:20]))
    return day
