"""Queries that follow the query language (docs/contract.md) where it is dearest, and that break it everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from benchmarks.hostile.letters import any_text

FIELDS = ("제목:", "title:", "섹션:", "section:", "매체:", "outlet:", "호:", "issue:", "날짜:", "date:", "없는:", ":")
DAYS = ("2022", "2022-12", "2022-01..2022-06", "..2022", "2022..", "0000", "9999-12-31", "2022-13", "1..9" * 9, "-1")
NUMBERS = ("307", "0", "-1", "1e9", "9" * 30, "٣٠٧", "３０７", "²", "0x1F", "NaN")
DISTANCES = ("0", "5", "999", "9" * 18, "9" * 400, "-1", "", "٥", "5.5")
PIECES = (
    "(",
    ")",
    '"',
    "|",
    "OR",
    "AND",
    "NOT",
    "-",
    "--",
    "*",
    "~",
    "~5",
    "=",
    ":",
    "제목:",
    "날짜:",
    "“",
    "＂",
    "－",
    "\\",
)
SIZES, SHARES = (3, 12, 500), (93, 6, 1)
"""Words of a query at most, and how many of a hundred queries have as many: one of hundreds takes a second, as long as
anybody is answered, and of a hundred thousand of them nothing more would be learned."""

LONGEST = 1000
"""Code points that a query may have; a few of these queries have more."""

Maker = Callable[[], str]


class Grammar:
    """Makes queries by chance, of words that stand in the archive."""

    def __init__(self, chance: Random, words: Sequence[str]) -> None:
        self._chance = chance
        self._words = words
        self._most = SIZES[0]
        self._makers: tuple[Maker, ...] = (
            *(self._nested, self._nested, self._deep, self._wide, self._side_by_side, self._stars),
            *(self._phrase, self._near, self._field, self._broken, self._slips, self._long, self._signs),
        )

    def query(self) -> str:
        """One query, sometimes with letters that are no text among it; sometimes longer than what is allowed."""
        (self._most,) = self._chance.choices(SIZES, SHARES)
        made = self._chance.choice(self._makers)()
        if self._chance.random() < 0.1:
            at = self._chance.randint(0, len(made))
            made = f"{made[:at]}{any_text(self._chance, 8)}{made[at:]}"
        return made if self._chance.random() < 0.02 else made[:LONGEST]

    def _word(self) -> str:
        return self._chance.choice(self._words)

    def _many(self, least: int, most: int, make: Maker) -> list[str]:
        return [make() for _ in range(self._chance.randint(least, max(least, min(most, self._most))))]

    def _nested(self) -> str:
        return self._tree({3: 2, 12: 4}.get(self._most, 9))

    def _tree(self, depth: int) -> str:
        """Every operator inside every other."""
        if depth == 0 or self._chance.random() < 0.15:
            return self._chance.choice((self._word, self._word, self._stars, self._phrase, self._near, self._field))()
        parts = self._many(1, 3, lambda: self._tree(depth - 1))
        joined = self._chance.choice((" ", " OR ", "|", " AND ", " NOT ", " -", " AND NOT ", " OR NOT ")).join(parts)
        return self._chance.choice(("{}", "({})", "-({})", "NOT ({})", "제목:({})", "title:{}")).format(joined)

    def _deep(self) -> str:
        depth = self._chance.randint(1, 490)
        opening = self._chance.choice(("(", "-(", "NOT (", "제목:(", "((", "( "))
        return f"{opening * depth}{self._word()}{')' * self._chance.choice((depth, depth - 1, depth + 1, 0))}"

    def _wide(self) -> str:
        between = self._chance.choice((" OR ", "|", " OR -", " OR 제목:", "*|", " OR =", "|섹션:", " OR 매체:"))
        return between.join(self._many(2, 500, self._word))

    def _side_by_side(self) -> str:
        return self._chance.choice((" ", " -", " NOT ", " AND ", " 제목:")).join(self._many(2, 500, self._word))

    def _stars(self) -> str:
        word = self._word()
        return self._chance.choice(
            (
                *(
                    f"{word}*",
                    f"{word[:1]}*",
                    f"*{word}",
                    f"*{word}*",
                    "*".join(word),
                    "*" * len(word),
                    "*",
                    "a*",
                    "1*",
                ),
                " ".join(self._many(1, 80, lambda: f"{self._word()[:1]}*")),
                "|".join(self._many(1, 80, lambda: f"{chr(self._chance.randint(0x61, 0x7A))}*")),
            )
        )

    def _phrase(self) -> str:
        return f'"{" ".join(self._many(0, self._chance.choice((3, 3, 60)), self._word))}"'

    def _near(self) -> str:
        return f"{self._phrase()}~{self._chance.choice(DISTANCES)}"

    def _field(self) -> str:
        field = self._chance.choice(FIELDS)
        value = self._chance.choice((self._word(), *NUMBERS[:3], self._chance.choice(DAYS), self._phrase(), "", "*"))
        return f"{field}{value}"

    def _broken(self) -> str:
        """The signs of the language and words in no order at all."""
        pieces = (*PIECES, *FIELDS, *self._many(3, 9, self._word))
        return self._chance.choice(("", " ")).join(self._many(1, 120, lambda: self._chance.choice(pieces)))

    def _slips(self) -> str:
        """Words that nobody wrote, so that what may have been meant is looked for."""
        return " ".join(self._many(1, self._chance.choice((1, 3, 120)), self._slip))

    def _slip(self) -> str:
        letters = list(self._word() * self._chance.choice((1, 1, 2)))
        for _ in range(self._chance.randint(1, 3)):
            letters[self._chance.randrange(len(letters))] = chr(self._chance.randint(0xAC00, 0xD7A3))
        return "".join(letters)

    def _long(self) -> str:
        """One word that does not end."""
        unit = self._chance.choice((self._word(), "가", "a", "1", "中", "ㅋ", "가a", "a1", "=", "-", "제목:", ":", "~"))
        return unit * self._chance.randint(1, 1 + min(10 * self._most, LONGEST) // len(unit))

    def _signs(self) -> str:
        return "".join(self._many(1, 300, lambda: self._chance.choice("()\"'|-*~=:^\\[]{}/.?,!&<>%#@$`+;\t\r\n ")))
