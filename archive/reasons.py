"""Why an article was found, in words that a reader understands, from its marks alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from archive.highlight import Mark
from archive.plan import Way

_SAID: dict[Way, str] = {
    "literal": "{form} 그대로 {count}번",
    "together": "붙여 쓴 {form} {count}번",
    "morphemes": "같은 뜻의 말 {form} {count}번",
    "prefix": "{word}(으)로 시작하는 말 {count}번",
    "inside": "다른 낱말 속 글자 {form} {count}번",
}
_ORDER = tuple(_SAID)
_FORMS = 3
"""So many printed forms of one word are named; the rest are summed up."""


def reasons(marks: Iterable[Mark], text: str, title_length: int) -> tuple[str, ...]:
    """One short sentence for each word of the query and each way it matched, the plainest way first.

    `text` is the searchable text that the marks' offsets count in. Letters that an earlier way has explained are not
    told again. Marks in the first `title_length` code points are said to be in the title.
    """
    told: list[str] = []
    by_word: dict[str, list[Mark]] = {}
    for mark in marks:
        by_word.setdefault(mark.word, []).append(mark)
    for word, of_word in by_word.items():
        explained: set[int] = set()
        for way in _ORDER:
            new = [m for m in of_word if m.way == way and not explained.issuperset(range(m.span.start, m.span.end))]
            explained.update(offset for m in new for offset in range(m.span.start, m.span.end))
            told += _told(way, word, new, text, title_length)
    return tuple(told)


def _told(way: Way, word: str, marks: Sequence[Mark], text: str, title_length: int) -> list[str]:
    if not marks:
        return []
    titles = sum(mark.span.end <= title_length for mark in marks)
    where = f"(제목에 {titles}번)" if titles else ""
    forms = Counter(" ".join(text[mark.span.start : mark.span.end].split()) for mark in marks)
    if way != "morphemes":
        form = forms.most_common(1)[0][0]
        return [_SAID[way].format(form=form, word=word, count=len(marks)) + where]
    named = ", ".join(form for form, _ in forms.most_common(_FORMS)) + (" 등" if len(forms) > _FORMS else "")
    return [_SAID[way].format(form=named, word=word, count=len(marks)) + where]
