"""Whether the articles named as similar are, and the time it takes to name them.

    python -m benchmarks.similar DATA [--made 3500]

DATA is a folder as docs/search-quality.md describes. Each of its paragraphs is cut in two at the middle sentence, and
each half is an article: the other half should come first, and the first three should be of the same Wikipedia article.
Titles of the halves are empty, so that only their text tells. The time is that of `Archive.similar` for articles that
nobody has asked about, in an archive of `--made` articles, one after the other.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archive.analysis import Analyzer, build_analyzer
from archive.documents import document
from archive.engines.whoosh import WhooshEngine
from archive.fingerprint import FINGERPRINT
from archive.models import Article
from archive.records import SourceRecord
from archive.search import Archive
from archive.stored import searchable_parts
from benchmarks.made import made_articles, paragraph_articles

ASKED = 300
"""Articles that are asked about for the times."""

WARMED = 300
"""Articles that are asked about before."""

_SENTENCE = re.compile(r"(?<=[.?!])\s+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the data: what it is called, the article it is from, and its text."""

    id: str
    title: str
    text: str


def main() -> None:
    options = _options()
    rows = [json.loads(line) for line in (options.data / "corpus.jsonl").open(encoding="utf-8")]
    paragraphs = [Paragraph(row["_id"], row["title"], row["text"]) for row in rows]
    analyzer = build_analyzer()
    with tempfile.TemporaryDirectory() as place:
        _print_quality(archive_of(list(halves(paragraphs)), analyzer, Path(place) / "halves"), paragraphs)
        made = list(made_articles([paragraph.text for paragraph in paragraphs], options.made))
        _print_times(archive_of(made, analyzer, Path(place) / "made"), made)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--made", type=int, default=3500)
    return parser.parse_args()


def halves(paragraphs: Iterable[Paragraph]) -> Iterator[Article]:
    """Both halves of each paragraph of two sentences or more, as articles `<id>.0` and `<id>.1` without a title."""
    for paragraph in paragraphs:
        sentences = _SENTENCE.split(paragraph.text)
        if len(sentences) > 1:
            middle = _middle([len(sentence) for sentence in sentences])
            texts = (" ".join(sentences[:middle]), " ".join(sentences[middle:]))
            named = [(f"{paragraph.id}.{half}", text) for half, text in enumerate(texts)]
            yield from (replace(article, title="") for article in paragraph_articles(named))


def _middle(lengths: Sequence[int]) -> int:
    """How many sentences make the half that comes nearest to half of the whole; at least one, and not all."""
    return min(range(1, len(lengths)), key=lambda end: abs(sum(lengths[:end]) - sum(lengths[end:])))


def archive_of(articles: Sequence[Article], analyzer: Analyzer, place: Path) -> Archive:
    """An archive of these articles in an index at `place`."""
    engine = WhooshEngine(place)
    analyses = analyzer.analyze_all(searchable_parts(article) for article in articles)
    with engine.writer(FINGERPRINT) as writer:
        documents = (document(article, analysis) for article, analysis in zip(articles, analyses, strict=True))
        writer.put("all", SourceRecord("", (), ()).as_bytes(), documents)
    return Archive(engine, analyzer)


def _print_quality(archive: Archive, paragraphs: Sequence[Paragraph]) -> None:
    titles = {paragraph.id: paragraph.title for paragraph in paragraphs}
    asked = [article.id for article in halves(paragraphs)]
    named = {each: [similar.article.id for similar in archive.similar(each)] for each in asked}
    others = {each: f"{each[:-1]}{1 - int(each[-1])}" for each in asked}
    first = sum(named[each][:1] == [other] for each, other in others.items()) / len(asked)
    among = sum(other in named[each][:3] for each, other in others.items()) / len(asked)
    print(f"{len(asked)} halves: the other half first {first:.3f}, among three {among:.3f}")
    sizes = Counter(titles[each[:-2]] for each in asked)
    pairs = [(titles[each[:-2]], titles[near[:-2]]) for each in asked for near in named[each][:3]]
    right = sum(own == other for own, other in pairs) / len(pairs)
    chance = sum(size * (size - 1) for size in sizes.values()) / (len(asked) * (len(asked) - 1))
    print(f"{len(pairs) / len(asked):.2f} named for each, of the same article {right:.3f} (by chance {chance:.3f})")


def _print_times(archive: Archive, articles: Sequence[Article]) -> None:
    step = max(1, len(articles) // (WARMED + ASKED))
    chosen = [article.id for article in articles[::step]]
    for article_id in chosen[:WARMED]:
        archive.similar(article_id)
    first = [_milliseconds(archive, article_id) for article_id in chosen[WARMED : WARMED + ASKED]]
    again = [_milliseconds(archive, article_id) for article_id in chosen[WARMED : WARMED + ASKED]]
    for name, times in (("asked for the first time", first), ("asked again", again)):
        cuts = statistics.quantiles(times, n=100)
        print(f"{len(articles)} articles, {name}: p50 {cuts[49]:.1f}, p95 {cuts[94]:.1f}, most {max(times):.1f} ms")


def _milliseconds(archive: Archive, article_id: str) -> float:
    started = time.perf_counter()
    archive.similar(article_id)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
