"""The customs of editors that drawn issues combine, each by the name under which it is counted.

A custom stands here if a variant has it, but for a page that is a bare figure behind a title of a contents page, which
tabs leave behind that became spaces. What a dimension offers first can be weighed in drawn.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from tests.making import variants_held_houses as held
from tests.making import variants_later_houses as later
from tests.making.variants_held_houses import House
from tests.making.variants_layout import (
    Credit,
    Numbering,
    as_in_307,
    behind,
    below,
    bracketed,
    circled,
    closing,
    dotted,
    full_width,
    ganada,
    nothing,
    roman,
    source,
)
from tests.making.variants_stories import COLOPHON, COVER, Story

_WIDTH = 72
_WIDE = "\n\n\n"
_LETTERS = "ABCDE"
_LATIN_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_CHINESE = "一二三四五六七八"
_SPELLED = ("하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟")


class Mailed(NamedTuple):
    """What a house prints around the articles, and the number of the issue that its cover tells."""

    house: House
    number: int


HOUSES: Mapping[str, Mailed] = {
    "307": Mailed(House(COVER, COLOPHON), 307),
    "association": Mailed(held.ASSOCIATION, 412),
    "bureau": Mailed(held.BUREAU, 96),
    "embassy": Mailed(held.EMBASSY, 58),
    "startup": Mailed(held.STARTUP, 88),
    "english": Mailed(held.ENGLISH, 112),
    "institute": Mailed(held.INSTITUTE, 205),
    "registered": Mailed(House(held.REGISTERED, held.INSTITUTE.colophon), 205),
    "university": Mailed(held.UNIVERSITY, 23),
    "chamber": Mailed(later.CHAMBER, 277),
    "consulate": Mailed(later.CONSULATE, 31),
    "campus": Mailed(later.CAMPUS, 119),
    "venture": Mailed(later.VENTURE, 64),
    "technology": Mailed(later.TECHNOLOGY, 139),
    "planning": Mailed(later.PLANNING, 73),
    "mailing": Mailed(later.MAILING, 45),
    "trade": Mailed(later.TRADE, 508),
    "bank": Mailed(later.BANK, 17),
}


class Place(NamedTuple):
    """Where an article stands: the number of its section from 1, its own number, and how many articles there are."""

    section: int
    number: int
    articles: int


def _each(numbering: Numbering) -> Callable[[Place], str]:
    return lambda place: numbering(place.number)


NUMBERS: Mapping[str, Callable[[Place], str]] = {
    "none": _each(nothing),
    "1.": _each(dotted),
    "1)": _each(bracketed),
    "(1)": lambda place: f"({place.number}) ",
    "①": _each(circled),
    "Ⅰ.": _each(roman),
    "I.": lambda place: f"{_LATIN_ROMANS[place.number - 1]}. ",
    "01.": lambda place: f"{place.number:02}. ",
    "１．": lambda place: full_width(f"{place.number}．"),
    "가.": _each(ganada),
    "一、": lambda place: f"{_CHINESE[place.number - 1]}、",
    "하나.": lambda place: f"{_SPELLED[place.number - 1]}. ",
    "#1.": lambda place: f"#{place.number}. ",
    "<1>": lambda place: f"<{place.number}> ",
    "01 |": lambda place: f"{place.number:02} | ",
    "[이슈 1]": lambda place: f"[이슈 {place.number}] ",
    "[1/5]": lambda place: f"[{place.number}/{place.articles}] ",
    "keycap": lambda place: f"{place.number}\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP} ",
    "1-1.": lambda place: f"{place.section}-{place.number}. ",
    "A1.": lambda place: f"{_LETTERS[place.section - 1]}{place.number}. ",
    "01 above": lambda place: f"{place.number:02}\n",
    "NEWS 01 above": lambda place: f"NEWS {place.number:02}\n",
}
BY_SECTION = ("1-1.", "A1.")
"""Numbers that name the section too."""

TITLES: Mapping[str, Callable[[str], str]] = {
    "none": str,
    "[ ]": "[{}]".format,
    "■": "■ {}".format,
    "▶": "▶ {}".format,
    "□": "□ {}".format,
    "○": "○ {}".format,
    "underlined": lambda title: f"{title}\n{'=' * len(title)}",
    "boxed": lambda title: f"┌{'─' * len(title)}┐\n│ {title} │\n└{'─' * len(title)}┘",
    "centered": lambda title: title.center(_WIDTH).rstrip(),
}
LONGEST_CENTERED = 40
"""Letters of a title that still shows that it is centered."""

SECTIONS: Mapping[str, Callable[[int, str], str]] = {
    "bare": lambda _, name: name,
    "■": lambda _, name: f"■ {name}",
    "▣": lambda _, name: f"▣ {name}",
    "◆": lambda _, name: f"◆ {name}",
    "◇": lambda _, name: f"◇ {name}",
    "◎": lambda _, name: f"◎ {name}",
    "▌": lambda _, name: f"▌{name}",
    "★ ★": lambda _, name: f"★ {name} ★",
    "◈ ◈": lambda _, name: f"◈ {name} ◈",
    "【 】": lambda _, name: f"【{name}】",
    "[ ]": lambda _, name: f"[{name}]",
    "< >": lambda _, name: f"<{name}>",
    "= =": lambda _, name: f"===== {name} =====",
    "Ⅰ.": lambda place, name: f"{roman(place)}{name}",
    "1.": lambda place, name: f"{place}. {name}",
    "A.": lambda place, name: f"{_LETTERS[place - 1]}. {name}",
    "Part 1.": lambda place, name: f"Part {place}. {name}",
}

CREDITS: Mapping[str, Callable[[Story], Credit]] = {
    "307": as_in_307,
    "none": lambda _: Credit(),
    "— behind": behind(" — {}"),
    "/ behind": behind(" / {}"),
    "| behind": behind(" | {}"),
    "( ) behind": behind(" ({})"),
    "(출처: ) behind": behind(" (출처: {})"),
    "— below": below("— {}"),
    "출처: below": below("출처: {}"),
    "(출처) below": below("(출처) {}"),
    "🔗 below": below("🔗 출처: {}"),
    "자료: touching": lambda story: Credit(behind=f"\n자료: {source(story)}") if story.outlets else Credit(),
    "*출처: closing": closing("*출처: {}"),
    "출처: closing": closing("출처: {}", ", "),
    "출처 : closing": closing("출처 : {}"),
    "자료: closing": closing("자료: {}"),
    "자료원: closing": closing("자료원: {}", ", "),
    "※ 출처 closing": closing("※ 출처 {}"),
    "☞ 출처: closing": closing("☞ 출처: {}"),
    "출처 | closing": closing("출처 | {}"),
    "Source: closing": closing("Source: {}"),
    "[출처: ] closing": closing("[출처: {}]"),
    "[출처=] closing": closing("[출처={}]"),
    "(자료출처: ) closing": closing("(자료출처: {})"),
    "<자료: > closing": closing("<자료: {}>"),
    "[ ] in front": lambda _: Credit(),
}
NOTED = ("307", "*출처: closing", "※ 출처 closing", "자료: closing")
"""Credits that name what the outlet published as well."""


class Gap(NamedTuple):
    """What parts articles and sections, what parts a head from its text, and what parts cover and imprint from all."""

    between: str
    after: str
    around: str


GAPS: Mapping[str, Gap] = {
    "1": Gap("\n\n", "\n\n", _WIDE),
    "2 above": Gap(_WIDE, "\n\n", _WIDE),
    "2 around": Gap(_WIDE, _WIDE, _WIDE),
    "rule ─": Gap(f"\n\n{'─' * 40}\n\n", "\n\n", f"\n\n{'─' * 40}\n\n"),
    "rule *": Gap("\n\n* * *\n\n", "\n\n", "\n\n* * *\n\n"),
}
RULES = ("rule ─", "rule *")

CONTENTS = ("table", "none", "dots", "plain")
CONTENTS_TITLES = ("목차", "목록", "차례", "이번 호 목차", "목   차", "CONTENTS", "目录", "주요 이슈", "none")
CONTENTS_NUMBERS = ("as in body", "1.", "dash", "none")
CONTENTS_PAGES: Mapping[str, str] = {"P3": "P{}", "3": "{}", "3쪽": "{}쪽", "(p.3)": "(p.{})", "none": ""}

SECTION_NAMES = (
    "WEEKLY 뉴스",
    "CHINA 창업",
    "KIC 중국 뉴스",
    "정책 동향",
    "산업 리포트",
    "기업과 투자",
    "현장을 가다",
    "센터 소식",
    "경제·산업",
    "POLICY & FINANCE",
    "INDUSTRY",
)
