"""Putting the split of an issue right as staff say: which lines each article has, and what its head says."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.articles import Piece
from indexer.document import Document
from indexer.layout import Layout
from indexer.outline import Outline
from indexer.override_plan import Plan, Start
from indexer.overrides import ArticleFix, DropFix, MergeFix, Overrides, SplitFix
from indexer.places import Named, Places
from indexer.tables import Wrong


def apply(
    document: Document, outline: Outline, found: Layout, pieces: Sequence[Piece], overrides: Overrides
) -> tuple[Layout, list[Wrong]]:
    """The layout as staff say it is, and the entries that do not fit the issue; those change nothing.

    `pieces` are the articles of `found` as read. Every entry speaks of articles as found, whatever the others say:
    first articles are merged, then begun anew, then put right, and at last dropped.
    """
    lines = document.lines
    places = Places(document, [Named(piece.title, piece.start) for piece in pieces])
    fixing = _Fixing(Plan(lines, outline, found), places, pieces)
    wrong: list[Wrong] = []
    for fix in overrides.fixes:
        if isinstance(fix, MergeFix):
            wrong += fixing.tried(fix)
    for fix in overrides.fixes:
        if isinstance(fix, SplitFix):
            wrong += fixing.tried(fix)
    wrong += _put_right(fixing, [fix for fix in overrides.fixes if isinstance(fix, ArticleFix)])
    for fix in overrides.fixes:
        if isinstance(fix, DropFix):
            wrong += fixing.tried(fix)
    return fixing.plan.layout(), wrong


def _put_right(fixing: _Fixing, fixes: Sequence[ArticleFix]) -> list[Wrong]:
    """What is wrong with these entries, whose order does not matter."""
    # Later articles first, for they make room below an earlier one; then again, for room may have come from above.
    failed = [fix for fix in sorted(fixes, key=lambda fix: -fixing.ordinal(fix)) if fixing.tried(fix)]
    return [wrong for fix in reversed(failed) for wrong in fixing.tried(fix)]


class _Fixing:
    """Entries, one after the other, made into changes of the plan. What does not fit changes nothing."""

    def __init__(self, plan: Plan, places: Places, pieces: Sequence[Piece]) -> None:
        self.plan = plan
        self._places = places
        self._pieces = pieces
        self._merged: dict[int, tuple[int, int]] = {}
        self._fixed: dict[int, int] = {}
        # By ordinal: the line of the entry that merges the article, with the ordinal it is merged into, or fixes it.

    def tried(self, fix: ArticleFix | SplitFix | MergeFix | DropFix) -> list[Wrong]:
        """Why an entry does not fit, or nothing."""
        try:
            match fix:
                case MergeFix():
                    self._merge(fix)
                case SplitFix():
                    self._split(fix)
                case ArticleFix():
                    self._article(fix)
                case DropFix():
                    self._drop(fix)
        except Wrong as wrong:
            return [wrong]
        return []

    def ordinal(self, fix: ArticleFix) -> int:
        """The article that an entry is about, 0 if it cannot be told."""
        try:
            return self._places.article_meant(fix.pointer)
        except Wrong:
            return 0

    def _merge(self, fix: MergeFix) -> None:
        ordinals = [self._places.article_meant(pointer) for pointer in fix.pointers]
        for ordinal in ordinals:
            self._not_merged(ordinal, fix.line)
        first, last = ordinals[0], ordinals[-1]
        if ordinals != list(range(first, first + len(ordinals))):
            named = ", ".join(map(self._places.article, ordinals))
            message = f"이웃한 글만, 나온 차례대로 합칠 수 있습니다: {named}."
            raise Wrong(fix.pointers[0].was.line, message)
        self.plan.join(first, last, [outlet for each in ordinals for outlet in self._pieces[each - 1].outlets])
        self._merged |= dict.fromkeys(ordinals, (fix.line, first))

    def _split(self, fix: SplitFix) -> None:
        index = self._places.line_meant(fix.at, *self._ranges(fix))
        if index is None and fix.within:
            article = self._places.article(self._places.article_meant(fix.within))
            raise Wrong(fix.at.line, f"{article}에 '{fix.at.text[:40]}'(으)로 시작하는 줄이 없습니다.")
        if index is None:
            raise self._places.no_line(fix.at)
        begun = next((start for start in self.plan.starts if start.index == index), None)
        if begun and not begun.by_hand:
            # The splitter has learnt to see it since; what is said of the article still holds.
            self.plan.change(begun, index, fix.said, self._stop(fix, index, begun))
            begun.inherits = begun.heading.section is None
            return
        if begun:
            raise Wrong(fix.at.line, f"{self._places.line(index)}에서 이미 글이 시작됩니다.")
        if any(start.index < index < (start.stop or 0) for start in self.plan.starts):
            raise Wrong(
                fix.at.line, f"{self._places.line(index)}은(는) 앞의 [[split]]이 ends까지 한 글로 묶은 자리입니다."
            )
        self.plan.begin(index, fix.said, self._stop(fix, index))

    def _ranges(self, fix: SplitFix) -> Sequence[range]:
        if fix.within:
            part = self.plan.found.parts[self._places.article_meant(fix.within) - 1]
            return [range(part.heading.start, part.end)]
        body = range(self.plan.outline.body_start, self.plan.outline.body_end)
        return [body, range(len(self._places.document.lines))]

    def _article(self, fix: ArticleFix) -> None:
        ordinal = self._places.article_meant(fix.pointer)
        if ordinal in self._fixed:
            message = (
                f"{self._places.article(ordinal)}은(는) 이 파일 {self._fixed[ordinal]}번째 줄에서 이미 고쳤습니다."
            )
            raise Wrong(fix.line, f"{message} 한 항목에 모아 적어 주세요.")
        if ordinal in self._merged and self._merged[ordinal][1] != ordinal:
            self._not_merged(ordinal, fix.line)
        start = self.plan.by_ordinal[ordinal]
        index = self._moved(fix, start)
        self.plan.change(start, index, fix.said, self._stop(fix, index, start))
        self._fixed[ordinal] = fix.line

    def _drop(self, fix: DropFix) -> None:
        ordinal = self._places.article_meant(fix.pointer)
        self._not_merged(ordinal, fix.line)
        if ordinal in self._fixed:
            message = (
                f"{self._places.article(ordinal)}은(는) 이 파일 {self._fixed[ordinal]}번째 줄에서 고치는 글입니다."
            )
            raise Wrong(fix.line, f"{message} 고치거나 빼거나 하나만 적어 주세요.")
        if self.plan.by_ordinal[ordinal].dropped:
            raise Wrong(fix.line, f"{self._places.article(ordinal)}은(는) 앞에서 이미 뺐습니다.")
        if sum(not start.dropped for start in self.plan.starts) == 1:
            raise Wrong(fix.line, f"{self._places.article(ordinal)}을(를) 빼면 호에 글이 하나도 남지 않습니다.")
        self.plan.by_ordinal[ordinal].dropped = True

    def _not_merged(self, ordinal: int, line: int) -> None:
        if ordinal in self._merged:
            message = (
                f"{self._places.article(ordinal)}은(는) 이 파일 {self._merged[ordinal][0]}번째 줄에서 합친 글입니다."
            )
            raise Wrong(line, f"{message} 합친 글은 첫 글의 제목으로 [[article]]에서 고칩니다.")

    def _moved(self, fix: ArticleFix, start: Start) -> int:
        """The index of the line at which an article is to begin."""
        if fix.starts is None:
            return start.index
        room = self.plan.room_for_start(start)
        body = range(max(room.start, min(self.plan.outline.body_start, room.stop)), room.stop)
        index = self._places.line_meant(fix.starts, body, room)
        if index is not None:
            return index
        elsewhere = self._places.line_meant(fix.starts, range(len(self._places.document.lines)))
        if elsewhere is None:
            raise self._places.no_line(fix.starts)
        message = f"{self._places.line(elsewhere)}은(는) 다른 글의 자리여서 여기서 시작할 수 없습니다."
        raise Wrong(fix.starts.line, f"{message} [[merge]]나 [[split]]으로 고칠 수 있는지 보세요.")

    def _stop(self, fix: ArticleFix | SplitFix, index: int, start: Start | None = None) -> int | None:
        """The index after the line with which an article that begins at `index` is to end, if that is said."""
        if fix.ends is None:
            return None
        room = self.plan.room_for_end(index, start)
        found = self._places.line_meant(fix.ends, range(index, self.plan.natural_end(index, start)), room)
        if found is not None:
            return found + 1
        elsewhere = self._places.line_meant(fix.ends, range(len(self._places.document.lines)))
        if elsewhere is None:
            raise self._places.no_line(fix.ends)
        first = self._places.line(index)
        message = (
            f"{self._places.line(elsewhere)}은(는) 다른 글의 자리여서, {first}에서 시작하는 글을 끝낼 수 없습니다."
        )
        raise Wrong(fix.ends.line, f"{message} 글을 합치려면 [[merge]]를 쓰세요.")
