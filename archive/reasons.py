"""Why an article was found, in words that a reader understands, from its marks alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from unicodedata import normalize

from archive.highlight import Mark
from archive.plan import Way

_ORDER: tuple[Way, ...] = ("together", "literal", "prefix", "morphemes", "name", "inside")
_SAID: dict[Way, str] = {
    "together": "{form}",
    "literal": "{form}",
    "prefix": "{word}(으)로 시작하는 {form}",
    "morphemes": "{word}의 다른 꼴 {form}",
    "name": "{word}의 다른 이름 {form}",
    "inside": "다른 낱말 속의 {form}",
}
_FORMS = 3
"""So many printed forms of one word and way are told, the commonest first."""


def reasons(marks: Iterable[Mark], text: str, title_length: int) -> tuple[str, ...]:
    """One short sentence for each printed form of each word of the query, the plainest way first.

    `text` is the searchable text that the marks' offsets count in. Letters that one way has explained are not told
    again by the next. Marks in the first `title_length` code points are said to be in the title.
    """
    told: list[str] = []
    explained: set[int] = set()
    in_order = sorted(marks, key=lambda mark: _ORDER.index(mark.way))
    groups: dict[tuple[str, Way], list[Mark]] = {}
    for mark in in_order:
        groups.setdefault((mark.word, mark.way), []).append(mark)
    for (word, way), of_group in sorted(groups.items(), key=lambda item: _ORDER.index(item[0][1])):
        new = [m for m in of_group if not explained.issuperset(range(m.span.start, m.span.end))]
        explained.update(offset for mark in new for offset in range(mark.span.start, mark.span.end))
        told += _told(word, way, new, text, title_length)
    return tuple(told)


def _told(word: str, way: Way, marks: list[Mark], text: str, title_length: int) -> list[str]:
    forms = Counter(_printed(mark, text) for mark in marks)
    titles = Counter(_printed(mark, text) for mark in marks if mark.span.end <= title_length)
    return [
        f"{_SAID[way].format(word=word, form=form)}{_spelt(word, form, way)} {count}번"
        + (f"(제목에 {titles[form]}번)" if titles[form] else "")
        for form, count in forms.most_common(_FORMS)
    ]


def _printed(mark: Mark, text: str) -> str:
    return " ".join(text[mark.span.start : mark.span.end].split())


def _spelt(word: str, form: str, way: Way) -> str:
    """How a literal mention is spelt beside what was typed."""
    if way not in ("literal", "together"):
        return ""
    typed, printed = word.lower(), normalize("NFC", form).lower()
    if printed == typed:
        return " 그대로"
    if "".join(printed.split()) != "".join(typed.split()):
        return " 다른 글자꼴로"
    return " 붙여 써서" if len(printed) < len(typed) else " 띄어 써서"
