"""How a browser sets a page in lines: blocks, breaks, lists and tables, walked without recursion."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from indexer.readers.html_letters import PLAIN, letters_of
from indexer.readers.html_looks import ListFrame, Looks, is_hidden, keeps_lines, spaced, unseen
from indexer.readers.html_styles import Styles
from indexer.readers.html_tables import TableFrame, span
from indexer.readers.rows import Sheet, add_table
from indexer.readers.sizes import Letters, add_line, letters_of_all

# fmt: off
_LEFT_OUT = frozenset([
    "script", "style", "template", "noscript", "title", "meta", "link", "base", "svg", "object", "iframe", "frame",
    "canvas", "audio", "video", "select", "datalist", "map", "applet", "embed", "annotation", "annotation-xml",
])
_APART = frozenset([
    "blockquote", "figure", "hr", "p", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "listing", "xmp",
])
_BLOCKS = _APART.union([
    "address", "article", "aside", "body", "center", "dd", "details", "dialog", "dir", "div", "dt", "fieldset",
    "figcaption", "footer", "form", "header", "hgroup", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup",
    "option", "search", "section", "summary", "ul", "caption", "td", "th", "tr", "table", "tbody", "thead", "tfoot",
])
# fmt: on
_HEADING = re.compile("h([1-6])")
_LISTS = ("ul", "ol", "menu", "dir")
_SPACE = re.compile("[ \t\r\n\f]+")
_LINES = re.compile("\r\n|\r|\n")


def print_page(root: Any, sheet: Sheet, styles: Styles) -> None:
    """Write the lines of the page with this root element on a sheet, without what these styles hide."""
    _Printer(sheet, styles).page(root)


class _Flow:
    """A column of lines (the page, a cell): what was written on the line that is not yet ended."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.heading: int | None = None
        self._letters: Letters | None = None
        self._parts: list[str] = []
        self._sign = ""

    def write(self, text: str, letters: Letters) -> None:
        """Running text: white space is one space, and none where a line begins."""
        shown = _SPACE.sub(" ", text)
        if not self._parts or self._parts[-1].endswith((" ", "\t")):
            shown = shown.removeprefix(" ")
        self._add(shown, letters)

    def write_kept(self, text: str, letters: Letters) -> None:
        """Text whose spaces and line breaks are kept."""
        first, *others = _LINES.split(text)
        self._add(first, letters)
        for line in others:
            self.line_break()
            self._add(line, letters)

    def put_sign(self, sign: str) -> None:
        """What is printed before the next text: an item's number, behind that of the list around it if none came."""
        self._sign += sign

    def end_item(self) -> None:
        """An item is over; of one without text its number is shown, and a dot is not."""
        sign, self._sign = self._sign.strip(), ""
        if any(map(str.isalnum, sign)):
            self._parts.append(sign)
            self.end_line()

    def end_line(self) -> None:
        """The line, if anything is on it, is full."""
        line, self._parts = "".join(self._parts).rstrip(" \t"), []
        if line:
            add_line(self.sheet, line, self.heading, self._letters)
        self._letters = None

    def line_break(self) -> None:
        """A break that the author put: on an empty line it makes a blank one."""
        if any(part.strip(" \t") for part in self._parts):
            self.end_line()
        else:
            self.sheet.line("")
            self._parts = []

    def _add(self, text: str, letters: Letters) -> None:
        self._letters = letters_of_all(self._letters, text, letters)
        if text and self._sign:
            text, self._sign = self._sign + text, ""
        if text:
            self._parts.append(text)


class _Printer:
    def __init__(self, sheet: Sheet, styles: Styles) -> None:
        self._styles = styles
        self._flows = [_Flow(sheet)]
        self._tables: list[TableFrame] = []
        self._lists: list[ListFrame] = []
        self._kept: list[Any] = []
        self._unseen: list[tuple[Any, dict[str, bool]]] = []
        self._letters: list[tuple[Any, Letters]] = [(None, PLAIN)]

    @property
    def _flow(self) -> _Flow:
        return self._flows[-1]

    def page(self, root: Any) -> None:
        """All of a page, in order."""
        walker = etree.iterwalk(root, events=("start", "end"))
        hidden: Any = None
        for event, element in walker:
            if hidden is None and event == "start":
                looks = Looks(element, self._styles.of(element))
                if element.tag in _LEFT_OUT or is_hidden(looks):
                    hidden = element
                else:
                    self._start(element, looks)
                    self._text(element.text)
            elif event == "end" and hidden in (None, element):
                if hidden is None:
                    self._end(element)
                hidden = None
                if element is not root:
                    self._text(element.tail)
        self._flow.end_line()

    def _text(self, text: str | None) -> None:
        if not text or (self._unseen and any(self._unseen[-1][1].values())):
            return
        # White space between rows and cells is no text.
        if self._tables and len(self._flows) == self._tables[-1].depth and not text.strip():
            return
        if self._kept:
            self._flow.write_kept(text, self._letters[-1][1])
        else:
            self._flow.write(text, self._letters[-1][1])

    def _start(self, element: Any, looks: Looks) -> None:
        tag = element.tag
        if said := unseen(looks):
            self._unseen.append((element, {**(self._unseen[-1][1] if self._unseen else {}), **said}))
        if (letters := letters_of(looks, self._letters[-1][1])) != self._letters[-1][1]:
            self._letters.append((element, letters))
        if tag == "br":
            self._flow.line_break()
        elif tag == "q":
            self._text("“")
        elif tag in ("td", "th"):
            self._start_cell(element)
        elif tag in _BLOCKS:
            self._start_block(element, looks)
        kept = keeps_lines(looks)
        if kept:
            self._kept.append(element)

    def _start_block(self, element: Any, looks: Looks) -> None:
        tag = element.tag
        self._flow.end_line()
        if tag in _APART and spaced(looks):
            self._flow.sheet.gap()
        if match := _HEADING.fullmatch(tag):
            self._flow.heading = int(match[1])
        elif tag in _LISTS:
            if not self._lists:
                self._flow.sheet.gap()
            self._lists.append(ListFrame(looks, len(self._lists)))
        elif tag == "li":
            frame = self._lists[-1] if self._lists else ListFrame(looks, 0)
            self._flow.put_sign(frame.sign(looks))
        elif tag == "table":
            self._tables.append(TableFrame(looks, len(self._flows)))
        elif tag == "tr" and self._tables:
            self._tables[-1].start_row()

    def _start_cell(self, element: Any) -> None:
        if self._tables:
            self._tables[-1].columns = span(element, "colspan")
            self._tables[-1].rows_down = span(element, "rowspan")
            self._flow.end_line()
            self._flows.append(_Flow(Sheet(self._flow.sheet.page)))

    def _end(self, element: Any) -> None:
        tag = element.tag
        if self._kept and self._kept[-1] is element:
            self._kept.pop()
        if tag == "q":
            self._text("”")
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag in _BLOCKS:
            self._end_block(element)
        if self._unseen and self._unseen[-1][0] is element:
            self._unseen.pop()
        if self._letters[-1][0] is element:
            self._letters.pop()

    def _end_block(self, element: Any) -> None:
        tag = element.tag
        self._flow.end_line()
        if tag == "table" and self._tables:
            self._end_table()
        elif tag in _LISTS and self._lists:
            self._lists.pop()
            if not self._lists:
                self._flow.sheet.gap()
        elif tag == "li":
            self._flow.end_item()
        elif _HEADING.fullmatch(tag):
            self._flow.heading = None
        if tag in _APART and spaced(Looks(element)):
            self._flow.sheet.gap()

    def _end_cell(self) -> None:
        if self._tables and len(self._flows) > self._tables[-1].depth:
            flow = self._flows.pop()
            flow.end_line()
            self._tables[-1].add_cell(flow.sheet.rows)

    def _end_table(self) -> None:
        frame = self._tables.pop()
        if self._tables:
            self._tables[-1].nested = True
        arranged = frame.layout or frame.nested
        sheet = self._flow.sheet
        if not arranged:
            sheet.gap()
        add_table(sheet, frame.rows, arranged)
        if not arranged:
            sheet.gap()
