"""One page of a PDF as a picture; run as a program of its own, so that a damaged file can hurt nobody else.

    python -m archive.page_rendering FILE PAGE PICTURE

Exit status 0 and the picture is there, 3 if there is no such page, anything else if it cannot be rendered.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

MEMORY = 2 * 1024**3
"""Bytes of address space."""

SECONDS = 30
"""Seconds of processor time."""

WIDTH = 1240
"""Pixels: A4 at 150 dots an inch, sharp on a dense screen at half of it."""

NO_SUCH_PAGE = 3


def main(arguments: list[str]) -> int:
    """Render the page (counted from 1) of a file as WebP. The picture appears whole or not at all."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    import pypdfium2

    file, page, picture = Path(arguments[0]), int(arguments[1]), Path(arguments[2])
    with pypdfium2.PdfDocument(file) as document:
        if not 1 <= page <= len(document):
            return NO_SUCH_PAGE
        of_page = document[page - 1]
        image = of_page.render(scale=WIDTH / max(1.0, of_page.get_width())).to_pil()
    draft = picture.with_suffix(f".{page}.new")
    try:
        image.save(draft, format="WEBP", quality=80)
        draft.replace(picture)
    finally:
        draft.unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
