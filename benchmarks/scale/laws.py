"""How sections, outlets, dates and lengths are spread in a made archive: unevenly, as in print."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import accumulate

from archive.models import Outlet

FIRST_WEEK = date(2005, 1, 3)
WEEKS = 1_044
"""Twenty years."""

GROWTH = 3.0
"""So many times what the first weeks have is added until the last."""

MEDIAN_LENGTH, LENGTH_SIGMA = 1_600, 0.5
"""Code points of an article's text, log-normal: their mean is MEDIAN_LENGTH * exp(LENGTH_SIGMA ** 2 / 2), 1,813."""

SHORTEST, LONGEST = 200, 12_000

_WEEKDAYS = (18, 19, 19, 18, 16, 6, 4)
_SECTIONS = ("정치", "경제", "산업", "과학", "국제", "사회", "창업", "문화", "지역", "금융", "교육", "사설")
_PLACES = (
    "베이징 北京,상하이 上海,선전 深圳,광저우 广州,항저우 杭州,난징 南京,우한 武汉,청두 成都,충칭 重庆,톈진 天津,"
    "시안 西安,쑤저우 苏州,칭다오 青岛,다롄 大连,선양 沈阳,샤먼 厦门,창사 长沙,허페이 合肥,하얼빈 哈尔滨,쿤밍 昆明"
)
_KINDS = (
    "일보 日报,만보 晚报,경제보 经济报,과기보 科技报,청년보 青年报,신문망 新闻网,증권보 证券报,상보 商报,"
    "조보 早报,방송 电视台"
)


def _pairs(written: str) -> list[tuple[str, ...]]:
    return [tuple(pair.split(" ")) for pair in written.split(",")]


OUTLETS = tuple(Outlet(p + k, pz + kz) for k, kz in _pairs(_KINDS) for p, pz in _pairs(_PLACES))
"""The commonest first."""

_OUTLET_WEIGHTS = list(accumulate(1 / place for place in range(1, len(OUTLETS) + 1)))
_SECTION_WEIGHTS = list(accumulate(1 / place for place in range(1, len(_SECTIONS) + 1)))


def section(chance: random.Random) -> str | None:
    """A section by Zipf's law; one article in twenty has none."""
    return None if chance.random() < 0.05 else chance.choices(_SECTIONS, cum_weights=_SECTION_WEIGHTS)[0]


def outlets(chance: random.Random) -> tuple[Outlet, ...]:
    """One outlet by Zipf's law, or two different ones for one article in seven."""
    count = 2 if chance.random() < 1 / 7 else 1
    return tuple(dict.fromkeys(chance.choices(OUTLETS, cum_weights=_OUTLET_WEIGHTS, k=count)))


def length(chance: random.Random) -> int:
    """Code points of an article's text."""
    return round(min(LONGEST, max(SHORTEST, MEDIAN_LENGTH * chance.lognormvariate(0.0, LENGTH_SIGMA))))


def in_weeks(articles: int, chance: random.Random) -> list[int]:
    """How many articles each week has: more every year, and no week like the one before it."""
    weights = [(1 + GROWTH * week / WEEKS) * chance.uniform(0.6, 1.4) for week in range(WEEKS)]
    reached = [round(articles * upto / sum(weights)) for upto in accumulate(weights)]
    return [upto - before for before, upto in zip([0, *reached], reached, strict=False)]


def days(week: int, count: int, chance: random.Random) -> list[date]:
    """The days of so many articles of a week (0 and up) in order, fewest at its end."""
    drawn = sorted(chance.choices(range(7), weights=_WEEKDAYS, k=count))
    return [FIRST_WEEK + timedelta(weeks=week, days=day) for day in drawn]
