"""Search quality on a folder of texts, mentions and questions, beside plain Kiwi morphemes and syllable bigrams.

    python -m benchmarks.quality DATA [--sample N] [--parts]

DATA and the figures are as docs/search-quality.md describes them. Everything runs in this process: the folder is
indexed by the real pipeline into a temporary place and asked through the archive, as the API asks it.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tqdm import tqdm

from archive.analysis import Analyzer, build_analyzer
from archive.analysis.korean import Korean
from archive.engines.whoosh import WhooshEngine
from archive.results import Search
from archive.search import Archive
from benchmarks.baselines import Baseline, bigram_terms, kiwi_terms
from benchmarks.measures import Truth, mention_figures, ranking_figures
from benchmarks.variants import LettersOnly, MorphemesOnly, NotReordered, WithoutNounRuns
from indexer.pipeline import update

VARIANTS = (MorphemesOnly, LettersOnly, NotReordered, WithoutNounRuns)

Method = tuple[str, Callable[[str], set[str]], Callable[[str], Sequence[str]]]
"""Name, articles that mention a name, articles that answer a question."""


def main() -> None:
    options = _options()
    texts = {row["_id"]: row["text"] for row in rows_of(options.data / "corpus.jsonl")}
    analyzer, korean = build_analyzer(), Korean()
    with tempfile.TemporaryDirectory() as place:
        engine = indexed(texts, analyzer, Path(place))
        methods: list[Method] = [
            ("Kiwi morphemes", *_asked(Baseline(texts, kiwi_terms(korean)))),
            ("syllable bigrams", *_asked(Baseline(texts, bigram_terms))),
            *(_method(kind.__name__, Archive(engine, analyzer, kind)) for kind in VARIANTS if options.parts),
            _method("Seogo", Archive(engine, analyzer)),
        ]
        _print_mentions(options, texts, korean, methods)
        _print_ranking(options, methods)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--sample", type=int, default=0, help="so many of each, drawn by chance (0: all)")
    parser.add_argument("--parts", action="store_true", help="also with one part or another left out")
    return parser.parse_args()


def rows_of(path: Path) -> list[dict[str, str]]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def indexed(texts: Mapping[str, str], analyzer: Analyzer, place: Path) -> WhooshEngine:
    """An index of these texts, made by the real pipeline below `place`."""
    issues = place / "corpus" / "issues"
    issues.mkdir(parents=True)
    rows = ({"id": key, "title": "-", "text": text, "date": "2022-01-01"} for key, text in texts.items())
    (issues / "all.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    engine = WhooshEngine(place / "index")
    report = update(place / "corpus", engine, lambda: analyzer, lambda done, total: None)
    if report.failed:
        raise SystemExit(str(report.failed[0]))
    return engine


def _method(name: str, archive: Archive) -> Method:
    return name, lambda q: all_hits(archive, q), lambda q: _first_hits(archive, q)


def _asked(baseline: Baseline) -> tuple[Callable[[str], set[str]], Callable[[str], Sequence[str]]]:
    return baseline.mentions, baseline.ranked


def all_hits(archive: Archive, q: str, *, expand: bool = False) -> set[str]:
    """Every article that a search finds, all pages; none where it found only parts."""
    found: set[str] = set()
    page = 1
    while True:
        results = archive.search(Search(q, expand=expand, page=page, per_page=100))
        found |= {hit.article.id for hit in results.hits}
        if results.relaxed:
            return set()
        if page >= results.pages:
            return found
        page += 1


def _first_hits(archive: Archive, q: str) -> list[str]:
    return [hit.article.id for hit in archive.search(Search(q, match="any", expand=False, per_page=100)).hits]


def _sampled(options: argparse.Namespace, everything: list[str]) -> list[str]:
    return random.Random(0).sample(everything, min(options.sample, len(everything))) if options.sample else everything


def _print_mentions(
    options: argparse.Namespace, texts: Mapping[str, str], korean: Korean, methods: Sequence[Method]
) -> None:
    lines = [line for line in (options.data / "mentions.txt").read_text(encoding="utf-8").split("\n") if line]
    asked = _sampled(options, lines)
    truth = Truth(texts, dict(zip(texts, korean.morphemes_of_all(texts.values()), strict=True)))
    print(f"{len(asked)} mentions{'':9}{'recall':>10}{'compound':>10}{'literal':>10}{'stray':>10}{'missing':>10}")
    for name, mentions, _ in methods:
        found = [(line, mentions(line)) for line in tqdm(asked, desc=name, leave=False, disable=None)]
        print(f"{name:20}" + "".join(f"{figure:10.2%}" for figure in mention_figures(truth, found)), flush=True)


def _print_ranking(options: argparse.Namespace, methods: Sequence[Method]) -> None:
    relevant: dict[str, dict[str, int]] = {}
    for line in (options.data / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        question, article, grade = line.split("\t")
        if grade.isdigit() and int(grade) > 0:
            relevant.setdefault(question, {})[article] = int(grade)
    questions = {row["_id"]: row["text"] for row in rows_of(options.data / "queries.jsonl") if row["_id"] in relevant}
    asked = _sampled(options, sorted(questions))
    print(f"{len(asked)} questions{'':8}{'nDCG@10':>10}{'MRR@10':>10}{'R@10':>10}{'R@100':>10}")
    for name, _, ranked in methods:
        found = [(relevant[q], ranked(questions[q])) for q in tqdm(asked, desc=name, leave=False, disable=None)]
        print(f"{name:20}" + "".join(f"{figure:10.4f}" for figure in ranking_figures(found)), flush=True)


if __name__ == "__main__":
    main()
