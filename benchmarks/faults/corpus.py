"""A small corpus that changes by chance: what is added, changed and removed before one run."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

from tests.corpora import ready, write

ACTIONS = {
    "first": ("change",),
    "new": ("add", "add"),
    "changed": ("change",),
    "removed": ("remove", "remove"),
    "all three": ("remove", "change", "add"),
    "rebuild": ("change",),
}
"""What a run has to take in; a first index is made where there is none, a rebuild makes all anew beside the old."""

FEWEST, MOST = 4, 10
"""So many files at least and at most."""

_WORDS = ("과학", "혁신", "금융", "반도체", "전기차", "배터리", "창업", "투자", "닝보(宁波)", "상하이(上海)", "로봇")


class Corpus:
    """The files, as chance has drawn them so far: issues of two articles as text, and ready articles."""

    def __init__(self, place: Path, chance: random.Random) -> None:
        self.place = place
        self._chance = chance
        self._newest = 400
        for _ in range((FEWEST + MOST) // 2):
            self._add()

    def change(self) -> str:
        """Change the files for another action, which is given back."""
        files = len(self._files())
        too_much = {"removed"} if files < FEWEST + 2 else {"new"} if files > MOST - 2 else set()
        action = self._chance.choice([name for name in ACTIONS if name not in too_much])
        self.do(ACTIONS[action])
        return action

    def do(self, steps: Iterable[str]) -> None:
        """Add, change or remove files drawn by chance."""
        for step in steps:
            {"add": self._add, "change": self._change, "remove": self._remove}[step]()

    def _files(self) -> list[Path]:
        return sorted((self.place / "issues").iterdir())

    def _add(self) -> None:
        self._newest += 1
        self._write(self._newest)

    def _change(self) -> None:
        self._write(int(self._chance.choice(self._files()).stem))

    def _remove(self) -> None:
        self._chance.choice(self._files()).unlink()

    def _write(self, number: int) -> None:
        texts = [self._text() for _ in range(2)]
        if number % 2:
            articles = (f"{at}. {text[:20]}의 소식\n\n{text}\n\n" for at, text in enumerate(texts, 1))
            write(self.place, **{f"{number}__txt": f"주간 중국 창업 제 {number}호\n2022.12.14\n\n{''.join(articles)}"})
        else:
            lines = (ready(f"{number}-{at}", text, issue=number) for at, text in enumerate(texts, 1))
            write(self.place, **{f"{number}__jsonl": "".join(lines)})

    def _text(self) -> str:
        sentences = (" ".join(self._chance.choices(_WORDS, k=8)) for _ in range(6))
        return " ".join(f"{sentence}을 넓힌다고 밝혔다." for sentence in sentences)
