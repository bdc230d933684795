"""A search to be read in a terminal."""

from __future__ import annotations

import re

from archive.results import Hit, Passage, Results

_MARK = ("\x1b[1;33m", "\x1b[0m")
_PLAIN = ("[", "]")
_SPACE = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def listing(results: Results, *, colour: bool) -> str:
    """The page of hits as lines; what was found is coloured, or stands in brackets where there are no colours."""
    around = _MARK if colour else _PLAIN
    lines = [f"{results.total}건" + (f" — {_kept(results.understood)}" if results.understood else "")]
    if results.relaxed:
        lines.append("모두 들어 있는 글은 없어 일부만 맞는 글을 보입니다.")
    lines += map(_kept, results.notices)
    lines += [_kept(f"{each.word} → {', '.join(each.forms)} 포함 (--expand 0)") for each in results.widened]
    if results.inside:
        lines.append(f"낱말 속 글자까지: {results.inside}건 더 (--inside 1)")
    first = (results.search.page - 1) * results.search.per_page + 1
    for number, hit in enumerate(results.hits, first):
        lines += ["", *_hit(number, hit, around)]
    if results.suggestions:
        lines += ["", "이렇게 찾아보세요: " + _kept(" · ".join(results.suggestions))]
    return "\n".join(lines)


def _kept(text: str) -> str:
    """The text on one line, without control characters, by which it could give orders to the terminal."""
    return _CONTROL.sub("\ufffd", _SPACE.sub(" ", text))


def _hit(number: int, hit: Hit, around: tuple[str, str]) -> list[str]:
    article = hit.article
    outlets = ", ".join(" ".join(filter(None, (outlet.name, outlet.name_zh))) for outlet in article.outlets)
    issue = f"제{article.issue}호" if article.issue is not None else None
    page = f"P{article.page}" if article.page is not None else None
    facts = (article.section, outlets, article.date.isoformat(), issue, page, article.id)
    about = "  ".join(_kept(fact) for fact in facts if fact)
    shown = [f"{number}. {_marked(hit.title, around)}", f"   {about}"]
    shown += [f"   {_marked(snippet, around)}" for snippet in hit.snippets]
    return [*shown, *([f"   ({_kept(', '.join(hit.why))})"] if hit.why else [])]


def _marked(passage: Passage, around: tuple[str, str]) -> str:
    pieces, at = [], 0
    for span in passage.spans:
        pieces += [
            _kept(passage.text[at : span.start]),
            around[0],
            _kept(passage.text[span.start : span.end]),
            around[1],
        ]
        at = span.end
    text = "".join([*pieces, _kept(passage.text[at:])]).strip()
    return ("… " if passage.cut_before else "") + text + (" …" if passage.cut_after else "")
