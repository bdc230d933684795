"""What came out of a drawn issue, held against what it is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from archive.checked import Sureness
from archive.errors import IssueError
from archive.models import Article, Issue
from indexer.document import Document
from indexer.parse import parse_bytes
from indexer.readers import read
from indexer.splitter import SplitResult, split
from tests.making.drawn import Drawn
from tests.making.variants_layout import Variant
from tests.making.variants_stories import Story, visible

FILE = "drawn.txt"
_SHOWN = 40

FIELDS: Mapping[str, tuple[Callable[[Story], object], Callable[[Article], object]]] = {
    "text": (lambda story: visible(story.body), lambda article: visible(article.text)),
    "title": (lambda story: story.title, lambda article: article.title),
    "section": (lambda story: story.section, lambda article: article.section),
    "outlets": (lambda story: story.outlets, lambda article: article.outlets),
    "note": (lambda story: story.note, lambda article: article.source_note),
    "page": (lambda story: story.page, lambda article: article.page),
    "headings": (lambda story: list(story.headings), lambda article: _headings(article)),
}
"""What an article must have: as its story says, and as it was found."""


@dataclass(frozen=True)
class Judged:
    """A drawn issue that was read.

    `faults` says in words what is wrong, by its kind, the worst kind first; empty if all is right. `articles` has for
    each story which of FIELDS came out right; empty if the file was refused. `lost` counts characters of the file that
    are in no article and in no named furniture, or not in the text of the article that they belong to.
    """

    drawn: Drawn
    faults: Mapping[str, str]
    articles: Sequence[Mapping[str, bool]]
    sureness: Sureness | None
    lost: int

    @property
    def right(self) -> bool:
        return not self.faults

    @property
    def refused(self) -> bool:
        return "refused" in self.faults


def judged(drawn: Drawn) -> Judged:
    """The issue read as `seogo index` reads it, and held against its pieces."""
    variant = drawn.variant
    try:
        parsed = parse_bytes(variant.data, FILE)
    except IssueError as error:
        return Judged(drawn, {"refused": str(error)}, (), None, 0)
    pairs = _paired(variant.stories, parsed.issue.articles)
    asked = asked_fields(drawn)
    articles = [{name: _same(name, *pair) for name in asked} for pair in pairs]
    faults = _issue_faults(variant, parsed.issue) | _article_faults(pairs, asked)
    sureness = parsed.check.sureness if parsed.check else None
    return Judged(drawn, faults, articles, sureness, lost_characters(variant.data))


def asked_fields(drawn: Drawn) -> tuple[str, ...]:
    """What is asked of each article: where headings have no numbers, plain text does not tell what is one."""
    return tuple(name for name in FIELDS if name != "headings" or drawn.choices["headings"] != "bare")


def lost_characters(data: bytes) -> int:
    """How many visible characters of a file of text are not accounted for, or are twice."""
    document = read(data, FILE)
    assert isinstance(document, Document)
    unread = _differing(data.decode("utf-8-sig"), document.text)
    return unread + _unaccounted(document, split(document))


def _unaccounted(document: Document, result: SplitResult) -> int:
    spanned = "".join(document.text[span.start : span.end] for span in result.spans)
    count = _differing(spanned, document.text)
    for article in result.issue.articles:
        own = [span for span in result.spans if span.article == article.id and span.role == "body"]
        count += _differing("".join(document.text[span.start : span.end] for span in own), article.text)
    return count


def _differing(one: str, two: str) -> int:
    """How many visible characters one text has more than the other, either way; 1 if only their order differs."""
    first, second = visible(one), visible(two)
    if first == second:
        return 0
    return max(1, ((Counter(first) - Counter(second)) + (Counter(second) - Counter(first))).total())


Pair = tuple[Story, Article | None]


def _paired(stories: Sequence[Story], found: Sequence[Article]) -> list[Pair]:
    """Each story with the article that has its text, or else its title."""
    by_text = {visible(article.text): article for article in found}
    by_title = {article.title: article for article in found}
    return [(story, by_text.get(visible(story.body)) or by_title.get(story.title)) for story in stories]


def _same(name: str, story: Story, article: Article | None) -> bool:
    wanted, found = FIELDS[name]
    return article is not None and wanted(story) == found(article)


def _headings(article: Article) -> list[str]:
    return [block.text for block in article.blocks if block.kind == "heading"]


def _issue_faults(variant: Variant, issue: Issue) -> dict[str, str]:
    faults: dict[str, str] = {}
    wanted, found = len(variant.stories), len(issue.articles)
    if found != wanted:
        faults["too few articles" if found < wanted else "too many articles"] = f"{found} for {wanted}"
    date = issue.date and issue.date.isoformat()
    if issue.number != variant.number:
        faults["number"] = f"{issue.number} for {variant.number}"
    if date != variant.date:
        faults["date"] = f"{date} for {variant.date}"
    return faults


def _article_faults(pairs: Sequence[Pair], asked: Sequence[str]) -> dict[str, str]:
    """The first article that is missing, and the first that is wrong in each field."""
    missing = [story for story, article in pairs if article is None]
    faults = {"missing": _short(missing[0].title)} if missing else {}
    found = [(story, article) for story, article in pairs if article is not None]
    for name in asked:
        wrong = [pair for pair in found if not _same(name, *pair)]
        faults |= {name: _told(name, *wrong[0])} if wrong else {}
    return faults


def _told(name: str, story: Story, article: Article) -> str:
    wanted, found = FIELDS[name]
    if name == "text":
        return f"{len(visible(article.text))} for {len(visible(story.body))} characters in {_short(story.title)}"
    return f"{_short(found(article))} for {_short(wanted(story))}"


def _short(value: object) -> str:
    told = repr(value)
    return told if len(told) <= _SHOWN else f"{told[:_SHOWN]}…"
