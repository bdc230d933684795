"""How messages are found in the code, and the command that brings the catalogs up to date: `make translations`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from archive.language import LANGUAGES, OWN

ROOT = Path(__file__).resolve().parents[1]
MESSAGES: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "ngettext": (1, 2)}
"""What says a message, and which of its arguments are forms of one."""


def mappings() -> tuple[list[tuple[str, str]], dict[str, dict[str, str]]]:
    """Which files are read how, and with which options: [tool.babel] of pyproject.toml."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["babel"]["mappings"]
    methods = [(each["pattern"], each["method"]) for each in told]
    options = {each["pattern"]: {k: v for k, v in each.items() if k not in ("pattern", "method")} for each in told}
    return methods, options


def spoken() -> Iterator[tuple[str | tuple[str, ...], str]]:
    """Every message of the code with the place where it is said, in the order of files and lines."""
    for part in ("archive", "webui"):
        found = extract_from_dir(ROOT / part, *mappings(), keywords=MESSAGES)
        for file, line, message, *_rest in sorted(found, key=lambda message: message[:2]):
            yield message, f"{part}/{file}:{line}"


def main() -> None:
    """Take new messages into each catalog, drop those that nobody says any more; what is to be written stays empty."""
    template = Catalog()
    for message, _place in spoken():
        template.add(message)
    for code in LANGUAGES:
        if code != OWN:
            _update(ROOT / f"archive/translations/{code}.po", code, template)


def _update(path: Path, code: str, template: Catalog) -> None:
    with path.open("rb") as file:
        catalog = read_po(file, locale=code)
    catalog.update(template, no_fuzzy_matching=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=120, no_location=True, omit_header=True, ignore_obsolete=True)
    empty = sum(not message.string or not all(message.string) for message in catalog if message.id)
    print(f"{path.relative_to(ROOT)}: {len(catalog)} messages, {empty} to be written")


if __name__ == "__main__":
    main()
