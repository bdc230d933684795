"""All hits of a search as a file: CSV for tables, JSONL for programs, BibTeX and RIS for reference managers.

The hits and their order are those of the pages of results, one after another, all from one generation of the index;
never more than one article is in memory. All is UTF-8.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.citing import Source, permanent_link, source_of, version_of
from archive.citing.bibtex import bibtex
from archive.citing.ris import ris
from archive.errors import ParameterError
from archive.models import Article
from archive.results import Listing, Search
from archive.search import Archive

COLUMNS = ("글 번호", "호", "순서", "섹션", "제목", "매체", "매체 원어", "원문", "날짜", "쪽", "주소", "글")

MOST_IN_CELL = 32_767
"""UTF-16 units that Excel keeps in one cell; what is longer it would strew over the next rows."""

_CUT = " … (글이 길어 줄였습니다. 주소에서 모두 볼 수 있습니다.)"
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
BYTE_ORDER_MARK = "\ufeff"
"""By it Excel knows UTF-8."""

Item = tuple[Article, Source]


@dataclass(frozen=True, slots=True)
class Format:
    """How a file is written: its media type, the ending of its name, and its text piece by piece."""

    media_type: str
    ending: str
    write: Callable[[Iterable[Item], str], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Export:
    """A file that is being made: `pieces` are its bytes, made as they are taken; `relaxed` as in Results."""

    total: int
    relaxed: bool
    format: Format
    pieces: Iterator[bytes]


def read_format(name: str) -> Format:
    """The format of this name. Raises ParameterError `bad_format`."""
    if name not in FORMATS:
        known = ", ".join(FORMATS)
        raise ParameterError("bad_format", f"'{name[:40]}' 꼴로는 가져갈 수 없습니다. 쓸 수 있는 꼴: {known}.")
    return FORMATS[name]


def export(archive: Archive, search: Search, kind: Format, site: str = "") -> Export:
    """Every hit of a search, whatever page of it is asked for. The search is asked at once, the articles when read.

    `site` is the address of the archive, for permanent links.
    """
    return _made(archive.listing(search), kind, site)


def export_articles(archive: Archive, article_ids: Sequence[str], kind: Format, site: str = "") -> Export:
    """These articles in this order; ids that no article has are left out. `site` as in `export`."""
    return _made(archive.listed(article_ids), kind, site)


def _made(listing: Listing, kind: Format, site: str) -> Export:
    issues = listing.issues
    items = (
        (article, source_of(article, issues.get(article.issue or -1), site or None)) for article in listing.articles
    )
    pieces = (piece.encode("utf-8", "backslashreplace") for piece in kind.write(items, site))
    return Export(listing.total, listing.relaxed, kind, pieces)


def _csv(items: Iterable[Item], site: str) -> Iterator[str]:
    """RFC 4180, as Excel opens it."""
    yield BYTE_ORDER_MARK + _row(COLUMNS)
    for article, _ in items:
        yield _row(_cells(article, site))


def _row(cells: Sequence[str]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow([harmless(cell) for cell in cells])
    return line.getvalue()


def _cells(article: Article, site: str) -> tuple[str, ...]:
    return (
        article.id,
        _number(article.issue),
        _number(article.ordinal),
        article.section or "",
        article.title,
        "; ".join(outlet.name for outlet in article.outlets),
        "; ".join(outlet.name_zh for outlet in article.outlets if outlet.name_zh),
        article.source_note or "",
        article.date.isoformat(),
        _number(article.page),
        permanent_link(site, article.id, version_of(article)),
        article.text,
    )


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def harmless(cell: str) -> str:
    """A text that no table takes for a formula, and that fits in a cell."""
    cell = f"'{cell}" if _FORMULA.match(cell) else cell
    units = cell.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * MOST_IN_CELL:
        return cell
    return units[: 2 * (MOST_IN_CELL - len(_CUT))].decode("utf-16-le", "ignore") + _CUT


def _jsonl(items: Iterable[Item], _: str) -> Iterator[str]:
    """ARTICLE of docs/contract.md, one a line."""
    # What has no UTF-8, half of a surrogate pair, is written as JSON's own escape by `export`.
    return (f"{json.dumps(article.as_json(), ensure_ascii=False)}\n" for article, _ in items)


def _bibtex(items: Iterable[Item], _: str) -> Iterator[str]:
    return (f"{bibtex(source)}\n" for _, source in items)


def _ris(items: Iterable[Item], _: str) -> Iterator[str]:
    return (ris(source) for _, source in items)


FORMATS = {
    "csv": Format("text/csv", "csv", _csv),
    "jsonl": Format("application/x-ndjson", "jsonl", _jsonl),
    "bibtex": Format("application/x-bibtex", "bib", _bibtex),
    "ris": Format("application/x-research-info-systems", "ris", _ris),
}
