"""Issue 307 as other editors, in other years, would have mailed it: `python -m tests.making.variants` writes the files.

Every variant rearranges the real text by the outside reference (tests/golden/307.articles.json) and says itself which
articles are in it; the splitter has no part in that.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from indexer.readers import read
from tests.making import (
    variants_contents,
    variants_credits,
    variants_furniture,
    variants_held,
    variants_held_hard,
    variants_held_styled,
    variants_later,
    variants_later_hard,
    variants_later_styled,
    variants_letters,
    variants_mail,
    variants_numbers,
    variants_styled,
)
from tests.making.variants_layout import Variant
from tests.making.variants_stories import ROOT, expected

_ZIP = b"PK"
FOLDER = ROOT / "tests/golden/issues"
_ROOMS = (
    variants_numbers,
    variants_contents,
    variants_credits,
    variants_letters,
    variants_mail,
    variants_furniture,
    variants_styled,
    variants_held,
    variants_held_hard,
    variants_held_styled,
    variants_later,
    variants_later_hard,
    variants_later_styled,
)


def variants() -> dict[str, tuple[str, Variant]]:
    """Every variant by the name of its file: what is different about it, and the variant."""
    every: list[Callable[[], Variant]] = [make for room in _ROOMS for make in room.VARIANTS]
    made = {make.__name__.replace("_", "-"): (make.__doc__ or "", make()) for make in every}
    assert len(made) == len(every), "two variants have one name"
    return {(variant.stem or name) + variant.suffix: (about, variant) for name, (about, variant) in made.items()}


def expectation(about: str, variant: Variant) -> dict[str, Any]:
    """What must come out of a variant, as the JSON beside it says.

    `sure` bounds the word for the split as a whole: `least` where the evidence suffices for it, `most` where only
    position tells.
    """
    return {
        "about": about,
        "number": variant.number,
        "date": variant.date,
        "sure": {"least": variant.least, "most": variant.most},
        "articles": [expected(story) for story in variant.stories],
    }


def expectation_text(about: str, variant: Variant) -> str:
    """The JSON beside a variant."""
    return json.dumps(expectation(about, variant), ensure_ascii=False, indent=1) + "\n"


def path_of_expectation(path: Path) -> Path:
    """The JSON beside a file."""
    return path.with_suffix(".json")


def reads_the_same(stored: Path, variant: Variant) -> bool:
    """Whether the file holds this variant: the same bytes, or a zip, in which times and identifiers vary, of the same.

    Of a zip the lines and their headings are compared; remove one to have it made anew with other looks.
    """
    data = stored.read_bytes()
    zipped = variant.data.startswith(_ZIP)
    return data == variant.data or (zipped and read(data, stored.name) == read(variant.data, stored.name))


def write() -> None:
    """Write every variant with its expected articles, and remove what is no variant any more."""
    made = variants()
    FOLDER.mkdir(exist_ok=True)
    known = {path for name in made for path in (FOLDER / name, path_of_expectation(FOLDER / name))}
    for path in set(FOLDER.iterdir()) - known:
        path.unlink()
    for name, (about, variant) in made.items():
        path = FOLDER / name
        if not path.exists() or not reads_the_same(path, variant):
            path.write_bytes(variant.data)
        path_of_expectation(path).write_text(expectation_text(about, variant), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
