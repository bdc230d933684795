"""What was understood of a query, said back: the tree is walked here, each language has a grammar of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from archive import query, understood_english, understood_korean
from archive.language import OWN, language
from archive.language import gettext as _
from archive.saying import Sentence, filled, joined, plain, word


class Grammar(Protocol):
    """How a language says it. `both` and `either` stand between two things that are asked for."""

    @property
    def both(self) -> str: ...
    @property
    def either(self) -> str: ...

    def prefix(self, text: str) -> Sentence:
        """Words that begin so."""

    def nearby(self, words: Sequence[str], distance: int) -> Sentence:
        """Words that stand near each other, at most `distance` words between them."""

    def in_title(self, said: Sentence) -> Sentence:
        """What must stand in the title."""

    def facet(self, field: str, value: str) -> Sentence:
        """A value of `section`, `outlet` or `issue`."""

    def days(self, first: date | None, last: date | None) -> Sentence:
        """Days from one to another, both included; None leaves an end open."""

    def excluded(self, said: Sentence) -> Sentence:
        """What must not occur."""

    def articles_with(self, words: Sequence[Sentence], any_word: bool) -> Sentence:
        """The whole sentence, for one word or more that occur."""

    def articles_for(self, said: Sentence) -> Sentence:
        """The whole sentence, for whatever else was asked."""


_GRAMMARS: Mapping[str, Grammar] = {OWN: understood_korean, "en": understood_english}


def understood(parsed: query.Query, any_word: bool) -> str:
    """The sentence about what is looked for, as text."""
    return plain(sentence(parsed, any_word))


def sentence(parsed: query.Query, any_word: bool) -> Sentence:
    """A sentence about what is looked for, in the language that is spoken; empty where nothing was asked."""
    node = parsed.node
    if node is None:
        return ()
    saying = _Saying(_GRAMMARS.get(language(), understood_english), any_word)
    if isinstance(node, query.Together) and all(isinstance(each, query.Word) for each in node.nodes):
        return saying.grammar.articles_with([saying.said(each) for each in node.nodes], any_word)
    if isinstance(node, query.Word | query.Quoted):
        return saying.grammar.articles_with([saying.said(node)], any_word)
    return saying.grammar.articles_for(saying.said(node))


def notices(parsed: query.Query) -> tuple[str, ...]:
    """What was done otherwise than typed."""
    told = []
    if parsed.misread:
        told.append(_("따옴표나 괄호, 연산자가 맞지 않아 적힌 낱말만으로 찾았습니다."))
    if parsed.left_out:
        told.append(_("찾을 글자가 없는 것은 뺐습니다: %(signs)s", signs=" ".join(parsed.left_out)))
    return tuple(told)


class _Saying:
    """One query said by one grammar."""

    def __init__(self, grammar: Grammar, any_word: bool) -> None:
        self.grammar = grammar
        self._any_word = any_word

    def said(self, node: query.Node) -> Sentence:
        match node:
            case query.Word():
                return word(f"={node.text}" if node.exact else node.text)
            case query.Quoted():
                return filled("“{text}”", text=word(node.text))
            case query.Prefix():
                return self.grammar.prefix(node.text)
            case query.Nearby():
                return self.grammar.nearby(node.words, node.distance)
            case query.InTitle():
                return self.grammar.in_title(self._enclosed(node.node))
            case query.Facet():
                return self.grammar.facet(node.field, node.value)
            case query.Days():
                return self.grammar.days(node.first, node.last)
            case query.Not():
                return self.grammar.excluded(self._enclosed(node.node))
            case query.Together():
                return self._together(node.nodes)
            case query.And():
                return self._grouped(node.nodes, self.grammar.both)
            case query.Or():
                return self._grouped(node.nodes, self.grammar.either)

    def _grouped(self, nodes: Sequence[query.Node], joint: str) -> Sentence:
        return joined(joint, [self._enclosed(node) for node in nodes])

    def _enclosed(self, node: query.Node) -> Sentence:
        said = self.said(node)
        return _bracketed(said) if isinstance(node, query.Together | query.And | query.Or) else said

    def _together(self, nodes: Sequence[query.Node]) -> Sentence:
        """What is excluded is excluded also where any one of the others is enough."""
        wanted = [node for node in nodes if not isinstance(node, query.Not)]
        unwanted = [node for node in nodes if isinstance(node, query.Not)]
        if not self._any_word or not wanted:
            return self._grouped(nodes, self.grammar.both)
        either = self._grouped(wanted, self.grammar.either)
        if not unwanted:
            return either
        either = _bracketed(either) if len(wanted) > 1 else either
        return joined(self.grammar.both, [either, self._grouped(unwanted, self.grammar.both)])


def _bracketed(said: Sentence) -> Sentence:
    return filled("({said})", said=said)
