"""How often the word that was meant comes first, or among the first three, after one slip of the finger.

    python -m benchmarks.typing_errors DATA [--words 500] [--seed 307] [--made 100000]

DATA is a folder as docs/search-quality.md describes. Words that three articles or more have are drawn by chance, and
each is typed with one slip: a neighbouring key, any other key, a key left out, a key too many, a key twice, two keys in
the wrong order, Shift or ㅐ and ㅔ. What a slip makes is drawn anew where it is no text (a vowel alone) or a word that
the archive has, which finds something. Then the same is timed in a lexicon of `--made` words, real ones and two of
them written together.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle, islice
from pathlib import Path

from archive import hangul
from archive.analysis import Analyzer, build_analyzer
from archive.correction.building import build
from archive.correction.keyboard import CONFUSED, NEIGHBOUR, swaps
from archive.correction.lexicon import Lexicon
from archive.correction.spelling import Speller
from archive.documents import document
from archive.engines.contract import Snapshot
from archive.engines.whoosh import WhooshEngine
from archive.fingerprint import FINGERPRINT
from archive.names.book import Book
from archive.records import SourceRecord
from archive.stored import searchable_parts
from benchmarks.made import paragraph_articles

FREQUENT = 3
"""Articles that have a word that is drawn."""

JAMO = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ"


def main() -> None:
    options = _options()
    analyzer = build_analyzer()
    with tempfile.TemporaryDirectory() as place:
        snapshot = _indexed(options.data, Path(place), analyzer)
        counts = {word: count for word, count in snapshot.terms("words").items() if _is_drawn(word, analyzer)}
        lexicon = build(snapshot, snapshot.terms("words"), Book([]), (), analyzer.plain)
    slips = list(typed_wrongly(counts, lexicon, random.Random(options.seed), options.words))
    _report(Speller(lexicon, analyzer), slips, show=options.show)
    made = Lexicon(_two_together(counts, options.made, random.Random(options.seed)), {})
    _time(Speller(made, analyzer), [wrong for _, wrong, _ in slips], len(made))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--words", type=int, default=500)
    parser.add_argument("--seed", type=int, default=307)
    parser.add_argument("--made", type=int, default=100_000)
    parser.add_argument("--show", action="store_true", help="print each word that does not come first")
    return parser.parse_args()


def _indexed(data: Path, place: Path, analyzer: Analyzer) -> Snapshot:
    rows = [json.loads(line) for line in (data / "corpus.jsonl").open(encoding="utf-8")]
    articles = paragraph_articles([(row["_id"], row["text"]) for row in rows])
    analyses = analyzer.analyze_all(searchable_parts(article) for article in articles)
    engine = WhooshEngine(place / "index")
    with engine.writer(FINGERPRINT) as writer:
        documents = (document(article, analysis) for article, analysis in zip(articles, analyses, strict=True))
        writer.put("all", SourceRecord("", (), ()).as_bytes(), documents)
    return engine.snapshot()


def _is_drawn(word: str, analyzer: Analyzer) -> bool:
    """Nouns of two syllables or more; what else is typed as a search is too rare to be drawn."""
    return len(word) > 1 and all("가" <= each <= "힣" for each in word) and analyzer.standings([word])[0].noun


def _neighbour(keys: str, at: int, chance: random.Random) -> str:
    return keys[:at] + chance.choice([o for o, cost in swaps(keys[at]).items() if cost == NEIGHBOUR]) + keys[at + 1 :]


def _any_other(keys: str, at: int, chance: random.Random) -> str:
    return keys[:at] + chance.choice(JAMO.replace(keys[at], "")) + keys[at + 1 :]


def _left_out(keys: str, at: int, chance: random.Random) -> str:
    return keys[:at] + keys[at + 1 :]


def _too_many(keys: str, at: int, chance: random.Random) -> str:
    return keys[:at] + chance.choice(JAMO) + keys[at:]


def _twice(keys: str, at: int, chance: random.Random) -> str:
    return keys[:at] + keys[at] + keys[at:]


def _turned(keys: str, at: int, chance: random.Random) -> str:
    return keys[:at] + keys[at : at + 2][::-1] + keys[at + 2 :]


def _confused(keys: str, at: int, chance: random.Random) -> str:
    others = [other for other, cost in swaps(keys[at]).items() if cost == CONFUSED]
    return keys[:at] + chance.choice(others or [keys[at]]) + keys[at + 1 :]


Slip = Callable[[str, int, random.Random], str]
SLIPS: Mapping[str, Slip] = {
    "a neighbouring key": _neighbour,
    "any other key": _any_other,
    "a key left out": _left_out,
    "a key too many": _too_many,
    "a key twice": _twice,
    "two keys turned": _turned,
    "Shift, or ㅐ and ㅔ": _confused,
}


def typed_wrongly(
    counts: Mapping[str, int], lexicon: Lexicon, chance: random.Random, words: int
) -> Iterator[tuple[str, str, str]]:
    """(meant, typed, slip) of so many words, each slip in its turn."""
    frequent = sorted(word for word, count in counts.items() if count >= FREQUENT)
    drawn = iter(chance.sample(frequent, len(frequent)))
    for name in islice(cycle(SLIPS), words):
        yield next((meant, wrong, name) for meant in drawn if (wrong := _wrongly(meant, name, lexicon, chance)))


def _wrongly(meant: str, name: str, lexicon: Lexicon, chance: random.Random) -> str | None:
    """The word with this slip; None where a hundred draws make nothing of use."""
    keys = hangul.keys(meant)
    for _ in range(100):
        wrong = hangul.typed(SLIPS[name](keys, chance.randrange(len(keys)), chance))
        if all("가" <= each <= "힣" for each in wrong) and not lexicon.count(wrong):
            return wrong
    return None


def _report(speller: Speller, slips: list[tuple[str, str, str]], *, show: bool) -> None:
    ranks: dict[str, list[int]] = defaultdict(list)
    for meant, wrong, name in slips:
        offered = [near.text for near in speller.corrections(wrong)]
        rank = offered.index(meant) if meant in offered else -1
        ranks[name].append(rank)
        ranks["all"].append(rank)
        if show and rank:
            print(f"{meant}\t{wrong}\t{name}\t{offered[:3]}")
    for name, of_slip in ranks.items():
        first, three = sum(rank == 0 for rank in of_slip), sum(0 <= rank < 3 for rank in of_slip)
        print(f"{name:24}{len(of_slip):5}  first {first / len(of_slip):6.1%}  in three {three / len(of_slip):6.1%}")


def _two_together(counts: Mapping[str, int], most: int, chance: random.Random) -> dict[str, int]:
    words = sorted(counts)
    made = dict(counts)
    while len(made) < most:
        made.setdefault(chance.choice(words) + chance.choice(words), chance.randint(1, 30))
    return made


def _time(speller: Speller, typed: list[str], size: int) -> None:
    times = []
    for wrong in typed:
        started = time.perf_counter()
        speller.corrections(wrong)
        times.append((time.perf_counter() - started) * 1000)
    cuts = statistics.quantiles(times, n=100)
    print(f"{size} words: p50 {cuts[49]:.1f}, p95 {cuts[94]:.1f}, most {max(times):.1f} ms")


if __name__ == "__main__":
    main()
