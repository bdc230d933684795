"""States that an archive goes through while it is served, each to be known by any page that shows something of it.

Beside issues that stay as they are (issue 307 under other numbers) there are some that are written anew for each state:
every title, text, section and outlet in them has the mark of the state, and how many issues and articles there are
follows from the state's number. So a page that shows two marks, or other numbers than its mark stands for, was made of
two generations of the index.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.peers.drafts import Draft
from benchmarks.peers.issues import page
from tests.corpora import issue

WORD = "바람개비섬"
"""A word that every article of the changing issues has, and no other."""

FIRST = 9001
"""Number of the first changing issue; the others follow."""

FEWEST, MOST = 2, 4
"""Changing issues of a state."""

MARK = re.compile(r"zq\d{4}zq")
_SENTENCES = (
    "{word}에서 온 소식에 따르면 {mark} 때에 바람이 세게 불어 바람개비가 쉬지 않고 돌았다.",
    "섬사람들은 {mark} 때의 일을 적어 두었고, 다른 때의 일은 이 글에 적지 않았다.",
    "배는 닷새마다 한 번 들어오며 편지와 신문과 쌀을 싣고 온다.",
)
_FIRST_DATE = date(2010, 1, 6)
_CHANGING_DATE = date(2030, 1, 2)


@dataclass(frozen=True, slots=True)
class State:
    """What the changing issues are at one time; `number` counts from 0, up to 9999."""

    number: int

    @property
    def mark(self) -> str:
        return f"zq{self.number:04}zq"

    @property
    def issues(self) -> Sequence[int]:
        """The numbers of the changing issues that there are."""
        return range(FIRST, FIRST + FEWEST + self.number % (MOST - FEWEST + 1))

    @property
    def articles(self) -> int:
        """Articles of each of them."""
        return 3 + self.number % 4

    @property
    def view(self) -> View:
        """What the archive shows in this state."""
        return View((self.number, 0), dict.fromkeys(self.issues, self))

    def on_the_way(self) -> Iterator[View]:
        """What it may show before the next state is reached, where a run is so long that it commits in steps.

        Files are taken in order of name, and those that are gone are taken out at the end.
        """
        following = State(self.number + 1)
        shown = dict(self.view.shown)
        for step, number in enumerate(following.issues, 1):
            shown = {**shown, number: following}
            yield View((self.number, step), dict(shown))

    def write(self, folder: Path) -> None:
        """Make the changing issues of a folder those of this state: some are new, some others, some gone."""
        for number in range(FIRST, FIRST + MOST):
            path = folder / f"{number}.html"
            if number not in self.issues:
                path.unlink(missing_ok=True)
                continue
            day = _CHANGING_DATE + timedelta(weeks=number - FIRST)
            draft = path.with_name(f".{path.name}")
            draft.write_text(
                page(number, day, [self._article(each) for each in range(self.articles)]), encoding="utf-8"
            )
            draft.replace(path)

    def _article(self, place: int) -> Draft:
        # As long as articles are: what heads less is no title to the splitter.
        texts = tuple(" ".join(sentence.format(word=WORD, mark=self.mark) for sentence in _SENTENCES) for _ in range(4))
        return Draft(f"소식 {self.mark}", f"{WORD} 이야기 {place + 1} {self.mark}", f"매체 {self.mark}", texts)


@dataclass(frozen=True, slots=True)
class View:
    """What an archive shows at one time: of each changing issue the state whose text it has. `order` is in time."""

    order: tuple[int, int]
    shown: Mapping[int, State]

    @property
    def total(self) -> int:
        """Articles of all changing issues."""
        return sum(state.articles for state in self.shown.values())

    @property
    def counts(self) -> Mapping[str, int]:
        """Their number by their mark."""
        found: Counter[str] = Counter()
        for state in self.shown.values():
            found[state.mark] += state.articles
        return dict(found)

    @property
    def ids(self) -> Mapping[str, str]:
        """The mark of every article by its id."""
        return {f"{n}-{each}": s.mark for n, s in self.shown.items() for each in range(1, s.articles + 1)}


def write_base(folder: Path, issues: int) -> None:
    """Write so many issues that never change, a week apart."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, issues + 1):
        day = _FIRST_DATE + timedelta(weeks=number)
        (folder / f"{number:04}.txt").write_text(issue(number, f"{day:%Y.%m.%d}"), encoding="utf-8")
