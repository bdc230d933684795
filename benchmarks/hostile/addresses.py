"""Requests for everything that the site has, with hostile values of every parameter, of paths and of headers."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from benchmarks.hostile.grammar import DAYS, NUMBERS, Grammar
from benchmarks.hostile.letters import MARKUP, any_text, escaped

SEARCHES = (
    *("/api/v1/search",) * 40,
    *("/search",) * 14,
    *("/api/v1/suggest",) * 8,
    *("/feed.atom",) * 5,
    *("/trends", "/api/v1/trends") * 2,
    *("/trends.svg", "/trends.png", "/trends.csv", "/export.csv", "/export.jsonl", "/export.bib", "/export.ris"),
    *("/api/v1/export", "/names", "/api/v1/names") * 3,
    *("/", "/reading-list", "/reading-list.csv", "/new-words", "/api/v1/new-words", "/issues", "/api", "/healthz"),
)
"""Addresses that take parameters, each as often as it is asked."""

PATHS = (
    *("/articles/{}", "/api/v1/articles/{}", "/api/v1/articles/{}/similar", "/issues/{}", "/api/v1/issues/{}"),
    *("/issues/{}/check", "/issues/{}/original", "/issues/{}/pages/1.webp", "/issues/1/pages/{}.webp", "/names/{}"),
    *("/api/v1/names/{}", "/static/{}", "/api/open/{}", "/export.{}", "/{}"),
)
CHOICES = {
    "sort": ("relevance", "newest", "oldest"),
    "match": ("all", "any"),
    "expand": ("0", "1"),
    "inside": ("0", "1"),
    "format": ("csv", "jsonl", "bibtex", "ris"),
    "by": ("year", "month"),
    "per": ("articles", "thousand"),
    "lang": ("ko", "en"),
}
OTHERS = ("section", "outlet", "from", "to", "page", "per_page", "issue", "id", "v", "q", *CHOICES)
HEADERS = (
    "Accept-Encoding",
    "Accept-Language",
    "Cookie",
    "If-None-Match",
    "Referer",
    "User-Agent",
    "X-Forwarded-For",
    "Range",
)


class Ask(NamedTuple):
    """A request: what stands behind GET, and lines of headers beside Host, as they are sent."""

    address: str
    headers: tuple[str, ...] = ()

    @property
    def route(self) -> str:
        """The address without what is by chance in it, for a table."""
        path = self.address.partition("?")[0]
        parts = path.split("/")
        known = 3 if path.startswith("/api/") else 2
        return "/".join(parts[:known]) + "/…" * (len(parts) > known)


class Addresses:
    """Makes requests by chance; the same seed makes the same ones, of the same words and article ids."""

    def __init__(self, seed: int, words: Sequence[str], article_ids: Sequence[str]) -> None:
        self._chance = Random(seed)
        self._grammar = Grammar(self._chance, words)
        self._ids = article_ids

    def ask(self) -> Ask:
        """One request."""
        chance = self._chance
        path = chance.choice(PATHS).format(self._name()) if chance.random() < 0.12 else chance.choice(SEARCHES)
        asked = self._parameters(path)
        address = f"{path}?{'&'.join(asked)}" if asked else path
        return Ask(address, self._headers() if chance.random() < 0.1 else ())

    def _parameters(self, path: str) -> list[str]:
        chance = self._chance
        queries = chance.choice((1, 2, 7)) if "trends" in path else chance.choice((1, 1, 1, 1, 1, 1, 0, 2))
        asked = [f"q={self._query()}" for _ in range(queries)]
        for name in chance.sample(OTHERS, chance.choice((0, 0, 0, 1, 1, 2, 4))):
            asked += [f"{name}={self._value(name)}" for _ in range(chance.choice((1, 1, 1, 2, 120)))]
        return asked

    def _query(self) -> str:
        chance = self._chance
        text = (
            self._grammar.query()
            if chance.random() < 0.7
            else any_text(chance, chance.choice((3,) * 8 + (30, 900)))[:1000]
        )
        return escaped(chance, text)

    def _value(self, name: str) -> str:
        """One that means something to this parameter as often as not."""
        chance = self._chance
        if name in CHOICES and chance.random() < 0.7:
            return chance.choice(CHOICES[name])
        kinds = (*DAYS, *NUMBERS, *NUMBERS, *MARKUP, "2", "100", "1000000000", chance.choice(self._ids), "")
        return escaped(chance, chance.choice(kinds) if chance.random() < 0.7 else any_text(chance, 20))

    def _name(self) -> str:
        chance = self._chance
        if chance.random() < 0.5:
            return chance.choice(self._ids)
        return escaped(chance, chance.choice((*MARKUP, *NUMBERS, any_text(chance, 20))))

    def _headers(self) -> tuple[str, ...]:
        chance = self._chance
        value = "".join(each for each in any_text(chance, 60) if each not in "\r\n\x00")
        name = chance.choice(HEADERS)
        known = {"Accept-Encoding": "gzip", "Cookie": "lang=en", "If-None-Match": 'W/"0"', "Range": "bytes=0-"}
        return (f"{name}: {known.get(name, '') if chance.random() < 0.3 else value}",)
