"""Issue 307 as other editors would have mailed it becomes the articles that a careful reader finds in it.

The files and what must come out of them stand in tests/golden/issues, written by `python -m tests.making.variants`
without the splitter.
"""

from __future__ import annotations

import json
import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

import pytest

from archive.checked import Sureness
from archive.models import Article
from indexer.document import Document
from indexer.parse import Parsed, parse_bytes
from indexer.readers import read
from indexer.splitter import split
from tests.making import variants as generator
from tests.making.variants import FOLDER, expectation_text, path_of_expectation, reads_the_same, variants
from tests.making.variants_layout import Variant
from tests.split_helpers import assert_accounts_for_every_character, visible

FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".json")
BY_NAME: dict[str, tuple[str, Variant]] = variants()
WORDS: tuple[Sureness, ...] = get_args(Sureness)
"""From the surest on."""


def test_there_are_variants() -> None:
    assert len(FILES) >= 25
    assert len({Path(name).suffix for name in FILES}) >= 4


def test_the_folder_holds_the_variants_and_nothing_else() -> None:
    assert sorted(BY_NAME) == FILES
    assert sorted(path.name for path in FOLDER.glob("*.json")) == sorted(
        path_of_expectation(Path(n)).name for n in FILES
    )


def test_the_splitter_has_no_part_in_what_is_expected() -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path(generator.__file__).parent.glob("variants*.py")]
    asked = {
        line for source in sources for line in source.split("\n") if re.match(r"(from|import) .*(indexer|split)", line)
    }
    assert asked == {"from indexer.readers import read"}


@pytest.mark.parametrize("name", FILES)
def test_the_articles_are_those_that_a_reader_finds(name: str) -> None:
    issue, wanted = parsed(name).issue, expectation(name)
    assert (issue.number, issue.date and issue.date.isoformat()) == (wanted["number"], wanted["date"])
    assert [article.title for article in issue.articles] == [article["title"] for article in wanted["articles"]]
    assert [as_expected(article) for article in issue.articles] == wanted["articles"]


@pytest.mark.parametrize("name", FILES)
def test_the_split_is_as_sure_as_its_evidence(name: str) -> None:
    check, bounds = parsed(name).check, expectation(name)["sure"]
    assert check is not None
    surest, least_sure = bounds["most"] or WORDS[0], bounds["least"] or WORDS[-1]
    assert WORDS.index(surest) <= WORDS.index(check.sureness) <= WORDS.index(least_sure), check.sureness


@pytest.mark.parametrize("name", FILES)
def test_every_character_is_accounted_for(name: str) -> None:
    document = read((FOLDER / name).read_bytes(), name)
    assert isinstance(document, Document)
    assert_accounts_for_every_character(document, split(document))


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_what_its_generator_makes(name: str) -> None:
    about, variant = BY_NAME[name]
    assert reads_the_same(FOLDER / name, variant)
    assert path_of_expectation(FOLDER / name).read_text(encoding="utf-8") == expectation_text(about, variant)


@cache
def parsed(name: str) -> Parsed:
    return parse_bytes((FOLDER / name).read_bytes(), name)


@cache
def expectation(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path_of_expectation(FOLDER / name).read_text(encoding="utf-8"))
    return found


def as_expected(article: Article) -> dict[str, Any]:
    """An article in the words of an expectation."""
    letters = visible(article.text)
    return {
        "section": article.section,
        "title": article.title,
        "outlets": [outlet.as_json() for outlet in article.outlets],
        "source_note": article.source_note,
        "page": article.page,
        "headings": [block.text for block in article.blocks if block.kind == "heading"],
        "body": {
            "characters": len(letters),
            "sha256": sha256(letters.encode()).hexdigest(),
            "first": letters[:30],
            "last": letters[-30:],
        },
    }
