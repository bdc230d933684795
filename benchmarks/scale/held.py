"""What Seogo itself holds of a whole archive in memory, whatever engine it asks: megabytes, and bytes an article.

Each part is made of the same articles in the way in which a run of the indexer or a server makes it; its memory is what
this process has grown by, its kept size what the index keeps of it.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from archive.analysis import build_analyzer
from archive.completion.counting import Counts
from archive.correction.lexicon import Lexicon
from archive.records import SourceRecord
from archive.stored import StoredArticle, unpack, unpack_letters
from archive.trends.gathering import Gathering
from archive.trends.vocabulary import Vocabulary
from benchmarks.scale.file import read
from benchmarks.scale.measure import memory


class Held(NamedTuple):
    """Megabytes that a part takes in memory, and bytes that an index keeps of it (0 where it is made anew)."""

    megabytes: float
    kept: int


def held(file: Path) -> dict[str, dict[str, Any]]:
    """Each part by its name, for the archive in a file."""
    _keep_words(file)
    # A process for each: memory that one part gives back would be taken again by the next, unseen.
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as pool:
        return {name: pool.submit(_grown, name, file).result()._asdict() for name in _PARTS}


def _grown(name: str, file: Path) -> Held:
    gc.collect()
    before = memory().resident
    part, kept = _PARTS[name](file)
    gc.collect()
    grown = memory().resident - before
    del part
    return Held(grown, kept)


def _articles(file: Path) -> Iterator[StoredArticle]:
    return (unpack(stored) for source in read(file) for stored in source.stored)


def _records(file: Path) -> tuple[object, int]:
    records = {source.name: source.record for source in read(file)}
    return {n: SourceRecord.from_bytes(each) for n, each in records.items()}, sum(map(len, records.values()))


def _gathered(file: Path) -> tuple[Gathering, int]:
    gathering = Gathering(Vocabulary(), build_analyzer)
    for article in _articles(file):
        gathering.take(article)
    return gathering, 0


def _keep_words(file: Path) -> None:
    """Put the vocabulary beside the archive, as an index keeps it; the language models that it needs stay here."""
    gathering, _ = _gathered(file)
    _words_place(file).write_bytes(gathering.vocabulary(_ids(file)).as_bytes())


def _vocabulary(file: Path) -> tuple[Vocabulary, int]:
    kept = _words_place(file).read_bytes()
    return Vocabulary.from_bytes(kept), len(kept)


def _words_place(file: Path) -> Path:
    return file.with_suffix(".words")


def _counts(file: Path) -> tuple[Counts, int]:
    counts = Counts()
    for article in _articles(file):
        counts.add(article)
    return counts, len(counts.as_bytes())


def _terms(file: Path) -> Counter[str]:
    return Counter(term for article in _articles(file) for term in set(article.words.terms) if len(term) > 1)


def _lexicon(file: Path) -> Lexicon:
    return Lexicon(_terms(file), {})


def _letters(file: Path) -> dict[str, str]:
    stored = (each for source in read(file) for each in source.stored)
    return {str(number): unpack_letters(each) for number, each in enumerate(stored)}


def _ids(file: Path) -> set[str]:
    return {article.article.id for article in _articles(file)}


_PARTS: Mapping[str, Callable[[Path], tuple[object, int]]] = {
    "records of files": _records,
    "ids of articles": lambda file: (_ids(file), 0),
    "words, while indexing": _gathered,
    "words, while serving": _vocabulary,
    "phrases, while indexing": _counts,
    "terms with their counts": lambda file: (_terms(file), 0),
    "terms by their keys": lambda file: (_lexicon(file), 0),
    "letters, were all asked for": lambda file: (_letters(file), 0),
}
"""Where they are: SourceRecord in archive/catalog.py and indexer/pipeline.py; ids there and in indexer/phrasing.py;
archive/trends/gathering.py and vocabulary.py; archive/completion/counting.py; Generation.frequencies;
archive/correction/lexicon.py; archive/texts.py, which keeps 20,000 of them."""
