"""Files that are made to do harm to who reads them: small ones that become huge, loops, nests, and what patterns hate.

python -m tests.making.bombs FOLDER
"""

from __future__ import annotations

import io
import sys
import zipfile
import zlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from hwpx.document import HwpxDocument

from tests.making import hwpx
from tests.making.docx_parts import rewritten

HEAD = "주간 중국 창업 제9호 2022-12-14\n"
MEGABYTE = 1024**2


def zip_bomb(megabytes: int = 300) -> bytes:
    """A Word file of a few hundred kilobytes whose text is so long."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "<Types/>")
        with bomb.open("word/document.xml", "w") as part:
            for _ in range(megabytes):
                part.write(b" " * MEGABYTE)
    return made.getvalue()


def billion_laughs() -> bytes:
    """Ten entities, each ten of the one before, in a document of Hangul."""
    names = "abcdefghij"
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    text = f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "하하하">{entities}]><s>&j;</s>'
    sound = hwpx.save(HwpxDocument.new())
    return rewritten(sound, {"Contents/section0.xml": lambda _: text.encode()})


def wide_table(columns: int = 200_000) -> bytes:
    """A page with one table of so many columns, and a cell that says it spans a billion."""
    cells = "".join(f"<td>{number}</td>" for number in range(columns))
    return f"<h1>표</h1><table><tr>{cells}</tr><tr><td colspan=1000000000>한 칸</td></tr></table>".encode()


def wide_markdown(columns: int = 200_000) -> bytes:
    """The same in Markdown."""
    return f"# 표\n\n|{'가|' * columns}\n|{'-|' * columns}\n|{'나|' * columns}\n".encode()


def nested_mail(depth: int = 1000) -> bytes:
    """A mail in a mail in a mail."""
    head = b"From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n"
    return head * depth + b"Subject: last\r\n\r\n" + HEAD.encode()


def nested_parts(depth: int = 1000) -> bytes:
    """Parts in parts in parts."""
    begins = "".join(
        f'Content-Type: multipart/mixed; boundary="{number}"\r\n\r\n--{number}\r\n' for number in range(depth)
    )
    return f"Subject: x\r\nMIME-Version: 1.0\r\n{begins}Content-Type: text/plain\r\n\r\n글\r\n".encode()


def nested_html(depth: int = 100_000) -> bytes:
    """Boxes in boxes."""
    return b"<div>" * depth + "글".encode() + b"</div>" * depth


def looping_pdf(times: int = 1000) -> bytes:
    """A page that draws a form which draws itself, below a tree of pages whose root is its own child."""
    drawn = b"/X Do " * times
    return _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2000000000>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 4 0 R>>>>>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X 4 0 R>>>>/Length %d>>stream\n%s\nendstream"
        % (len(drawn), drawn),
    )


def huge_page_pdf() -> bytes:
    """A page of a thousand kilometres with ten million strokes, packed a thousand to one."""
    strokes = zlib.compress(b"0 0 m 1 1 l S " * 10_000_000, 9)
    return _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 3000000000 3000000000]/UserUnit 1000/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(strokes), strokes),
    )


def tiny_lines(megabytes: int = 20) -> bytes:
    """A text of lines with one syllable each."""
    return HEAD.encode() + ("가\n" * (megabytes * MEGABYTE // 4)).encode()


def long_lines(unit: str, megabytes: int = 1) -> bytes:
    """A text of one line that is the same over and over: what a pattern goes back and forth in."""
    return (HEAD + unit * (megabytes * MEGABYTE // len(unit.encode())) + "\n끝\n").encode()


UNITS = (
    " ",
    "\t",
    "(",
    "(가",
    "[가]",
    "1.",
    "1 ",
    ".",
    "·",
    "…",
    "-",
    "■",
    "제1",
    "2022.",
    "가 ",
    "a",
    "http://a",
    "中(",
)
"""What single lines are made of: all that numbers, ornaments, brackets, gaps, dates and addresses are found by."""

BOMBS: dict[str, Callable[[], bytes]] = {
    "zip-bomb.docx": zip_bomb,
    "laughs.hwpx": billion_laughs,
    "wide-9-2022-12-14.html": wide_table,
    "wide-9-2022-12-14.md": wide_markdown,
    "boxes.html": nested_html,
    "mail.eml": nested_mail,
    "parts.eml": nested_parts,
    "loop.pdf": looping_pdf,
    "huge.pdf": huge_page_pdf,
    "lines.txt": tiny_lines,
    "json.jsonl": lambda: b"[" * 1_000_000,
    **{f"line-{number}.txt": (lambda unit=unit: long_lines(unit)) for number, unit in enumerate(UNITS)},  # type: ignore[misc]
}
"""Each by the name of its file; making one may take some seconds."""


def _pdf(*objects: bytes) -> bytes:
    """A file of these objects, numbered from 1; the first is its catalog."""
    data, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(objects) + 1, table, end)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in BOMBS.items():
        (folder / name).write_bytes(make())
