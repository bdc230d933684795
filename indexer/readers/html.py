"""Web pages and the HTML of mails: the lines that a browser without scripts would show."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from archive.errors import IssueError
from indexer.document import Document
from indexer.readers.disguises import refuse_disguise
from indexer.readers.html_charset import decode_html
from indexer.readers.html_flow import print_page
from indexer.readers.html_styles import Styles, read_styles
from indexer.readers.rows import Sheet
from indexer.readers.sizes import set_levels
from indexer.readers.telling import tell

_LONGEST_TITLE = 200
_LEAST_SHOWN = 1 / 3
"""A mail with a copy for telephones shows about half of its text."""
_OF_LETTERS = re.compile(r"</?(?:b|i|u|s|em|strong|font|span|small|big|tt|strike|a)(?:\s[^<>]*)?>", re.IGNORECASE)


def read_html(data: bytes, file: str) -> Document:
    """The rows of a web page; scripts, styles and hidden elements are left out, and nothing is ever fetched.

    The title, which a browser shows in its frame, is the first row only if it gives the number or date that the page
    does not. Raises IssueError if nothing is shown, or if the letters' encoding cannot be known.
    """
    refuse_disguise(data, file, "html")
    text = decode_html(data, file)
    if "\0" in text:
        raise IssueError(file, f"{file}: 글자가 아닌 파일입니다. 브라우저에서 HTML로 다시 저장해 주세요.")
    root = parse_html(text, file)
    document = html_sheet(root).document(file)
    title = "" if root is None else "".join(root.xpath("string(//title)")).strip()
    return tell(document, [title[:_LONGEST_TITLE]])


def parse_html(text: str, file: str) -> Any | None:
    """The root element of a page, None if it has none. Raises IssueError if the parser gives up."""
    shown = text.replace("\0", "\ufffd")
    try:
        root, whole = _parse(shown)
        if not whole:
            # Tags of letters that are opened and never closed nest without end; their text is all that counts.
            root, whole = _parse(_OF_LETTERS.sub("", shown))
        if not whole:
            message = "태그가 지나치게 깊게 겹쳐 있습니다. 브라우저에서 열어 글만 텍스트로 저장해 주세요."
            raise IssueError(file, f"{file}: {message}")
        return root
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        if isinstance(error, etree.XMLSyntaxError) and not text.strip():
            return None
        message = f"{file}: HTML로 읽을 수 없습니다. 브라우저에서 열어 다시 저장하거나 글만 텍스트로 저장해 주세요."
        raise IssueError(file, message) from error


def _parse(text: str) -> tuple[Any | None, bool]:
    """The root element, and whether all of the page is below it: the parser leaves out what is nested too deep."""
    # A parser of bytes: a declaration inside would contradict characters that are decoded already.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    return root, all(error.type != etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)


def html_sheet(root: Any | None) -> Sheet:
    """The rows that a page prints.

    What styles hide is not believed if it is most of the page: it waits for a script that shows it.
    """
    if root is None:
        return Sheet()
    styles = read_styles(root)
    shown = _printed(root, styles)
    if not styles.hide:
        return shown
    whole = _printed(root, styles.that_show())
    return shown if _letters(shown) >= _LEAST_SHOWN * _letters(whole) else whole


def _printed(root: Any, styles: Styles) -> Sheet:
    sheet = Sheet()
    print_page(root, sheet, styles)
    set_levels(sheet)
    return sheet


def _letters(sheet: Sheet) -> int:
    return sum(len(row.text) for row in sheet.rows)
