"""The characters of a web page or a mail: by its bytes first, since what it declares is often wrong."""

from __future__ import annotations

import codecs
import re

from archive.errors import IssueError
from indexer.readers.text import decode

_META = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_BYTE_ORDER_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_WIDER = {
    "euc_kr": "cp949",
    "ksc5601": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
}
"""Encodings that a browser reads as a larger one of the same family (WHATWG Encoding, 4.2)."""
_OTHER_NAMES = {"ks_c_5601-1987": "cp949", "windows-949": "cp949", "x-windows-949": "cp949", "x-sjis": "cp932"}
_SEVEN_BITS = ("iso2022", "hz", "utf-7")
_WIDE = ("utf-16", "utf-32")


def decode_html(data: bytes, file: str, declared: str | None = None) -> str:
    """The characters of a page. `declared` is the encoding that its mail names; otherwise its own `<meta>` tells.

    A byte order mark counts most, then that the bytes are UTF-8, then what is declared, then what text files are in.
    Raises IssueError if none of these fits.
    """
    if data.startswith(_BYTE_ORDER_MARKS):
        return decode(data, file)
    meta = _META.search(data[:_DECLARED_WITHIN])
    labels = (declared, meta[1].decode("ascii", "replace") if meta else None)
    found = [known for label in labels if label and (known := _known(label))]
    # These two kinds pass for UTF-8, or for ASCII, and are not.
    telling = [name for name in found if name.startswith(_SEVEN_BITS) or (name.startswith(_WIDE) and b"\0" in data)]
    for name in (*telling, "utf-8", *found):
        try:
            return data.decode(name)
        except UnicodeError:
            continue
    try:
        return decode(data, file)
    except IssueError as error:
        said = [name for name in found if name != "utf-8"]
        raise (_damaged(data, said[0], file) if said else error) from error


def _known(name: str) -> str | None:
    """Python's name of an encoding; None if it is unknown or no encoding of text."""
    label = name.strip().lower()
    try:
        found = codecs.lookup(_OTHER_NAMES.get(label, label))
    except (LookupError, ValueError):
        return None
    text = getattr(found, "_is_text_encoding", True)
    return _WIDER.get(found.name, found.name) if text else None


def _damaged(data: bytes, name: str, file: str) -> IssueError:
    offset = 0
    try:
        data.decode(name)
    except UnicodeError as error:
        offset = getattr(error, "start", 0)
    line = data.count(b"\n", 0, offset) + 1
    message = f"{line}번째 줄에 {name.upper()} 글자가 아닌 것이 있습니다. 원본에서 UTF-8로 다시 저장해 주세요."
    return IssueError(file, f"{file}: {message}")
