"""Why an article was found, from its marks alone: counted here, said by each language in words of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol
from unicodedata import normalize

from archive import reasons_english, reasons_korean
from archive.highlight import Mark
from archive.language import OWN, language
from archive.plan import Way
from archive.results import Widening
from archive.saying import Sentence

Spelling = Literal["as typed", "together", "apart", "otherwise"]
"""How a literal mention is spelt beside what was typed: white space less or more, or other characters for the same."""

_ORDER: tuple[Way, ...] = ("together", "literal", "prefix", "morphemes", "name", "inside")
_FORMS = 3
"""So many printed forms of one word and way are told, the commonest first."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A printed form of a word of the query: how it stands for the word, how often, and how often in the title.

    `spelling` is None where the form is not that of the word.
    """

    word: str
    form: str
    way: Way
    spelling: Spelling | None
    count: int
    in_title: int


class Wording(Protocol):
    """How a language says a reason, in one short sentence."""

    def reason(self, way: str, spelling: str | None, word: str, form: str, count: int, in_title: int) -> Sentence:
        """The reason with these parts (`Reason`)."""


_WORDINGS: Mapping[str, Wording] = {OWN: reasons_korean, "en": reasons_english}


def said(reason: Reason) -> Sentence:
    """The reason in the language that is spoken."""
    wording = _WORDINGS.get(language(), reasons_english)
    return wording.reason(reason.way, reason.spelling, reason.word, reason.form, reason.count, reason.in_title)


def reasons(marks: Iterable[Mark], text: str, title_length: int) -> tuple[Reason, ...]:
    """One for each printed form of each word of the query, the plainest way first.

    `text` is the searchable text that the marks' offsets count in. Letters that one way has explained are not told
    again by the next. Marks in the first `title_length` code points are in the title.
    """
    told: list[Reason] = []
    explained: set[int] = set()
    groups: dict[tuple[str, Way], list[Mark]] = {}
    for mark in marks:
        groups.setdefault((mark.word, mark.way), []).append(mark)
    for (word, way), of_group in sorted(groups.items(), key=lambda item: _ORDER.index(item[0][1])):
        new = [m for m in of_group if not explained.issuperset(range(m.span.start, m.span.end))]
        explained.update(offset for mark in new for offset in range(mark.span.start, mark.span.end))
        told += _of_forms(word, way, new, text, title_length)
    return tuple(told)


def is_respaced(reasons: Iterable[Reason]) -> bool:
    """Whether anything was found although its spaces are not those that were typed."""
    return any(reason.spelling in ("together", "apart") for reason in reasons)


def bent(reasons: Sequence[Reason]) -> tuple[Widening, ...]:
    """The words that were found in no form but other ones, each with these."""
    plain = {reason.word for reason in reasons if reason.way != "morphemes"}
    forms: dict[str, dict[str, None]] = {}
    for reason in reasons:
        if reason.word not in plain:
            forms.setdefault(reason.word, {})[reason.form] = None
    return tuple(Widening(word, tuple(of_word)) for word, of_word in forms.items())


def _of_forms(word: str, way: Way, marks: list[Mark], text: str, title_length: int) -> Iterator[Reason]:
    forms = Counter(_printed(mark, text) for mark in marks)
    titles = Counter(_printed(mark, text) for mark in marks if mark.span.end <= title_length)
    for form, count in forms.most_common(_FORMS):
        yield Reason(word, form, way, _spelling(word, form, way), count, titles[form])


def _printed(mark: Mark, text: str) -> str:
    return " ".join(text[mark.span.start : mark.span.end].split())


def _spelling(word: str, form: str, way: Way) -> Spelling | None:
    if way not in ("literal", "together"):
        return None
    typed, printed = word.lower(), normalize("NFC", form).lower()
    if printed == typed:
        return "as typed"
    if "".join(printed.split()) != "".join(typed.split()):
        return "otherwise"
    return "together" if len(printed) < len(typed) else "apart"
