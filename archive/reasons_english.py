"""Why an article was found, in English (`reasons.Wording`)."""

from __future__ import annotations

from archive.saying import Sentence, filled
from archive.saying import word as bold

_SPELT = {
    "as typed": "{form}",
    "together": "{form} (written together)",
    "apart": "{form} (written apart)",
    "otherwise": "{form} (in other characters)",
}
_WAYS = {
    "prefix": "{form} (begins with {word})",
    "morphemes": "{form} (another form of {word})",
    "name": "{form} (another name of {word})",
    "inside": "{form} inside other words",
}


def reason(way: str, spelling: str | None, word: str, form: str, count: int, in_title: int) -> Sentence:
    template = _SPELT[spelling] if spelling else _WAYS[way]
    title = f" ({_times(in_title)} in the title)" if in_title else ""
    return filled(f"{template} {{times}}{{title}}", word=word, form=bold(form), times=_times(count), title=title)


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")
