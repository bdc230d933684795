"""The text of one Word paragraph: runs as they are printed, with the breaks, notes and text boxes among them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from indexer.readers.docx_numbering import symbol
from indexer.readers.docx_styles import Style, Styles, is_on
from indexer.readers.sizes import Letters, letters_of_all
from indexer.readers.xml_names import child, name_of, value

_LEFT_OUT = frozenset(
    ["del", "moveFrom", "rPr", "pPr", "instrText", "delText", "delInstrText", "sdtPr", "sdtEndPr", "annotationRef"]
)
_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_DRAWINGS = frozenset(["drawing", "pict", "object"])
_PRINTED = _DRAWINGS.union(["t", "br", "cr", "sym"], _SIGNS, _NOTES)


class Package(Protocol):
    """What is asked of the document that a paragraph stands in."""

    @property
    def has_rendered_breaks(self) -> bool: ...
    @property
    def styles(self) -> Styles: ...


class Fields:
    """Which of the nested fields at this point are still in their instruction, whose text is not printed.

    `notes` says how many footnotes and endnotes there were so far.
    """

    def __init__(self) -> None:
        self._open: list[bool] = []
        self.notes: dict[str, int] = {}

    @property
    def hidden(self) -> bool:
        """Whether text at this point is part of an instruction."""
        return any(self._open)

    def mark(self, kind: str | None) -> None:
        """A field begins, its instruction ends and its result begins (`separate`), or it ends."""
        if kind == "begin":
            self._open.append(True)
        elif kind == "separate" and self._open:
            self._open[-1] = False
        elif kind == "end" and self._open:
            self._open.pop()


@dataclass
class Paragraph:
    """What a paragraph prints: its lines, each with how many pages turn before it and its letters, and what is printed
    elsewhere.

    `notes` are kind, id and printed mark; `boxes` are elements that hold blocks. `deleted_mark` says that the paragraph
    as such is deleted, so that without text nothing of it is left.
    """

    turns_after: int = 0
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    deleted_mark: bool = False
    _turns: list[int] = field(default_factory=lambda: [0])
    _parts: list[list[str]] = field(default_factory=lambda: [[]])
    _letters: list[Letters | None] = field(default_factory=lambda: [None])

    @property
    def lines(self) -> list[tuple[int, str, Letters | None]]:
        """The lines so far."""
        lines = zip(self._turns, self._parts, self._letters, strict=True)
        return [(turns, "".join(parts), letters) for turns, parts, letters in lines]

    @property
    def line_is_empty(self) -> bool:
        """Whether nothing is on the last line yet."""
        return not self._parts[-1]

    def write(self, text: str, letters: Letters | None = None) -> None:
        """More text on the last line; it has no letters of its own if none are given, as the mark of a note."""
        if not text:
            return
        if self.line_is_empty:
            self._turns[-1] += self.turns_after
            self.turns_after = 0
        self._parts[-1].append(text)
        if letters is not None:
            self._letters[-1] = letters_of_all(self._letters[-1], text, letters)

    def turn(self) -> None:
        """A page ends here: what was written belongs to it, even if its line goes on."""
        self.turns_after += 1

    def end_line(self) -> None:
        """The author breaks the line."""
        self._turns.append(self.turns_after)
        self._parts.append([])
        self._letters.append(None)
        self.turns_after = 0


def read_paragraph(element: Any, style: Style, package: Package, fields: Fields) -> Paragraph:
    """The printed text of a paragraph of this style; `fields` go on from one to the next."""
    reader = _Reader(package, fields, style)
    reader.inside(element)
    mark = child(element, "pPr", "rPr")
    reader.read.deleted_mark = child(mark, "del") is not None or child(mark, "moveFrom") is not None
    return reader.read


class _Reader:
    def __init__(self, package: Package, fields: Fields, style: Style) -> None:
        self._package, self._fields, self._style = package, fields, style
        self._letters: Letters | None = None
        self.read = Paragraph()

    def inside(self, parent: Any) -> None:
        """Everything below an element, in order."""
        for element in parent:
            name = name_of(element)
            if name == "r":
                self._run(element)
            elif name == "AlternateContent":
                # The first alternative is the newest; the others say the same for older programs.
                first = next(iter(element), None)
                self.inside(() if first is None else first)
            elif name not in _LEFT_OUT:
                self._piece(element, name)

    def _run(self, run: Any) -> None:
        properties = child(run, "rPr")
        own = child(properties, "vanish")
        hidden = self._package.styles.hides(properties) or (self._style.hidden and own is None)
        if hidden:
            for mark in run.iter():
                if name_of(mark) == "fldChar":
                    self._fields.mark(value(mark, "fldCharType"))
            return
        around, self._letters = self._letters, self._package.styles.letters(self._style.name, properties)
        self.inside(run)
        self._letters = around

    def _piece(self, element: Any, name: str) -> None:
        if name == "fldChar":
            self._fields.mark(value(element, "fldCharType"))
        elif name == "lastRenderedPageBreak":
            self.read.turn()
        elif name == "ruby":
            self._ruby(element)
        elif name not in _PRINTED:
            self.inside(element)
        elif not self._fields.hidden:
            self._printed(element, name)

    def _printed(self, element: Any, name: str) -> None:
        if name == "t":
            self.read.write("".join(element.itertext()), self._letters)
        elif name in _SIGNS:
            self.read.write(_SIGNS[name])
        elif name in ("br", "cr"):
            self._break(value(element, "type"))
        elif name == "sym":
            self.read.write(_symbol(value(element, "char")))
        elif name in _DRAWINGS:
            self._boxes(element)
        else:
            self._note(element, name)

    def _ruby(self, element: Any) -> None:
        """Letters with their reading above them: the reading follows in brackets."""
        base, reading = child(element, "rubyBase"), child(element, "rt")
        self.inside(() if base is None else base)
        if reading is not None and not self._fields.hidden:
            self.read.write("(")
            self.inside(reading)
            self.read.write(")")

    def _break(self, kind: str | None) -> None:
        if kind == "page":
            if not self._package.has_rendered_breaks:
                self.read.turn()
            if self.read.line_is_empty:
                return
        self.read.end_line()

    def _note(self, element: Any, name: str) -> None:
        kind = _NOTES[name]
        count = self._fields.notes[kind] = self._fields.notes.get(kind, 0) + 1
        # A mark of the author's own is printed by the text after it and by the note itself.
        own = is_on(value(element, "customMarkFollows") or "0")
        mark = "" if own else f"[{count}]" if kind == "footnote" else f"[미주 {count}]"
        self.read.write(mark)
        self.read.notes.append((kind, value(element, "id") or "", mark))

    def _boxes(self, element: Any) -> None:
        """The text boxes of a drawing; a box within a box belongs to the outer one's text."""
        for each in element:
            name = name_of(each)
            if name == "txbxContent":
                self.read.boxes.append(each)
            elif name == "AlternateContent":
                first = next(iter(each), None)
                self._boxes(() if first is None else first)
            else:
                self._boxes(each)


def _symbol(code: str | None) -> str:
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    # Fonts of symbols are coded either from 0 or from F000 on.
    return symbol(chr(point if point >= 0xF000 or point > 0xFF else point + 0xF000)) if 0 < point < 0xFFFE else ""
