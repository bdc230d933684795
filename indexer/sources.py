"""Where an article comes from: outlets behind its heading, below it, or in a closing source line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.models import Outlet
from indexer.document import Line
from indexer.wording import neat

_HAN = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_SEPARATORS = "·,、;；，ㆍ‧・･•\u119e"
_OPENING = '<《「『“"〈＜'
_LONGEST_NAME = 40
_LONGEST_CREDIT = 80
"""A line below a heading that credits outlets is no longer than this."""

_NAME = re.compile(rf"[^{_SEPARATORS}{_OPENING}()（）]+")
_OTHER_NAME = re.compile(r"\s?[(（]([^()（）]*)[)）]")
_SEPARATOR = re.compile(rf"\s?[{_SEPARATORS}]\s?")
# Within what reads like a name: an address or a date begins the note.
_NOTE_WITHIN = re.compile(r"(?:^|\s)(?:https?://|www\.|\d{4}[.\-년/])")
# The last two are the Korean vowel that is typed for a dash, as printed and in compatibility form.
_LONG_DASH = "—–―‒−ㅡ\u1173"
_CREDIT = re.compile(rf"([{_LONG_DASH}－-])\s?(\S.*)")
_DASH = re.compile(rf"[{_LONG_DASH}－]|(?<=\s)-(?=\s)")
_SOURCE = re.compile(
    r"[*※＊]?\s?(?:(?:(?:자료|뉴스|기사)\s?)?출처|원문|(?:资料)?来源|source)\s?[:：]\s?(.*)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Credit:
    """Outlets and what is said beside them: the title or address of what they published. None where nothing is."""

    outlets: tuple[Outlet, ...]
    note: str | None = None

    @property
    def certain(self) -> bool:
        """Whether each outlet gives its Chinese name and nothing else is said: no ordinary words look like this."""
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
    sure = match[1] in _LONG_DASH and not line.plain.endswith((".", "다", "요"))
    return credit if credit.certain or (sure and credit.outlets) else None


def title_tail(printed: str) -> tuple[int, Credit] | None:
    """What stands behind the last dash of a heading, and the code-point offset where that dash and its space begin."""
    dash = max(_DASH.finditer(printed), key=re.Match.start, default=None)
    if dash is None:
        return None
    return len(printed[: dash.start()].rstrip()), parse_credit(printed[dash.end() :])


def source_line(line: Line) -> str | None:
    """What a line like `*출처: …` names as the source, else None."""
    match = _SOURCE.match(line.plain)
    return match[1] if match else None


def parse_source(printed: str) -> Credit:
    """The outlets and the note of a closing source, given as printed, label and all; lines may be joined by spaces."""
    match = _SOURCE.match(neat(printed))
    return parse_credit(match[1] if match else printed)
