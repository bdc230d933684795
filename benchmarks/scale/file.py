"""A made archive as a file: every engine reads the very same articles, and none waits for their analysis.

For each source a line of JSON (its name, its record, the bytes of each of its articles), then what is stored of its
articles, one after the other. Beside it stands what was counted while it was made, and where each source begins.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import IO, NamedTuple

from tqdm import tqdm

from archive.analysis import Analysis
from archive.models import Article
from archive.records import IssueRecord, SourceRecord
from archive.stored import pack, searchable_parts
from benchmarks.scale.archive import Ingredients, Maker

MOST_TOGETHER = 200
"""Articles of a source at most; a week that has more is several files, as a press archive has them."""

NEWSLETTER = "큰 서고"


class Source(NamedTuple):
    """A corpus file: its name, its record, and what is stored of each article."""

    name: str
    record: bytes
    stored: list[bytes]


@dataclass(slots=True)
class About:
    """What an archive has: articles, bytes of their searchable text in UTF-8 and its code points, stored bytes, tokens
    of both streams and how many different ones, and where in the file each source begins."""

    articles: int
    seed: int
    text: int = 0
    code_points: int = 0
    stored: int = 0
    words: int = 0
    letters: int = 0
    different_words: int = 0
    different_letters: int = 0
    starts: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Week:
    sources: list[Source]
    about: About
    words: set[str]
    letters: set[str]


def place_of(folder: Path, articles: int) -> Path:
    """The file of an archive of so many articles."""
    return folder / f"articles-{articles}.bin"


def about(place: Path) -> About:
    """What was counted of an archive. Raises FileNotFoundError where it was not made to its end."""
    return About(**json.loads(place.with_suffix(".json").read_text(encoding="utf-8")))


def make(ingredients: Ingredients, articles: int, seed: int, place: Path) -> About:
    """Make an archive on all cores, week by week, and write it to `place`."""
    total, words, letters = About(articles, seed), set[str](), set[str]()
    weeks = range(len(Maker(ingredients, articles, seed).weeks))
    # Fresh processes: the language model that analyzed the sentences has threads, which do not live through a fork.
    pool = ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), _take, (ingredients, articles, seed))
    with pool, place.open("wb") as file, tqdm(total=articles, desc=f"{articles} articles", disable=None) as bar:
        for made in pool.map(_week, weeks):
            for source in made.sources:
                total.starts.append(file.tell())
                _write(file, source)
            _count(total, made.about)
            words |= made.words
            letters |= made.letters
            bar.update(made.about.articles)
    total.different_words, total.different_letters = len(words), len(letters)
    place.with_suffix(".json").write_text(json.dumps(asdict(total)), encoding="utf-8")
    return total


def read(place: Path, start: int = 0) -> Iterator[Source]:
    """The sources of an archive in order, from the one that begins at this byte."""
    with place.open("rb") as file:
        file.seek(start)
        while line := file.readline():
            head = json.loads(line)
            yield Source(head["name"], head["record"].encode(), [file.read(size) for size in head["sizes"]])


def _write(file: IO[bytes], source: Source) -> None:
    sizes = [len(each) for each in source.stored]
    head = {"name": source.name, "record": source.record.decode(), "sizes": sizes}
    file.write(json.dumps(head, ensure_ascii=False).encode() + b"\n" + b"".join(source.stored))


def _count(total: About, part: About) -> None:
    for name in ("text", "code_points", "stored", "words", "letters"):
        setattr(total, name, getattr(total, name) + getattr(part, name))


_makers: list[Maker] = []
"""The one of this process."""


def _take(ingredients: Ingredients, articles: int, seed: int) -> None:
    _makers.append(Maker(ingredients, articles, seed))


def _week(week: int) -> _Week:
    made = list(_makers[0].week(week))
    counted = _Week([], About(len(made), 0), set(), set())
    for at in range(0, len(made), MOST_TOGETHER):
        part = made[at : at + MOST_TOGETHER]
        stored = [pack(*each) for each in part]
        record = _record([article for article, _ in part], made[0][0].date).as_bytes()
        counted.sources.append(Source(f"issues/{week + 1:04}-{at // MOST_TOGETHER + 1:03}.jsonl", record, stored))
        counted.about.stored += sum(map(len, stored))
    for article, analysis in made:
        _take_note(counted, article, analysis)
    return counted


def _take_note(counted: _Week, article: Article, analysis: Analysis) -> None:
    text, about = "\n".join(searchable_parts(article)), counted.about
    about.text += len(text.encode())
    about.code_points += len(text)
    about.words += len(analysis.words)
    about.letters += len(analysis.letters)
    counted.words.update(analysis.words.terms)
    counted.letters.update(analysis.letters.terms)


def _record(articles: Sequence[Article], day: date) -> SourceRecord:
    issue = IssueRecord(articles[0].issue or 0, NEWSLETTER, day, None)
    outlets = {each.name: each.name_zh for article in articles for each in article.outlets if each.name_zh}
    return SourceRecord("0" * 64, (issue,), tuple(article.id for article in articles), outlets)
