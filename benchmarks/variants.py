"""Archives with a part left out, to see what it buys."""

from __future__ import annotations

from dataclasses import replace

from archive.engines.contract import Node, Some
from archive.plan import Plan, Planner, Way
from archive.query_tree import Node as QueryNode


class NotReordered(Planner):
    """The rule of mentions, ranked by BM25 alone."""

    def plan(self, node: QueryNode | None) -> Plan:
        plan = super().plan(node)
        return replace(plan, question=replace(plan.question, runs=(), plain=""))


class WithoutNounRuns(Planner):
    """Reordered by three letters in a row alone."""

    def plan(self, node: QueryNode | None) -> Plan:
        plan = super().plan(node)
        return replace(plan, question=replace(plan.question, runs=()))


class MorphemesOnly(NotReordered):
    """What every tutorial builds: a word is its content morphemes side by side, and BM25 ranks."""

    def _literally(self, text: str, scope: object, way: Way = "literal") -> Node:
        return Some()


class LettersOnly(NotReordered):
    """A word is its letters where the rule wants them, and nothing else."""

    def _word(self, word: str, scope: object, *, exact: bool = False) -> Node:
        self._weigh(word, scope)  # type: ignore[arg-type]
        return self._literally(word, scope)  # type: ignore[arg-type]
