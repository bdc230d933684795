"""Finding what staff point at: an article by its title, a line by how it begins, and saying where something is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from indexer.document import Document
from indexer.override_values import Pointer, Quote
from indexer.tables import Wrong
from indexer.wording import pairs, similarity, squeezed

_NUMBER = re.compile(r"\W*\d{1,2}\W{0,2}[.)]\s*")
_LONGEST = 300
"""Of a longer quotation the beginning is compared, in letters."""
_SHOWN = 40
_MOST_SHOWN = 5
_LINES_FOR_A_HINT = 20_000
"""In longer files the liker line is not looked for; it would take seconds for each wrong entry."""
_LIKE = 0.4


@dataclass(frozen=True, slots=True)
class Named:
    """An article as the splitter finds it: its title and the index of its first line."""

    title: str
    start: int


class Places:
    """The lines of an issue and its articles as found, in order."""

    def __init__(self, document: Document, articles: Sequence[Named]) -> None:
        self.document = document
        self._articles = articles

    def line(self, index: int) -> str:
        """Where a line is and how it begins; `index` counts from 0."""
        return f"{self.at(index)} '{short(self.document.lines[index].plain)}'"

    def at(self, index: int) -> str:
        """Where a line is, for a person: the file, the page where there are several, the line from 1."""
        lines = self.document.lines
        line = lines[min(index, len(lines) - 1)]
        page = f"{line.page}쪽 " if lines[-1].page > 1 else ""
        return f"{self.document.file} {page}{line.number}번째 줄"

    def article(self, ordinal: int) -> str:
        """An article by its ordinal as found, with title and place."""
        named = self._articles[ordinal - 1]
        return f"{ordinal}번째 글 '{short(named.title)}'({self.at(named.start)})"

    def article_meant(self, pointer: Pointer) -> int:
        """The ordinal of the article that is pointed at; raises Wrong if it is not there or may be another one."""
        called = self._called(pointer.was)
        if pointer.article is None:
            return self._only_one(pointer.was, called)
        if pointer.article > len(self._articles):
            message = f"글이 {len(self._articles)}건뿐인데 {pointer.article}번째 글을 고치라고 적혀 있습니다."
            raise Wrong(pointer.was.line, f"{message}{self._now(called)}")
        if pointer.article not in called:
            message = f"was의 '{short(pointer.was.text)}'이(가) {self.article(pointer.article)}의 제목과 다릅니다."
            raise Wrong(pointer.was.line, f"{message}{self._now(called)} 호가 바뀌었는지 보고 고쳐 주세요.")
        return pointer.article

    def line_meant(self, quote: Quote, *ranges: range) -> int | None:
        """The index of the line that begins with the words, looked for in one range after the other.

        A line that is just these words comes before longer ones. None if no line of the ranges fits; raises Wrong if
        several of one range do.
        """
        wanted = squeezed(quote.text)[:_LONGEST]
        for indices in ranges:
            found = [i for i in indices if any(form.startswith(wanted) for form in self._forms[i])]
            whole = [i for i in found if wanted in self._forms[i]]
            if len(found) > 1 and len(whole) != 1:
                shown = ", ".join(str(self.document.lines[i].number) for i in found[:_MOST_SHOWN])
                more = " 등" if len(found) > _MOST_SHOWN else ""
                message = (
                    f"'{short(quote.text)}'(으)로 시작하는 줄이 여럿입니다({self.document.file} {shown}번째 줄{more})."
                )
                raise Wrong(quote.line, f"{message} 한 줄만 맞도록 더 길게 적어 주세요.")
            if found:
                return (whole or found)[0]
        return None

    def no_line(self, quote: Quote) -> Wrong:
        """What to say if no line of the issue begins with the words."""
        message = f"{self.document.file}에 '{short(quote.text)}'(으)로 시작하는 줄이 없습니다."
        return Wrong(quote.line, f"{message}{self._likest(quote)} 줄의 첫머리를 그대로 옮겨 적어 주세요.")

    @cached_property
    def _forms(self) -> list[tuple[str, ...]]:
        """The letters of each line, with and without a number before it."""
        texts = (line.plain for line in self.document.lines)
        return [(squeezed(text), squeezed(_NUMBER.sub("", text, count=1))) for text in texts]

    def _called(self, was: Quote) -> list[int]:
        """The ordinals of the articles whose title is so, or else begins so."""
        return called(was.text, [named.title for named in self._articles])

    def _only_one(self, was: Quote, called: Sequence[int]) -> int:
        if len(called) == 1:
            return called[0]
        if called:
            which = ", ".join(self.article(ordinal) for ordinal in called[:_MOST_SHOWN])
            raise Wrong(was.line, f"'{short(was.text)}'에 맞는 글이 여럿입니다: {which}. 번호(article)도 적어 주세요.")
        likest = max(
            range(1, len(self._articles) + 1),
            key=lambda ordinal: _likeness(was.text, self._articles[ordinal - 1].title),
            default=0,
        )
        like = likest and _likeness(was.text, self._articles[likest - 1].title) >= _LIKE
        hint = f" 가장 비슷한 것은 {self.article(likest)}입니다." if like else ""
        raise Wrong(was.line, f"{self.document.file}에 제목이 '{short(was.text)}'인 글이 없습니다.{hint}")

    def _now(self, called: Sequence[int]) -> str:
        return f" 그 제목은 지금 {', '.join(self.article(o) for o in called[:_MOST_SHOWN])}입니다." if called else ""

    def _likest(self, quote: Quote) -> str:
        lines = self.document.lines
        texts: Iterable[int] = (i for i, line in enumerate(lines) if line.plain and len(lines) <= _LINES_FOR_A_HINT)
        length = len(quote.text) + 10
        best = max(((_likeness(quote.text, lines[i].plain[:length]), -i) for i in texts), default=(0.0, 0))
        return f" 가장 비슷한 줄은 {self.line(-best[1])}입니다." if best[0] >= _LIKE else ""


def called(was: str, titles: Sequence[str]) -> list[int]:
    """The ordinals, from 1, of the articles whose title is so, or else begins so."""
    wanted = squeezed(was)[:_LONGEST]
    letters = [squeezed(title) for title in titles]
    whole = [ordinal for ordinal, title in enumerate(letters, 1) if title == wanted]
    return whole or [ordinal for ordinal, title in enumerate(letters, 1) if title.startswith(wanted)]


def short(text: str) -> str:
    """A text on one line, not too long to be shown in a message."""
    shown = " ".join(text.split())
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"


def _likeness(one: str, other: str) -> float:
    return similarity(pairs(one), pairs(other))
