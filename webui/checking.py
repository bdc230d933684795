"""The check of an issue as plain values, in the words of `seogo check`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from archive.check_words import DOUBT, EVIDENCE, MATCH, ROLE, SURENESS, scan_words
from archive.checked import Check, Found, Listed, Outside, Pair
from archive.language import gettext as _
from archive.language import later as N_
from archive.results import IssueCheck, IssueSummary

UNSURE = N_("글의 시작인지 모름")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the check. `notes` say what there is to say about it; `look` tells whether somebody has to look."""

    name: str
    listed: Listed | None
    found: Found | None
    notes: tuple[str, ...]
    look: bool
    sure: str
    title_differs: bool
    page_differs: bool


@dataclass(frozen=True, slots=True)
class Rest:
    """Text outside of articles; `cut` tells that only its beginning is shown."""

    outside: Outside
    what: str
    look: bool
    cut: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """The characters of a file: those in articles, in its furniture, and in neither; together they are `all`."""

    all: int
    articles: int
    furniture: int
    apart: int


@dataclass(frozen=True, slots=True)
class CheckPage:
    """All of a check page; `sum` is None for ready articles. `looks` are the names of what has to be looked at.

    `scans` tell of pages that were read from scans; `unread` says which could not be, and why.
    """

    summary: IssueSummary
    file: str
    corrections: str
    problems: tuple[str, ...]
    sure: str = ""
    contents: bool = False
    rows: tuple[Row, ...] = ()
    rests: tuple[Rest, ...] = ()
    looks: tuple[str, ...] = ()
    sum: Sum | None = None
    scans: tuple[str, ...] = ()
    unread: str = ""


def check_page(issue: IssueCheck) -> CheckPage:
    """What the template needs to draw the check of an issue."""
    source = PurePosixPath("corpus", _printable(issue.source))
    page = CheckPage(issue.summary, str(source), str(source.with_suffix(".toml")), issue.problems)
    return _split(page, issue.check) if issue.check else page


def _split(page: CheckPage, check: Check) -> CheckPage:
    rows = tuple(_row(number, pair) for number, pair in enumerate(check.rows, 1))
    rests = tuple(map(_rest, check.outside))
    outside = (f"line{rest.outside.line}" for rest in rests if rest.look)
    unread = ["unread"] if check.unread else []
    return CheckPage(
        page.summary,
        page.file,
        page.corrections,
        page.problems,
        sure=_(SURENESS[check.sureness]),
        contents=any(row.listed for row in rows),
        rows=rows,
        rests=rests,
        looks=(*unread, *(row.name for row in rows if row.look), *outside),
        sum=_sum(check),
        scans=scan_words(check),
        unread=check.notice,
    )


def _row(number: int, pair: Pair) -> Row:
    found = pair.found
    unsure = found is not None and found.sureness == "unsure"
    said = (MATCH[pair.match], *(DOUBT[doubt] for doubt in pair.doubts), UNSURE if unsure else "")
    return Row(
        name=f"row{number}",
        listed=pair.listed,
        found=found,
        notes=tuple(_(note) for note in said if note),
        look=bool(pair.doubts) or unsure or pair.match == "missing" or _is_unexplained(pair),
        sure=_how_sure(found) if found else "",
        title_differs="title_differs" in pair.doubts,
        page_differs="page_differs" in pair.doubts,
    )


def _is_unexplained(pair: Pair) -> bool:
    """Whether an article is not on the contents page, and nobody has said that this is right."""
    return pair.match == "extra" and pair.found is not None and not pair.found.corrected


def _how_sure(found: Found) -> str:
    evidence = ", ".join(_(EVIDENCE[each]) for each in found.evidence)
    sure = _(SURENESS[found.sureness])
    return f"{sure}({evidence})" if evidence else sure


def _rest(outside: Outside) -> Rest:
    shown = sum(map(len, outside.text.split()))
    return Rest(outside, _(ROLE[outside.role]), outside.role == "outside", shown < outside.length)


def _sum(check: Check) -> Sum:
    apart = sum(each.length for each in check.outside if each.role in ("outside", "dropped"))
    furniture = check.characters - check.in_articles - apart
    return Sum(check.characters, check.in_articles, furniture, apart)


def _printable(source: str) -> str:
    """A file's name as it can be shown; one from another system may have bytes that are no letters."""
    return "".join(letter if letter.isprintable() else "�" for letter in source)
