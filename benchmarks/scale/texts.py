"""Real Korean text for made archives: issue 307, a folder of paragraphs, and manuals that are installed here.

Nothing of it is written down in the project; the more there is, the wider is the vocabulary that articles begin with.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lxml import etree, html

from indexer.parse import parse_file

ISSUE_307 = Path(__file__).resolve().parents[2] / "corpus" / "issues" / "307.txt"
PAGES = (".html", ".htm", ".xhtml", ".page", ".xml")
"""Endings of files with marks in angle brackets; .page is Mallard, in which GNOME writes its help."""

SHORTEST, LONGEST = 15, 400
"""Code points of a sentence that is taken."""

_END = re.compile(r"(?<=[.?!])\s+")
_HANGUL = re.compile("[가-힣]")
_BLOCKS = ("p", "li", "td", "dd")


def documents(data: Path, more: Sequence[Path] = ()) -> list[tuple[str, ...]]:
    """Sentences of each text in their order, no sentence twice; the order of the texts is always the same.

    `data` holds corpus.jsonl (objects with `text`), `more` are files of text or pages, or folders of them, of which
    those paths are read that have Korean in them.
    """
    taken: set[str] = set()
    found = []
    for blocks in (*_of_issue(ISSUE_307), *_of_rows(data / "corpus.jsonl"), *_of_files(more)):
        sentences = tuple(dict.fromkeys(each for block in blocks for each in sentences_of(block) if each not in taken))
        if sentences:
            taken.update(sentences)
            found.append(sentences)
    return found


def sentences_of(text: str) -> list[str]:
    """The sentences of a text that are written in Korean and are neither headings nor lists of figures."""
    parts = (" ".join(part.split()) for part in _END.split(text))
    return [part for part in parts if SHORTEST <= len(part) <= LONGEST and _is_korean(part)]


def _is_korean(sentence: str) -> bool:
    return sentence[-1] in ".?!" and len(_HANGUL.findall(sentence)) * 2 >= len(sentence)


def _of_issue(path: Path) -> Iterator[list[str]]:
    for article in parse_file(path, path.name).issue.articles:
        yield [block.text for block in article.blocks if block.kind == "paragraph"]


def _of_rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield [json.loads(line)["text"]]


def _of_files(places: Iterable[Path]) -> Iterator[list[str]]:
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.suffix in PAGES:
                yield _blocks_of_page(path.read_bytes())
            elif path.suffix in (".txt", ".rst", ".md"):
                yield path.read_text(encoding="utf-8", errors="replace").split("\n\n")


def _blocks_of_page(page: bytes) -> list[str]:
    try:
        tree = html.fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        # An empty file, or no page at all: there is other text.
        return []
    return [str(block.text_content()) for block in tree.iter(*_BLOCKS)]
