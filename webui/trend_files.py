"""The chart of topics through time as files: a picture that stands alone, and its numbers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import resvg_py
from flask import render_template

from archive.exporting import BYTE_ORDER_MARK, harmless
from archive.language import gettext as _
from archive.trends.values import Trends
from webui.trend_chart import Series, trend_chart, unit

WIDTH, LEFT, RIGHT = 960, 70, 24
"""Of the picture and of the room beside its plot, in pixels."""

TITLE, LEGEND, BELOW = 44, 26, 70
"""Heights in pixels: the title, a line of the legend, labels and notes below the plot."""

LONGEST = 60
"""Characters of a query in the legend."""

ZOOM = 2
"""Pixels of the PNG for one of the SVG: sharp in print at half the width of a page."""

FONT = Path(__file__).parent / "fonts" / "wqy-microhei.ttc"
FAMILY = "WenQuanYi Micro Hei"
"""A font of our own has Hangul, Han and Latin wherever the server runs: most servers have no Korean font at all."""


def svg(trends: Trends) -> str:
    """The chart as an SVG file with its own colours; texts name fonts that systems have."""
    chart = trend_chart(trends)
    top = TITLE + LEGEND * len(trends.lines) + 16
    height = top + (chart.height if chart else 0) + BELOW
    return render_template(
        "trends/file.svg",
        trends=trends,
        chart=chart,
        names=[_shown(line.search.q) for line in trends.lines],
        title=_shown(chart.title) if chart else _("견줄 말이나 글이 없습니다."),
        summary=printable(chart.summary) if chart else "",
        notes=_notes(trends),
        family=FAMILY,
        size={"width": WIDTH, "height": height, "left": LEFT, "top": top, "plot": WIDTH - LEFT - RIGHT},
        legend={"first": TITLE + 18, "step": LEGEND},
        path=_path,
    )


def png(trends: Trends) -> bytes:
    """The same picture as PNG, twice as large."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg(trends),
            skip_system_fonts=True,
            font_files=[str(FONT)],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
            zoom=ZOOM,
        )
    )


def csv_text(trends: Trends) -> str:
    """A row for each period: its articles, then each query's matches, and per 1,000 articles where that is shown.

    It begins with a byte order mark, without which Excel takes Korean for something else.
    """
    out = io.StringIO()
    rows = csv.writer(out)
    queries = [harmless(line.search.q) for line in trends.lines]
    per_thousand = trends.asked.per == "thousand"
    shares = [_("%(q)s(글 1,000편마다)", q=q) for q in queries] if per_thousand else []
    rows.writerow([_("때"), _("모든 글"), *queries, *shares])
    values = [trends.values(line) for line in trends.lines] if per_thousand else []
    for at, period in enumerate(trends.periods):
        counts = [line.counts[at] for line in trends.lines]
        given = (of_line[at] for of_line in values)
        rows.writerow([period.name, period.articles, *counts, *("" if v is None else f"{v:.3f}" for v in given)])
    return BYTE_ORDER_MARK + out.getvalue()


def printable(text: str) -> str:
    """The text without what XML does not allow."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _shown(text: str) -> str:
    text = printable(text)
    return f"{text[:LONGEST]}…" if len(text) > LONGEST else text


def _path(series: Series) -> str:
    """The line through its points, in pixels of the picture."""
    plot = WIDTH - LEFT - RIGHT
    drawn = []
    for piece in series.pieces:
        drawn += [f"{'L' if at else 'M'}{point.x * plot:.1f} {point.y:.1f}" for at, point in enumerate(piece)]
    return "".join(drawn)


def _notes(trends: Trends) -> str:
    filters = trends.asked.base.filters
    first, last = (trends.periods[0].name, trends.periods[-1].name) if trends.periods else ("", "")
    parts = [_("서고"), f"{first}–{last}" if first != last else first, unit(trends)]
    parts += [*filters.sections[:3], *filters.outlets[:3]]
    return printable(" · ".join(filter(None, parts)))
