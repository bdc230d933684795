"""What may be compared, from what the archive itself has: names, sections, a name's two scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.analysis.scripts import is_syllable
from archive.names.lives import NameSummary
from archive.results import Search
from archive.search import Archive
from archive.trends.values import Asked
from webui.links import name_search
from webui.trend_links import trends_url

NAMES = 3
SECTIONS = 3


@dataclass(frozen=True, slots=True)
class Example:
    """Queries side by side, and the page that compares them."""

    queries: tuple[str, ...]
    url: str


def examples(archive: Archive) -> tuple[Example, ...]:
    """The best known names and the largest sections; nothing for an empty archive."""
    return tuple(_examples(archive))


def _examples(archive: Archive) -> Iterator[Example]:
    names = [name for name in archive.names("", 1, NAMES).names if name.count]
    if names:
        yield _example([_best_known(name) for name in names])
    sections = sorted(archive.overview().sections.items(), key=lambda item: -item[1])[:SECTIONS]
    plain = [name for name, _ in sections if '"' not in name and "\n" not in name]
    if len(plain) > 1:
        yield _example([f'섹션:"{name}"' for name in plain])


def _example(queries: list[str]) -> Example:
    return Example(tuple(queries), trends_url(Asked(Search(), tuple(Search(q=q) for q in queries))))


def _best_known(name: NameSummary) -> str:
    """Its commonest form in Hangul, else the Chinese one."""
    korean = next((form for form in name.forms if any(map(is_syllable, form))), name.zh)
    return name_search(korean).q
