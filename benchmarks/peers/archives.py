"""The archives that are compared, each with a folder of its own: issues, Seogo's indexes, and its articles as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from archive.engines import open_engine
from archive.models import Article
from archive.records import SourceRecord
from archive.settings import Settings
from archive.stored import unpack_article

SIZES = {"long": (("long", 3500),), "leads": (("leads", 20000),)}
"""What --articles names: kind and number of articles."""

GROWTH = (("long", 350), ("long", 3500), ("long", 35000))
STEP = 500
"""Articles that are read from an index at once."""


@dataclass(frozen=True, slots=True)
class Place:
    """The archive of so many articles of a kind (`long` or `leads`) below `folder`."""

    folder: Path
    kind: str
    articles: int

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.articles}"

    @property
    def root(self) -> Path:
        return self.folder / self.name

    @property
    def corpus(self) -> Path:
        return self.root / "corpus"

    @property
    def rows(self) -> Path:
        """Its articles as Seogo's index holds them, one JSON object a line: what the others are given."""
        return self.root / "articles.jsonl"

    def index(self, engine: str) -> Path:
        """Where Seogo keeps it with this engine."""
        return self.root / engine / "index"


@dataclass(frozen=True, slots=True)
class Row:
    """An article as all sides have it; `outlet` is its first one's Korean name, `year` that of `date` (YYYY-MM-DD)."""

    id: str
    title: str
    section: str | None
    outlet: str | None
    date: str
    year: int
    text: str


def named(folder: Path, names: Sequence[str]) -> list[Place]:
    """The archives that --articles names: long, leads, growth, or a kind with a number (long-200)."""
    found: dict[tuple[str, int], None] = {}
    for name in names:
        kind, _, number = name.partition("-")
        if number.isdecimal() and kind in SIZES:
            pairs: Iterable[tuple[str, int]] = [(kind, int(number))]
        elif name in (*SIZES, "growth"):
            pairs = GROWTH if name == "growth" else SIZES[name]
        else:
            raise SystemExit(f"--articles {name}: long, leads, growth, long-N, leads-N 가운데 하나를 적어 주세요.")
        found.update(dict.fromkeys(pairs))
    return [Place(folder, *each) for each in found]


def only_grows(place: Place) -> bool:
    """Whether an archive is there only to see how things grow."""
    pair = place.kind, place.articles
    return pair in GROWTH and pair not in SIZES["long"]


def place_of(folder: Path, name: str) -> Place:
    """The archive that has this name (`Place.name`)."""
    kind, _, articles = name.partition("-")
    return Place(folder, kind, int(articles))


def keep_rows(place: Place, engine: str) -> None:
    """Write the articles that this engine's index holds to `place.rows`; a file that is there is replaced."""
    with place.rows.open("w", encoding="utf-8") as file:
        for article in _indexed(Settings(index=place.index(engine), engine=engine)):
            file.write(json.dumps(asdict(_row(article)), ensure_ascii=False) + "\n")


def rows(file: Path) -> Iterator[Row]:
    """The articles that `keep_rows` wrote, in order of issues."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield Row(**json.loads(line))


def _indexed(settings: Settings) -> Iterator[Article]:
    snapshot = open_engine(settings).snapshot()
    records = sorted(snapshot.sources().items())
    keys = [key for _, record in records for key in SourceRecord.from_bytes(record).articles]
    for start in range(0, len(keys), STEP):
        for stored in snapshot.stored(keys[start : start + STEP]):
            assert stored is not None, "a record names an article that its index does not hold"
            yield unpack_article(stored)


def _row(article: Article) -> Row:
    outlet = article.outlets[0].name if article.outlets else None
    day = article.date
    return Row(article.id, article.title, article.section, outlet, day.isoformat(), day.year, article.text)
