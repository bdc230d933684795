"""Why an article was found, in Korean (`reasons.Wording`)."""

from __future__ import annotations

from archive.saying import Sentence, filled
from archive.saying import word as bold

_SPELT = {
    "as typed": "{form} 그대로",
    "together": "붙여 쓴 {form}",
    "apart": "띄어 쓴 {form}",
    "otherwise": "다른 글자꼴 {form}",
}
_WAYS = {
    "prefix": "{word}(으)로 시작하는 {form}",
    "morphemes": "{word}의 다른 꼴 {form}",
    "name": "{word}의 다른 이름 {form}",
    "inside": "다른 낱말 속의 {form}",
}


def reason(way: str, spelling: str | None, word: str, form: str, count: int, in_title: int) -> Sentence:
    template = _SPELT[spelling] if spelling else _WAYS[way]
    title = f"(제목에 {in_title}번)" if in_title else ""
    return filled(f"{template} {{count}}번{{title}}", word=word, form=bold(form), count=count, title=title)
