"""What is asked of a server whose index changes: kinds of requests, how often each, and who judges the answer."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks.serving import judging
from benchmarks.serving.states import FEWEST, FIRST, MOST, WORD
from tests.corpora import ISSUE_307

SORTS = ("relevance", "newest", "oldest")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: an address below the server's, what kind it is of, and who judges an answer of status 200.

    `needs` is the changing issue without which 404 is the right answer; None where there has to be one always.
    """

    kind: str
    address: str
    judge: judging.Judge
    needs: int | None = None


def requests(base_issues: int, base_articles: int, seed: int) -> Iterator[Asked]:
    """Endless requests; the same for the same seed."""
    chance = random.Random(seed)
    words = sorted(set(re.findall("[가-힣]{2,}", ISSUE_307.read_text(encoding="utf-8"))))
    issues = Asked("issues", "/api/v1/issues", judging.issues_json)
    front = Asked("front page", "/", judging.front(base_articles))
    makers: dict[Callable[[], Asked], int] = {
        lambda: _of_states(chance): 20,
        lambda: _of_base(chance, words): 20,
        lambda: _article(chance): 20,
        lambda: _base_article(chance, base_issues): 10,
        lambda: _issue(chance): 10,
        lambda: _suggest(chance, words): 5,
        lambda: issues: 5,
        lambda: front: 5,
        lambda: _feed(chance): 5,
    }
    while True:
        (make,) = chance.choices(list(makers), list(makers.values()))
        yield make()


def _of_states(chance: random.Random) -> Asked:
    """A page of all articles of the changing issues, or the same as JSON."""
    query = urlencode({"q": WORD, "sort": chance.choice(SORTS), "per_page": chance.randrange(24, 101)})
    if chance.random() < 0.5:
        return Asked("JSON", f"/api/v1/search?{query}", judging.search_json)
    return Asked("page of results", f"/search?{query}", judging.search_page)


def _of_base(chance: random.Random, words: list[str]) -> Asked:
    """A search that the changing issues have no part in, nearly never the same twice."""
    query = urlencode({"q": " ".join(chance.sample(words, chance.randrange(1, 3))), "sort": chance.choice(SORTS)})
    path, kind = chance.choice((("/search", "page of results"), ("/api/v1/search", "JSON")))
    return Asked(kind, f"{path}?{query}", judging.nothing)


def _article(chance: random.Random) -> Asked:
    number = chance.randrange(FIRST, FIRST + MOST)
    query = f"?{urlencode({'q': WORD})}" if chance.random() < 0.5 else ""
    return Asked(
        "article", f"/articles/{number}-{chance.randrange(1, 4)}{query}", judging.article(number), _coming(number)
    )


def _base_article(chance: random.Random, issues: int) -> Asked:
    return Asked("article", f"/articles/{chance.randrange(1, issues + 1)}-{chance.randrange(1, 8)}", judging.nothing)


def _issue(chance: random.Random) -> Asked:
    number = chance.randrange(FIRST, FIRST + MOST)
    if chance.random() < 0.5:
        return Asked("issue", f"/issues/{number}", judging.issue_page(number), _coming(number))
    return Asked("issue", f"/api/v1/issues/{number}", judging.issue_json(number), _coming(number))


def _suggest(chance: random.Random, words: list[str]) -> Asked:
    return Asked("completions", f"/api/v1/suggest?{urlencode({'q': chance.choice(words)[:2]})}", judging.nothing)


def _feed(chance: random.Random) -> Asked:
    return Asked("feed", f"/feed.atom?{urlencode({'q': WORD, 'n': chance.randrange(1000)})}", judging.feed)


def _coming(number: int) -> int | None:
    """The issue itself, if it comes and goes."""
    return number if number >= FIRST + FEWEST else None
