"""From what was meant to what an engine is asked: every word of a query becomes its alternatives, at the leaf.

A word matches (docs/search-quality.md, the rule of mentions)
1. literally: its letters in order, any white space between them, where they begin a word, or where they begin and end
   with morphemes of the article as it was analyzed;
2. by its content morphemes, side by side and in order, where they say what the word says (analysis.AskedWord);
3. where it stands beside other words, also as letters of them all written together;
4. by the other forms of the name that it is (archive.names.book).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from archive import phrases, query
from archive.analysis import Analyzer, Question
from archive.analysis.scripts import is_syllable
from archive.budget import look
from archive.engines.contract import Dates, Every, Keyword, Near, Node, Phrase, Some, Weighted, Without
from archive.names.book import Form

Way = Literal["literal", "together", "morphemes", "prefix", "name", "inside"]
"""How a phrase stands for a word of the query; the names of `why`."""

LONGEST_TOGETHER = 4
"""So many words side by side are also looked for written together; longer names are not written so."""

LETTERS_IN_TOKEN = 4
"""So many letters are one token where nearness is counted in letters: a content word of Korean has two or three, and a
particle, an ending or a sign beside it."""

TITLE_WEIGHT = 0.5
NAME_WEIGHT = 0.5
"""What a term of another form of a name weighs beside one that was typed."""

_TITLE = {"words": "title_words", "letters": "title_letters"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A phrase that stands for `word` of the query in one way; `field` tells title and whole article apart."""

    word: str
    way: Way
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Widened:
    """Another form of a name that was asked for as `word`, and where it stands."""

    word: str
    form: str
    match: Node


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask of an engine, the phrases whose letters are to be marked in what it finds, and what ranks it.

    `weights` score in the engine; by `question`, all of what is asked for, the first hits are put in order anew.
    `widened` are the other forms of names that match too, `excluded` those that must not occur.
    """

    match: Node
    weights: tuple[Weighted, ...]
    leaves: tuple[Leaf, ...]
    question: Question
    widened: tuple[Widened, ...] = ()
    excluded: tuple[Widened, ...] = ()


def _itself(name: str) -> frozenset[str]:
    return frozenset({name})


def _no_others(key: str) -> Sequence[Form]:
    return ()


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where in the tree the planner stands."""

    in_title: bool = False
    negated: bool = False


@dataclass(slots=True)
class Planner:
    """Plans one query.

    `values` gives what a keyword field of the index holds. `any_word`: words side by side need not all occur.
    `inside`: letters inside other words count too. `others` gives the other forms of the names known by a key
    (Analyzer.plain), `outlet_names` all names of the outlet that goes by one.
    """

    analyzer: Analyzer
    values: Callable[[str], Collection[str]]
    any_word: bool = False
    inside: bool = False
    others: Callable[[str], Sequence[Form]] = _no_others
    outlet_names: Callable[[str], frozenset[str]] = _itself
    _leaves: dict[Leaf, None] = field(default_factory=dict)
    _texts: list[str] = field(default_factory=list)
    _widened: dict[Widened, None] = field(default_factory=dict)
    _excluded: dict[Widened, None] = field(default_factory=dict)

    def plan(self, node: query.Node | None) -> Plan:
        """The plan for a parsed query; no node at all asks for every article."""
        match = Every() if node is None else self._node(node, _Scope())
        question = self.analyzer.question(" ".join(self._texts))
        weights = (*_weights(question.terms), *_weights(self._terms_of_others(), NAME_WEIGHT))
        return Plan(match, weights, tuple(self._leaves), question, tuple(self._widened), tuple(self._excluded))

    def _node(self, node: query.Node, scope: _Scope) -> Node:
        look()
        match node:
            case query.Word():
                return self._word(node.text, scope, exact=node.exact)
            case query.Quoted():
                self._weigh(node.text, scope)
                return Some((self._literally(node.text, scope), *self._other_forms(node.text, scope)))
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
            look()
            words = [node for node in nodes[start:end] if isinstance(node, query.Word)]
            text = " ".join(word.text for word in words)
            together = self._literally(text, scope, "together")
            joined = [] if self._says_nothing_new(words, scope) else [together]
            if not any(word.exact for word in words):
                joined += self._other_forms(text, scope)
            for each in alternatives[start:end]:
                each += joined
        return Every(tuple(Some(tuple(each)) for each in alternatives))

    def _says_nothing_new(self, words: Sequence[query.Word], scope: _Scope) -> bool:
        """Whether letters of words written together are found by the words alone, which count inside others too.

        Of runs of Latin letters and digits this is not known: written together they may be another run.
        """
        units = [unit for word in words for unit in self.analyzer.asked(word.text).units]
        each_has = all(self.analyzer.asked(word.text).units for word in words)
        return self.inside and not scope.negated and each_has and all(map(is_syllable, units))

    def _word(self, word: str, scope: _Scope, *, exact: bool = False) -> Node:
        asked = self.analyzer.asked(word)
        self._weigh(word, scope)
        ways = [self._literally(word, scope)]
        if asked.stands_for_word:
            ways.append(self._leaf(word, "morphemes", phrases.of_terms(asked.terms), scope))
        if not exact:
            ways += self._other_forms(word, scope)
        return Some(tuple(ways))

    def _other_forms(self, text: str, scope: _Scope) -> list[Node]:
        """Where the other forms of a name stand, if the text is one."""
        nodes: list[Node] = []
        typed = self.analyzer.asked(text)
        for form in self.others(self.analyzer.plain(text)):
            asked = self.analyzer.asked(form.text)
            if asked.units == typed.units:
                continue
            found = phrases.of_form(form, asked)
            nodes.append(Some(tuple(self._leaf(text, "name", phrase, scope) for phrase in found)))
            told = self._excluded if scope.negated else self._widened
            told[Widened(text, form.text, nodes[-1])] = None
        return nodes

    def _terms_of_others(self) -> list[str]:
        asked = set(self.analyzer.question(" ".join(self._texts)).terms)
        return [term for each in self._widened for term in self.analyzer.asked(each.form).terms if term not in asked]

    def _literally(self, text: str, scope: _Scope, way: Way = "literal") -> Node:
        """The letters of a text where it is itself, and inside other words where that is asked for."""
        units = self.analyzer.asked(text).units
        found = [self._leaf(text, way, phrase, scope) for phrase in phrases.literal(units)]
        if self.inside and units and not scope.negated:
            # Whatever is itself is found there too, and phrases are what takes an engine longest.
            return self._leaf(text, "inside", phrases.inside(units), scope)
        return Some(tuple(found))

    def _prefix(self, text: str, scope: _Scope) -> Node:
        units = self.analyzer.asked(text).units
        if not units:
            return Some()
        return self._leaf(text, "prefix", phrases.prefix(units), scope)

    def _nearby(self, node: query.Nearby, scope: _Scope) -> Node:
        """Every word occurs, and all of them near each other: as content words, or as letters where a word is not read
        in the article as it is when it stands alone."""
        matched = tuple(self._word(word, scope, exact=True) for word in node.words)
        asked = [self.analyzer.asked(word) for word in node.words]
        near: list[Node] = []
        if all(word.terms for word in asked):
            near.append(Near(tuple(_scoped(phrases.of_terms(word.terms), scope) for word in asked), node.distance))
        if all(word.units for word in asked):
            letters = tuple(_scoped(phrases.begun(word.units), scope) for word in asked)
            near.append(Near(letters, node.distance * LETTERS_IN_TOKEN))
        return Every((*matched, Some(tuple(near))))

    def _facet(self, node: query.Facet) -> Node:
        if node.field == "issue":
            return Keyword("issue", frozenset({node.value}))
        typed = self.analyzer.plain(node.value)
        if node.field != "outlet":
            return Keyword(node.field, frozenset(self._values_like(node.field, typed)))
        printed = [name for field in ("outlet", "outlet_zh") for name in self._values_like(field, typed)]
        names = frozenset(each for name in printed for each in self.outlet_names(name))
        return Some((Keyword("outlet", names), Keyword("outlet_zh", names)))

    def _values_like(self, field: str, typed: str) -> list[str]:
        return [value for value in self.values(field) if typed and typed in self.analyzer.plain(value)]

    def _leaf(self, word: str, way: Way, phrase: Phrase, scope: _Scope) -> Phrase:
        scoped = _scoped(phrase, scope)
        if not scope.negated:
            self._leaves[Leaf(word, way, scoped)] = None
        return scoped

    def _weigh(self, text: str, scope: _Scope) -> None:
        if not scope.negated:
            self._texts.append(text)


def _weights(terms: Sequence[str], weight: float = 1.0) -> Iterator[Weighted]:
    for term in dict.fromkeys(terms):
        yield Weighted("words", term, weight)
        yield Weighted("title_words", term, weight * TITLE_WEIGHT)


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


def _scoped(phrase: Phrase, scope: _Scope) -> Phrase:
    return Phrase(_TITLE[phrase.field], phrase.slots) if scope.in_title else phrase
