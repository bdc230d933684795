"""From what was meant to what an engine is asked: every word of a query becomes its alternatives, at the leaf.

A word matches (docs/search-quality.md, the rule of mentions)
1. literally: its letters in order, any white space between them, where they begin a word, or where they begin and end
   with morphemes of the article as it was analyzed;
2. by its content morphemes, side by side and in order, where they say what the word says (analysis.AskedWord);
3. where it stands beside other words, also as letters of them all written together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from archive import query
from archive.analysis import Analyzer, Question
from archive.analysis.letters import BEGINS_MORPHEME, BEGINS_WORD, ENDS, MARKS
from archive.analysis.scripts import is_run, is_syllable
from archive.engines.contract import Dates, Every, Keyword, Near, Node, Phrase, Slot, Some, Weighted, Without

Way = Literal["literal", "together", "morphemes", "prefix", "inside"]
"""How a phrase stands for a word of the query; the names of `why`."""

LONGEST_TOGETHER = 4
"""So many words side by side are also looked for written together; longer names are not written so."""

LETTERS_IN_TOKEN = 4
"""So many letters are one token where nearness is counted in letters: a content word of Korean has two or three, and a
particle, an ending or a sign beside it."""

TITLE_WEIGHT = 0.5
_TITLE = {"words": "title_words", "letters": "title_letters"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A phrase that stands for `word` of the query in one way; `field` tells title and whole article apart."""

    word: str
    way: Way
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask of an engine, the phrases whose letters are to be marked in what it finds, and what ranks it.

    `weights` score in the engine; by `question`, all of what is asked for, the first hits are put in order anew.
    """

    match: Node
    weights: tuple[Weighted, ...]
    leaves: tuple[Leaf, ...]
    question: Question


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where in the tree the planner stands."""

    in_title: bool = False
    negated: bool = False


@dataclass(slots=True)
class Planner:
    """Plans one query.

    `values` gives what a keyword field of the index holds. `any_word`: words side by side need not all occur.
    `inside`: letters inside other words count too.
    """

    analyzer: Analyzer
    values: Callable[[str], Collection[str]]
    any_word: bool = False
    inside: bool = False
    _leaves: dict[Leaf, None] = field(default_factory=dict)
    _texts: list[str] = field(default_factory=list)

    def plan(self, node: query.Node | None) -> Plan:
        """The plan for a parsed query; no node at all asks for every article."""
        match = Every() if node is None else self._node(node, _Scope())
        question = self.analyzer.question(" ".join(self._texts))
        return Plan(match, tuple(_weights(question.terms)), tuple(self._leaves), question)

    def _node(self, node: query.Node, scope: _Scope) -> Node:
        match node:
            case query.Word():
                return self._word(node.text, scope)
            case query.Quoted():
                self._weigh(node.text, scope)
                return self._literally(node.text, scope)
            case query.Prefix():
                self._weigh(node.text, scope)
                return self._prefix(node.text, scope)
            case query.Nearby():
                return self._nearby(node, scope)
            case query.InTitle():
                return self._node(node.node, _Scope(True, scope.negated))
            case query.Facet():
                return self._facet(node)
            case query.Days():
                return days(node.first, node.last)
            case query.Together():
                return self._together(node.nodes, scope)
            case query.And():
                return Every(tuple(self._node(each, scope) for each in node.nodes))
            case query.Or():
                return Some(tuple(self._node(each, scope) for each in node.nodes))
            case query.Not():
                return Without(self._node(node.node, _Scope(scope.in_title, not scope.negated)))

    def _together(self, nodes: Sequence[query.Node], scope: _Scope) -> Node:
        if self.any_word:
            wanted = tuple(self._node(node, scope) for node in nodes if not isinstance(node, query.Not))
            unwanted = tuple(self._node(node, scope) for node in nodes if isinstance(node, query.Not))
            return Every((Some(wanted), *unwanted) if wanted else unwanted)
        alternatives = [[self._node(node, scope)] for node in nodes]
        for start, end in _windows(nodes):
            words = " ".join(node.text for node in nodes[start:end] if isinstance(node, query.Word))
            joined = self._literally(words, scope, "together")
            for each in alternatives[start:end]:
                each.append(joined)
        return Every(tuple(Some(tuple(each)) for each in alternatives))

    def _word(self, word: str, scope: _Scope) -> Node:
        asked = self.analyzer.asked(word)
        self._weigh(word, scope)
        literal = self._literally(word, scope)
        if not asked.stands_for_word:
            return literal
        return Some((literal, self._leaf(word, "morphemes", _terms(asked.terms), scope)))

    def _literally(self, text: str, scope: _Scope, way: Way = "literal") -> Node:
        """The letters of a text where it is itself, and inside other words where that is asked for."""
        units = self.analyzer.asked(text).units
        phrases = [self._leaf(text, way, phrase, scope) for phrase in _literal(units)]
        if self.inside and units and not scope.negated:
            phrases.append(self._leaf(text, "inside", _inside(units), scope))
        return Some(tuple(phrases))

    def _prefix(self, text: str, scope: _Scope) -> Node:
        units = self.analyzer.asked(text).units
        if not units:
            return Some()
        marks = [BEGINS_WORD] + [MARKS] * (len(units) - 1)
        slots = [_slot(of_unit, unit) for of_unit, unit in zip(marks, units, strict=True)]
        if is_run(units[-1]):
            # A run of Latin letters or digits is one unit, so one that goes on is another term.
            slots[-1] = Slot(slots[-1].terms, tuple(sorted(slots[-1].terms)))
        return self._leaf(text, "prefix", Phrase("letters", tuple(slots)), scope)

    def _nearby(self, node: query.Nearby, scope: _Scope) -> Node:
        """Every word occurs, and all of them near each other: as content words, or as letters where a word is not read
        in the article as it is when it stands alone."""
        matched = tuple(self._word(word, scope) for word in node.words)
        asked = [self.analyzer.asked(word) for word in node.words]
        near: list[Node] = []
        if all(word.terms for word in asked):
            near.append(Near(tuple(_scoped(_terms(word.terms), scope) for word in asked), node.distance))
        if all(word.units for word in asked):
            letters = tuple(_scoped(_begun(word.units), scope) for word in asked)
            near.append(Near(letters, node.distance * LETTERS_IN_TOKEN))
        return Every((*matched, Some(tuple(near))))

    def _facet(self, node: query.Facet) -> Node:
        if node.field == "issue":
            return Keyword("issue", frozenset({node.value}))
        fields = ("outlet", "outlet_zh") if node.field == "outlet" else (node.field,)
        typed = self.analyzer.plain(node.value)
        return Some(
            tuple(
                Keyword(
                    name,
                    frozenset(value for value in self.values(name) if typed and typed in self.analyzer.plain(value)),
                )
                for name in fields
            )
        )

    def _leaf(self, word: str, way: Way, phrase: Phrase, scope: _Scope) -> Phrase:
        scoped = _scoped(phrase, scope)
        if not scope.negated:
            self._leaves[Leaf(word, way, scoped)] = None
        return scoped

    def _weigh(self, text: str, scope: _Scope) -> None:
        if not scope.negated:
            self._texts.append(text)


def _weights(terms: Sequence[str]) -> Iterator[Weighted]:
    for term in dict.fromkeys(terms):
        yield Weighted("words", term)
        yield Weighted("title_words", term, TITLE_WEIGHT)


def days(first: date | None, last: date | None) -> Dates:
    """The engine's node for days from `first` to `last`, both included."""
    return Dates(first.toordinal() if first else None, last.toordinal() if last else None)


def _windows(nodes: Sequence[query.Node]) -> Iterator[tuple[int, int]]:
    """Bounds of two to LONGEST_TOGETHER words that stand side by side."""
    for start in range(len(nodes)):
        for end in range(start + 1, min(start + LONGEST_TOGETHER, len(nodes)) + 1):
            if not isinstance(nodes[end - 1], query.Word):
                break
            if end - start > 1:
                yield start, end


def _literal(units: Sequence[str]) -> Iterator[Phrase]:
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


def _inside(units: Sequence[str]) -> Phrase:
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


def _begun(units: Sequence[str]) -> Phrase:
    """These letters where they begin a word or a morpheme."""
    begins = _slot(BEGINS_WORD + BEGINS_MORPHEME, units[0])
    return _letters(begins, *(_slot(MARKS, unit) for unit in units[1:]))


def _both(begins: str) -> str:
    return "".join(mark for mark in begins if mark in ENDS)


def _letters(*slots: Slot) -> Phrase:
    return Phrase("letters", slots)


def _slot(marks: str, unit: str) -> Slot:
    return Slot(frozenset(mark + unit for mark in marks))


def _terms(terms: Sequence[str]) -> Phrase:
    return Phrase("words", tuple(Slot(frozenset({term})) for term in terms))


def _scoped(phrase: Phrase, scope: _Scope) -> Phrase:
    return Phrase(_TITLE[phrase.field], phrase.slots) if scope.in_title else phrase
