"""Varied queries made from the texts of an archive: the same ones each time for the same texts."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

_WORD = re.compile(r"[가-힣]{2,6}|[A-Za-z]{2,}|[\u4e00-\u9fff]{2,6}")


def varied_queries(texts: Sequence[str], count: int, seed: int = 307) -> list[str]:
    """`count` different queries: words, two and three words, phrases, prefixes, exclusions, alternatives, no match."""
    chance = random.Random(seed)
    words = sorted({word for text in texts for word in _WORD.findall(text)})
    pairs = sorted({pair for text in texts for pair in re.findall(r"[가-힣]{2,5} [가-힣]{2,5}", text)})
    if len(words) < 10 or not pairs:
        raise SystemExit("글이 너무 적어 찾을 말을 만들 수 없습니다.")
    makers = (
        lambda: chance.choice(words),
        lambda: " ".join(chance.sample(words, 2)),
        lambda: chance.choice(pairs),
        lambda: chance.choice(pairs).replace(" ", ""),
        lambda: f'"{chance.choice(pairs)}"',
        lambda: f"{chance.choice(words)[:2]}*",
        lambda: " ".join(chance.sample(words, 3)),
        lambda: f"{chance.choice(words)} OR {chance.choice(words)}",
        lambda: f"{chance.choice(words)} -{chance.choice(words)}",
        lambda: f"{chance.choice(words)} 뷁뷁",
    )
    queries: dict[str, None] = {}
    while len(queries) < count:
        queries[makers[len(queries) % len(makers)]()] = None
    return list(queries)
