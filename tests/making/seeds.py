"""Issue 307 in every format that is read, as sound files to be damaged.

python -m tests.making.seeds FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from tests.corpora import ISSUE_307, ready
from tests.making import docx, eml, html, hwpx, markdown, pdf

SEEDS: dict[str, Callable[[], bytes]] = {
    "307.txt": ISSUE_307.read_bytes,
    "307.jsonl": lambda: "".join(ready(f"a-{number}", f"글 {number}") for number in range(50)).encode(),
    "307.docx": docx.docx_307,
    "307.hwpx": lambda: hwpx.save(hwpx.document_307()),
    "307.hwp": lambda: hwpx.save_binary(hwpx.document_307()),
    "307.html": lambda: html.html_307().encode(),
    "307-mail.html": lambda: html.mail_307().encode(),
    "307.eml": eml.eml_307,
    "307.md": lambda: markdown.markdown_307().encode(),
    "307.pdf": pdf.chromium_307,
}


def write_seeds(folder: Path) -> None:
    """Write them all into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in SEEDS.items():
        (folder / name).write_bytes(make())


if __name__ == "__main__":
    write_seeds(Path(sys.argv[1]))
