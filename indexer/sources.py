"""Where an article comes from: outlets behind its heading, below it, or in a closing source line."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from archive.models import Outlet
from indexer.document import Line
from indexer.wording import either_form, neat

_HAN = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_SEPARATORS = "·,、;；，ㆍ‧・･•\u119e"
_OPENING = '<《「『“"〈＜'
_LONGEST_NAME = 40
_LONGEST_TITLE = 1_000
_LONGEST_CREDIT = 80
"""A line below a heading that credits outlets is no longer than this."""

_NAME = re.compile(rf"(?:(?!\s[/|｜]\s)[^{_SEPARATORS}{_OPENING}()（）])+")
_OTHER_NAME = re.compile(r"\s?[(（]([^()（）]*)[)）]")
_SEPARATOR = re.compile(rf"\s?[{_SEPARATORS}]\s?|\s[/|｜]\s")
# Within what reads like a name: an address or a date begins the note.
_NOTE_WITHIN = re.compile(r"(?:^|\s)(?:https?://|www\.|\d{4}[.\-년/])")
# The last two are the Korean vowel that is typed for a dash, as printed and in compatibility form.
_LONG_DASH = "—–―‒−ㅡ"
# The vowel alone; behind a consonant it is part of a syllable that a Mac has decomposed.
_VOWEL_AS_DASH = "(?<![\u1100-\u115f])\u1173"
_STROKES = "/|｜ㅣ│"
_CREDIT = re.compile(rf"([{_LONG_DASH}－{_STROKES}-]|{_VOWEL_AS_DASH})\s?(\S.*)")
_DASH = re.compile(rf"[{_LONG_DASH}－]|{_VOWEL_AS_DASH}|(?<=\s)[-{_STROKES}](?=\s)")
_LABEL = r"(?:(?:자료|뉴스|기사)\s?)?출처|자료(?:원|\s?제공)?|원문|(?:资料)?来源|source"
_SOURCE = re.compile(rf"(?:[^\w\s(（\[<【'\"]\ufe0f?\s?)?[(（\[<【]?\s?(?:{_LABEL})\s?[:：|｜=]\s?(.*)", re.IGNORECASE)
_SOURCE_WITHOUT_COLON = re.compile(r"[*※＊]\s?(?:(?:자료|뉴스|기사)\s?)?출처\s(\S.*)")
_SOURCE_IN_BRACKETS = re.compile(rf"[(（\[<【]\s?(?:{_LABEL})\s?[)）\]>】]\s?[:：]?\s?(\S.*)")
_SOURCE_CELL = re.compile(rf"\s*{either_form(_LABEL)}\s*\t\s*(\S[^\t]*)")
_FRONT = re.compile(rf"\s*[\[【(（]\s?([^\[\]【】]*[(（][^()（）]*{_HAN}[^()（）]*[)）])\s?[\]】)）]\s*(?=\S)")
_LABELLED_TAIL = re.compile(rf"[(（\[<【]\s?{either_form(_LABEL)}\s?[:：]\s?(.*)[)）\]>】]\s*$", re.IGNORECASE)
_BRACKETED_TAIL = re.compile(rf"(?<=\s)[(（\[<【]\s?([^()（）]+[(（][^()（）]*{_HAN}[^()（）]*[)）])\s?[)）\]>】]\s*$")
_WORDS_IN_BRACKETS = re.compile(r"(?<=\s)[(（]([^()（）\d]{2,60})[)）]\s*$")
_OPENED = re.compile(r"[*※＊▶■]?\s?([(（\[<【])")
_CLOSING = dict(zip("(（[<【", ")）]>】", strict=True))


@dataclass(frozen=True, slots=True)
class Credit:
    """Outlets and what is said beside them: the title or address of what they published. None where nothing is."""

    outlets: tuple[Outlet, ...]
    note: str | None = None
    labelled: bool = False

    @property
    def certain(self) -> bool:
        """Whether the word 출처 stands before, or each outlet gives its Chinese name and nothing else is said: no
        ordinary words look like this."""
        if self.labelled:
            return bool(self.outlets)
        return bool(self.outlets) and self.note is None and all(outlet.name_zh for outlet in self.outlets)


def parse_outlet(text: str) -> Outlet:
    """One outlet as printed: `과기일보(科技日报)` has two names, `로이터(Reuters)` one."""
    name = neat(text)
    match = re.fullmatch(rf"(.+?)\s?[(（]([^()（）]*{_HAN}[^()（）]*)[)）]", name)
    if match:
        return Outlet(match[1], neat(match[2]))
    return Outlet(name, name if re.fullmatch(rf"(?:{_HAN}|\s)+", name) else None)


def parse_credit(text: str) -> Credit:
    """Outlets joined by `·` or commas, then the note: `중국전자은행망(中国电子银行网) 第一财经…白皮书`."""
    rest = neat(text)
    outlets: list[Outlet] = []
    while name := _NAME.match(rest):
        within = _NOTE_WITHIN.search(name[0])
        printed = name[0][: within.start()] if within else name[0]
        other = None if within else _OTHER_NAME.match(rest, name.end())
        if not printed.strip() or len(printed) > _LONGEST_NAME:
            break
        outlets.append(parse_outlet(printed + (other[0] if other else "")))
        rest = rest[other.end() if other else len(printed) :]
        separator = _SEPARATOR.match(rest)
        if not separator:
            break
        rest = rest[separator.end() :]
    return Credit(tuple(dict.fromkeys(outlets)), rest.strip() or None)


def credit_line(line: Line) -> Credit | None:
    """The outlets in a line of their own below a heading: `— 징리런왕(经理人网)`. None if it is anything else."""
    match = _CREDIT.fullmatch(line.plain)
    if not match or len(line.plain) > _LONGEST_CREDIT:
        return None
    credit = parse_credit(neat(line.text)[1:])
    # A hyphen also begins the items of lists, so there the names themselves must show what they are.
    sure = match[1] in _LONG_DASH + "\u1173" and not line.plain.endswith((".", "다", "요"))
    return credit if credit.certain or (sure and credit.outlets) else None


def title_tail(printed: str) -> tuple[int, Credit] | None:
    """What stands behind the last dash or stroke of a heading, or in brackets at its end, and where that begins.

    Given is the code-point offset behind the title, before the space after it. In brackets stands the word 출처, or an
    outlet with its Chinese name in brackets of its own.
    """
    labelled = _LABELLED_TAIL.search(printed) if len(printed) <= _LONGEST_TITLE else None
    if labelled:
        return len(printed[: labelled.start()].rstrip()), replace(parse_credit(labelled[1]), labelled=True)
    bracketed = _BRACKETED_TAIL.search(printed) if len(printed) <= _LONGEST_TITLE else None
    if bracketed:
        return len(printed[: bracketed.start()].rstrip()), parse_credit(bracketed[1])
    dash = max(_DASH.finditer(printed), key=re.Match.start, default=None)
    if dash is None:
        return None
    return len(printed[: dash.start()].rstrip()), parse_credit(printed[dash.end() :])


def customary_tail(printed: str) -> tuple[int, Credit] | None:
    """What may be outlets at the end of a heading, and are only where most titles of an issue have the like.

    Words in brackets, or behind the last dash or stroke; with the code-point offset behind the title.
    """
    if len(printed) > _LONGEST_TITLE:
        return None
    match = _WORDS_IN_BRACKETS.search(printed)
    tail = (len(printed[: match.start()].rstrip()), parse_credit(match[1])) if match else title_tail(printed)
    short = tail is not None and len(neat(printed[tail[0] :])) <= _LONGEST_CREDIT
    return (tail[0], replace(tail[1], labelled=True)) if tail and short and tail[1].outlets else None


def credit_start(title: str) -> int:
    """Where the outlets begin that a contents page prints behind a title, in code points; its length if it has none.

    A dash may as well be the title's own, so only strokes and the word 출처 tell.
    """
    tail = title_tail(title)
    stroke = tail is not None and title[tail[0] :].strip()[:1] not in _LONG_DASH + "-"
    return tail[0] if tail and stroke and tail[1].certain else len(title)


def source_line(line: Line) -> str | None:
    """What a line like `*출처: …` or `(출처) …`, or a row that begins with 출처, names as the source, else None."""
    match = _source(line.plain) or _SOURCE_CELL.fullmatch(line.text)
    return match[1] if match else None


def _source(text: str) -> re.Match[str] | None:
    return _SOURCE.match(text) or _SOURCE_IN_BRACKETS.match(text) or _SOURCE_WITHOUT_COLON.match(text)


def title_front(printed: str) -> tuple[int, Credit] | None:
    """Outlets in brackets before a heading, each with its Chinese name, and the code-point offset behind them."""
    match = _FRONT.match(printed) if len(printed) <= _LONGEST_TITLE else None
    credit = parse_credit(match[1]) if match else None
    return (match.end(), credit) if match and credit and credit.certain else None


def parse_source(printed: str) -> Credit:
    """The outlets and the note of a closing source, given as printed, label and all; lines may be joined by spaces."""
    text = neat(printed)
    opened = _OPENED.match(text)
    if opened and text.endswith(_CLOSING[opened[1]]) and not _SOURCE_IN_BRACKETS.match(text):
        text = text[:-1]
    match = _source(text) or _SOURCE_CELL.fullmatch(printed)
    return parse_credit(match[1] if match else printed)
