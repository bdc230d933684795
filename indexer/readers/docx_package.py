"""The parts of a Word document: which member of the archive holds what, found by the relationships between them."""

from __future__ import annotations

import posixpath
from functools import cached_property
from typing import Any

from indexer.readers.archives import Archive
from indexer.readers.docx_numbering import Numbering
from indexer.readers.docx_styles import Styles
from indexer.readers.xml_names import child, children, name_of, value

_MAIN = "word/document.xml"


class Package:
    """A Word document's parts, each read when first asked for and then kept."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._main = self._main_part()
        root = archive.xml(self._main)
        if root is None or child(root, "body") is None:
            raise archive.damaged()
        self._root = root
        self._targets = self._relations(self._main)

    def body(self) -> Any:
        """The element that holds the blocks of the text."""
        return child(self._root, "body")

    @cached_property
    def has_rendered_breaks(self) -> bool:
        """Whether Word noted where its pages turned; then what the author began is among them."""
        return any(name_of(each) == "lastRenderedPageBreak" for each in self._root.iter())

    @cached_property
    def styles(self) -> Styles:
        """The document's styles; without the part, everything is plain text."""
        return Styles(self._part("styles"))

    @cached_property
    def numbering(self) -> Numbering:
        """The document's lists, which count as they are asked."""
        return Numbering(self._part("numbering"), self.styles.list_of_style)

    @cached_property
    def _notes(self) -> dict[tuple[str, str], Any]:
        found: dict[tuple[str, str], Any] = {}
        for kind in ("footnote", "endnote"):
            for note in children(self._part(f"{kind}s"), kind):
                found[kind, value(note, "id") or ""] = note
        return found

    def note(self, kind: str, identifier: str) -> Any | None:
        """The element of a footnote or endnote; None if the file lacks it."""
        return self._notes.get((kind, identifier))

    def _part(self, kind: str) -> Any | None:
        target = self._targets.get(kind)
        return None if target is None else self._archive.xml(target)

    def _main_part(self) -> str:
        return self._relations("").get("officeDocument", _MAIN)

    def _relations(self, part: str) -> dict[str, str]:
        """The parts that a part (or the package itself) names, by the last word of the relationship's type.

        Targets outside the file are left out: nothing is ever fetched.
        """
        folder, name = posixpath.split(part)
        root = self._archive.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, str] = {}
        for relation in children(root, "Relationship"):
            kind, target = value(relation, "Type"), value(relation, "Target")
            if kind and target and (value(relation, "TargetMode") or "").lower() != "external":
                whole = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found.setdefault(kind.rpartition("/")[2], whole)
        return found
