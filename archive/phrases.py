"""The phrases that stand for a word: its letters under the marks that the rule of mentions wants, or its terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.analysis import AskedWord
from archive.analysis.letters import BEGINS_MORPHEME, BEGINS_WORD, ENDS, MARKS
from archive.analysis.scripts import is_run, is_syllable
from archive.engines.contract import Phrase, Slot
from archive.names.book import Form


def of_terms(terms: Sequence[str]) -> Phrase:
    """These content words, side by side."""
    return Phrase("words", tuple(Slot(frozenset({term})) for term in terms))


def of_form(form: Form, asked: AskedWord) -> list[Phrase]:
    """Where a form of a name stands for the name; `asked` is the form as a word of a query."""
    if form.kind == "headline" and len(form.text) == 1:
        # A character that headlines write for a country means it only where it stands alone: 日, not 科技日报.
        return [of_terms(asked.terms)] if asked.terms else []
    return [by_itself(asked.units)] if form.whole and asked.units else list(literal(asked.units))


def literal(units: Sequence[str]) -> Iterator[Phrase]:
    """Where these letters are themselves: they begin a word, or begin and end with morphemes.

    A single syllable begins too many words that have nothing to do with it, so it must end with a morpheme as well.
    """
    middle = tuple(_slot(MARKS, unit) for unit in units[1:-1])
    match units:
        case []:
            return
        case [unit] if is_syllable(unit):
            yield _letters(_slot(_both(BEGINS_WORD + BEGINS_MORPHEME), unit))
        case [unit]:
            yield _letters(_slot(BEGINS_WORD, unit))
        case [first, *_, last]:
            yield _letters(_slot(BEGINS_WORD, first), *middle, _slot(MARKS, last))
            yield _letters(_slot(BEGINS_MORPHEME, first), *middle, _slot(ENDS, last))


def prefix(units: Sequence[str]) -> Phrase:
    """These letters where they begin a word. At least one."""
    marks = [BEGINS_WORD] + [MARKS] * (len(units) - 1)
    slots = [_slot(of_unit, unit) for of_unit, unit in zip(marks, units, strict=True)]
    if is_run(units[-1]):
        # A run of Latin letters or digits is one unit, so one that goes on is another term.
        slots[-1] = Slot(slots[-1].terms, tuple(sorted(slots[-1].terms)))
    return _letters(*slots)


def inside(units: Sequence[str]) -> Phrase:
    """These letters anywhere, also in the middle of a run of Latin letters or digits, which is one unit."""
    slots = [_slot(MARKS, unit) for unit in units]
    first, last = units[0], units[-1]
    if len(units) == 1 and is_run(first):
        slots = [Slot(slots[0].terms, infixes=(first,))]
    elif is_run(first):
        slots[0] = Slot(slots[0].terms, suffixes=(first,))
    if len(units) > 1 and is_run(last):
        slots[-1] = Slot(slots[-1].terms, prefixes=tuple(sorted(slots[-1].terms)))
    return _letters(*slots)


def by_itself(units: Sequence[str]) -> Phrase:
    """These letters where they begin and end with morphemes, so as a word that only particles follow."""
    slots = [_slot(MARKS, unit) for unit in units]
    first = BEGINS_WORD + BEGINS_MORPHEME
    slots[0] = _slot(_both(first) if len(units) == 1 else first, units[0])
    if len(units) > 1:
        slots[-1] = _slot(ENDS, units[-1])
    return _letters(*slots)


def begun(units: Sequence[str]) -> Phrase:
    """These letters where they begin a word or a morpheme."""
    begins = _slot(BEGINS_WORD + BEGINS_MORPHEME, units[0])
    return _letters(begins, *(_slot(MARKS, unit) for unit in units[1:]))


def _both(begins: str) -> str:
    return "".join(mark for mark in begins if mark in ENDS)


def _letters(*slots: Slot) -> Phrase:
    return Phrase("letters", slots)


def _slot(marks: str, unit: str) -> Slot:
    return Slot(frozenset(mark + unit for mark in marks))
