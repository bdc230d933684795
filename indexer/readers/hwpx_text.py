"""The text of one paragraph of a Hangul document: runs as they are printed, and the objects and notes among them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from indexer.readers.sizes import Letters, letters_of_all
from indexer.readers.xml_names import child, name_of, value

_SIGNS = {"tab": "\t", "nbSpace": "\u00a0", "fwSpace": "\u3000", "hyphen": "-"}
_SHAPES = ["rect", "ellipse", "polygon", "curve", "arc", "line", "connectLine", "container"]
_OBJECTS = frozenset([*_SHAPES, "tbl", "pic", "ole", "chart", "video"])
_NOTES = {"footNote": "[{}]", "endNote": "[미주 {}]"}


class Header(Protocol):
    """What is asked of the document that a paragraph stands in."""

    def letters(self, shape: str | None) -> Letters: ...


class Deletion:
    """Whether text at this point is deleted but still recorded; it may go on from one paragraph to the next."""

    def __init__(self) -> None:
        self.open = 0


@dataclass
class Paragraph:
    """What a paragraph prints: its lines, the objects before and after them, and its notes with their marks.

    `printed` says whether anything is on the lines, `deleted` whether something was and is recorded no more than that.
    """

    before: list[Any] = field(default_factory=list)
    after: list[Any] = field(default_factory=list)
    notes: list[tuple[str, Any]] = field(default_factory=list)
    deleted: bool = False
    parts: list[list[str]] = field(default_factory=lambda: [[]])
    """What is on each line, in pieces."""
    letters: list[Letters | None] = field(default_factory=lambda: [None])
    """In which letters each line is printed."""
    printed: bool = False

    @property
    def lines(self) -> list[str]:
        """The lines so far."""
        return ["".join(parts) for parts in self.parts]


def read_paragraph(element: Any, deletion: Deletion, header: Header) -> Paragraph:
    """What a paragraph prints. An object in the middle of a line comes after the paragraph, which stays whole."""
    reader = _Reader(deletion)
    for run in element:
        if name_of(run) == "run":
            reader.run(run, header.letters(value(run, "charPrIDRef")))
    return reader.read


class _Reader:
    def __init__(self, deletion: Deletion) -> None:
        self.read = Paragraph()
        self._deletion = deletion
        self._letters: Letters | None = None

    def run(self, run: Any, letters: Letters) -> None:
        """Everything in a run, in order, printed in these letters."""
        self._letters = letters
        for element in run:
            name = name_of(element)
            if name == "t":
                self._text(element)
            elif name in _OBJECTS:
                self._object(element)
            elif name == "ctrl":
                self._control(element)
            elif name == "dutmal":
                self._write(_inside(element, "mainText"))
                if above := _inside(element, "subText"):
                    self._write(f"({above})")
            elif name == "compose":
                self._write(value(element, "composeText") or "")
            elif name == "textart":
                self._write(value(element, "text") or "")
            elif name == "equation":
                self._write(_inside(element, "script"))

    def _text(self, element: Any) -> None:
        self._write(element.text or "")
        for mark in element:
            name = name_of(mark)
            if name == "deleteBegin":
                self._deletion.open += 1
            elif name == "deleteEnd":
                self._deletion.open = max(0, self._deletion.open - 1)
            elif name == "lineBreak":
                if not self._deletion.open:
                    self.read.parts.append([])
                    self.read.letters.append(None)
            elif name in _SIGNS:
                self._write(_SIGNS[name])
            self._write(mark.tail or "")

    def _write(self, text: str) -> None:
        if not self._deletion.open:
            self.read.parts[-1].append(text)
            if self._letters is not None:
                self.read.letters[-1] = letters_of_all(self.read.letters[-1], text, self._letters)
            self.read.printed = self.read.printed or bool(text.strip())
        elif text:
            self.read.deleted = True

    def _object(self, element: Any) -> None:
        if self._deletion.open:
            self.read.deleted = True
        elif self.read.printed:
            self.read.after.append(element)
        else:
            self.read.before.append(element)

    def _control(self, element: Any) -> None:
        for each in element:
            name = name_of(each)
            if name in _NOTES and not self._deletion.open:
                mark = _NOTES[name].format(value(each, "number") or _number_inside(each))
                around, self._letters = self._letters, None
                self._write(mark)
                self._letters = around
                self.read.notes.append((mark, each))
            elif name == "autoNum" and value(each, "numType") not in ("FOOTNOTE", "ENDNOTE", "PAGE", "TOTAL_PAGE"):
                self._write(value(each, "num") or "")


def _inside(element: Any, name: str) -> str:
    found = child(element, name)
    return "" if found is None else "".join(found.itertext())


def _number_inside(note: Any) -> str:
    """The number of a note that says it only in its own text."""
    found = next((each for each in note.iter() if name_of(each) == "autoNum"), None)
    return value(found, "num") or ""
