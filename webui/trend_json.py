"""Topics through time and new words as JSON."""

from __future__ import annotations

from typing import Any

from archive.highlight import html
from archive.models import Article
from archive.trends.values import Companion, FirstMention, Line, NewName, NewWord, NewWords, Trends

Json = dict[str, Any]


def trends_json(trends: Trends) -> Json:
    """Queries compared: `periods` once, and for each query its number in each of them."""
    return {
        "by": trends.by,
        "per": trends.asked.per,
        "filters": trends.asked.base.filters.as_json(),
        "articles": trends.articles,
        "left_out": trends.asked.left_out,
        "periods": [{"period": period.name, "articles": period.articles} for period in trends.periods],
        "trends": [_line(line, trends) for line in trends.lines],
    }


def _line(line: Line, trends: Trends) -> Json:
    peak, values = trends.peak(line), trends.values(line)
    return {
        "q": line.search.q,
        "notices": list(line.notices),
        "total": line.total,
        "counts": list(line.counts),
        "values": [None if value is None else round(value, 3) for value in values],
        "peak": None if peak is None else {"period": trends.periods[peak].name, "count": line.counts[peak]},
        "first": _first(line.first),
        "words": [_companion(each) for each in line.companions],
    }


def _first(first: FirstMention | None) -> Json | None:
    if first is None:
        return None
    return {**first.article.head_json(), "snippets": [html(snippet) for snippet in first.snippets]}


def _companion(each: Companion) -> Json:
    return {
        "word": each.word,
        "both": each.both,
        "articles": each.articles,
        "log_likelihood": round(each.strength, 2),
        "q": each.q,
    }


def new_words_json(found: NewWords) -> Json:
    """What an issue is the first to have."""
    return {
        "issue": found.issue.as_json(),
        "earlier": found.earlier.number if found.earlier else None,
        "later": found.later.number if found.later else None,
        "is_first": found.is_first,
        "names_total": found.names_total,
        "words_total": found.words_total,
        "once": found.once,
        "names": [_new_name(each) for each in found.names],
        "words": [_new_word(each) for each in found.words],
    }


def _new_name(each: NewName) -> Json:
    return {**each.name.as_json(), **_counts(each)}


def _new_word(each: NewWord) -> Json:
    return {"word": each.text, **_counts(each)}


def _counts(each: NewName | NewWord) -> Json:
    return {"mentions": each.mentions, "since": each.since, "articles": [_article(a) for a in each.articles]}


def _article(article: Article) -> Json:
    return {"id": article.id, "title": article.title, "url": article.url}
