"""The words of an article as a reader knows them: what is printed as one noun, names, and two nouns side by side.

Nothing is analyzed again: the content words that are stored with an article say where nouns begin and end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from archive.analysis import BREAK
from archive.analysis.characters import fold
from archive.stored import StoredArticle, searchable_parts
from archive.stored_streams import StoredWords

SHORTEST, LONGEST = 2, 20
"""Characters of a word."""

_KNOWN = 32_768
"""Words of which it is remembered whether they say something."""

TWICE = 2
"""Two words side by side are a phrase where they stand so in a title, or so many times in one article."""

_FOLLOWS = frozenset(
    "은는이가을를의에서로으와과도만까부하되된될됨한할함했해돼됐시적들등인임였라나며고및처보마조밖께뿐란든커야여입일"
)
"""What may follow a noun in one printed word: first syllables of particles, of the copula, and of what makes a verb or
an adjective of it. Anything else shows that only a part of the word was read (지아 of 지아씽시)."""


class Word(NamedTuple):
    """A printed word: where it begins and ends in the searchable text; `bare`: nothing is written on to it."""

    start: int
    end: int
    text: str
    bare: bool


def words_of(stored: StoredArticle) -> Counter[str]:
    """The words of an article and its phrases of two words (with one space), each with how many times it stands there.

    Some are no nouns (adverbs, stems of verbs): what one word is alone decides `archive.trends.gathering`.
    """
    text = "\n".join(searchable_parts(stored.article))
    found = list(_words(text, stored.words))
    counts = Counter(word.text for word in found)
    phrases: Counter[str] = Counter()
    titled: set[str] = set()
    for first, second in pairwise(found):
        if first.bare and text[first.end : second.start] == " ":
            phrase = f"{first.text} {second.text}"
            phrases[phrase] += 1
            if second.end <= len(stored.article.title):
                titled.add(phrase)
    counts.update({phrase: count for phrase, count in phrases.items() if count >= TWICE or phrase in titled})
    return counts


def _words(text: str, words: StoredWords) -> Iterator[Word]:
    """The printed words that say something, in order."""
    folded = fold(text)
    for start, end in _runs(text, words):
        if not text[start].isalpha() or (start and text[start - 1].isalnum()):
            continue
        follows = text[end : end + 1]
        if "가" <= follows <= "힣" and follows not in _FOLLOWS:
            continue
        # Where no character has changed its place, a part of the folded text is that part folded.
        spelled = folded.text[start:end] if folded.starts is None else fold(text[start:end]).text
        if _says_something(spelled):
            yield Word(start, end, spelled, not follows.isalnum())


def _runs(text: str, words: StoredWords) -> Iterator[tuple[int, int]]:
    """(start, end) of content words without a gap between them; words of Chinese may overlap."""
    begun, reached = 0, 0
    for term, start, end in zip(words.joined.split(), words.starts.tolist(), words.ends.tolist(), strict=True):
        # A verb that is bent stands with another form: 위해 as 위하.
        if "가" <= text[start] <= "힣" and text[start:end].lower() != term:
            continue
        if start > reached or term == BREAK:
            if reached > begun:
                yield begun, reached
            begun = reached = end if term == BREAK else start
        reached = max(reached, end)
    if reached > begun:
        yield begun, reached


@lru_cache(maxsize=_KNOWN)
def _says_something(word: str) -> bool:
    """Whether it is a word at all, and no number, no address and none of the stop list."""
    if not (SHORTEST <= len(word) <= LONGEST and word.isalnum()):
        return False
    return sum(map(str.isdigit, word)) * 2 <= len(word) and word.lower() not in _stop_words()


@cache
def _stop_words() -> frozenset[str]:
    lines = (Path(__file__).parent / "stop_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
