"""Articles of real sentences, as they are written into issues: spread as those of benchmarks.scale, but not analyzed.

Which texts an article is made of is drawn by Zipf's law, sections, outlets and lengths by those of benchmarks.scale;
names of endlessly many are written in, so that words go on growing with the archive. The same seed gives the same
articles.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from benchmarks.scale import laws, names
from benchmarks.scale.archive import LONGEST_RUN, NAME_EVERY

AGAIN = 0.3
"""Share of names that the article has had before."""

LONGEST_TITLE = 28

LEAD = 210
"""Code points that a news lead has at least, in the middle; its last sentence goes on beyond them."""

_ROLES = ("대표는", "교수가", "연구원의", "위원장", "측은", "관계자도", "박사와", "회장이")


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before it is printed; `outlet` as it is printed, with its Chinese name."""

    section: str
    title: str
    outlet: str
    paragraphs: tuple[str, ...]


class Drafts:
    """Draws articles from texts, each of which is a sequence of sentences. `leads` are short."""

    def __init__(self, texts: Sequence[Sequence[str]], seed: str, leads: bool = False) -> None:
        self._texts = list(texts)
        # Manuals stand together in the order of files; their rank must not depend on it.
        random.Random(seed).shuffle(self._texts)
        self._weights = list(accumulate(1 / (place + len(texts) / 10) for place in range(len(texts))))
        self._chance = random.Random(seed)
        self._leads = leads

    def issue(self, size: int) -> list[Draft]:
        """The next `size` articles, those of a section together, no two with one title."""
        sections = sorted(laws.section(self._chance) or "사설" for _ in range(size))
        titles: dict[str, None] = {}
        while len(titles) < size:
            titles[self._title()] = None
        return [self._draft(section, title) for section, title in zip(sections, titles, strict=True)]

    def _draft(self, section: str, title: str) -> Draft:
        outlet = laws.outlets(self._chance)[0]
        return Draft(section, title, f"{outlet.name}({outlet.name_zh})", tuple(self._paragraphs()))

    def _title(self) -> str:
        sentence = self._chance.choice(self._text())
        head = sentence[:LONGEST_TITLE].rpartition(" ")[0] or sentence
        return f"{names.name(names.drawn(self._chance))} {head}".rstrip(" .,?!")

    def _paragraphs(self) -> Iterator[str]:
        """Runs of sentences that follow each other in a text, until there are as many code points as were drawn."""
        left, had = self._length(), list[str]()
        while left > 0:
            text = self._text()
            start, size = self._chance.randrange(len(text)), self._chance.randint(1, 2 if self._leads else LONGEST_RUN)
            paragraph = " ".join(self._named(sentence, had) for sentence in text[start : start + size])
            left -= len(paragraph) + 1
            yield paragraph

    def _named(self, sentence: str, had: list[str]) -> str:
        """The sentence behind some names, of which `had` keeps those of the article."""
        count = round(len(sentence) / NAME_EVERY + self._chance.uniform(-0.5, 0.5))
        return " ".join([*(f"{self._name(had)} {self._chance.choice(_ROLES)}" for _ in range(count)), sentence])

    def _name(self, had: list[str]) -> str:
        if had and self._chance.random() < AGAIN:
            return self._chance.choice(had)
        had.append(names.name(names.drawn(self._chance)))
        return had[-1]

    def _text(self) -> Sequence[str]:
        return self._chance.choices(self._texts, cum_weights=self._weights)[0]

    def _length(self) -> int:
        """Code points of the text to come."""
        return round(LEAD * self._chance.lognormvariate(0.0, 0.3)) if self._leads else laws.length(self._chance)
