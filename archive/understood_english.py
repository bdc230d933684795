"""What was understood, in English (`understood.Grammar`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from archive import language
from archive.saying import Sentence, filled, joined, word

both = " and "
either = " or "


def prefix(text: str) -> Sentence:
    return filled("words beginning with {text}", text=word(text))


def nearby(words: Sequence[str], distance: int) -> Sentence:
    return filled(
        "{words} within {distance} {units} of each other",
        words=_listed([word(each) for each in words], "and"),
        distance=distance,
        units="word" if distance == 1 else "words",
    )


def in_title(said: Sentence) -> Sentence:
    return filled("{said} in the title", said=said)


def facet(field: str, value: str) -> Sentence:
    return filled("{field} ‘{value}’", field=field, value=value)


def days(first: date | None, last: date | None) -> Sentence:
    if first and last:
        return filled("dated {first} to {last}", first=language.day(first), last=language.day(last))
    if first:
        return filled("dated {first} or later", first=language.day(first))
    return filled("dated {last} or earlier", last=language.day(last) if last else "")


def excluded(said: Sentence) -> Sentence:
    return filled("not {said}", said=said)


def articles_with(words: Sequence[Sentence], any_word: bool) -> Sentence:
    if len(words) == 1:
        return filled("Articles with {said}", said=words[0])
    how = "at least one of" if any_word else "both" if len(words) == 2 else "all of"
    return filled("Articles with {how} {said}", how=how, said=_listed(words, "or" if any_word else "and"))


def articles_for(said: Sentence) -> Sentence:
    return filled("Articles that match: {said}", said=said)


def _listed(words: Sequence[Sentence], last_joint: str) -> Sentence:
    *others, last = words
    return joined(f" {last_joint} ", [joined(", ", others), last])
