"""What stands beside a form in brackets without being its Chinese name: quotations, dates, marks of countries."""

from __future__ import annotations

import re

from archive.analysis.scripts import DIGIT, HAN, HANGUL, LATIN
from archive.names.alignment import Alignment, is_initials
from archive.names.mining import Edge

_HAN = re.compile(f"[{HAN}]")
_NAMED = re.compile(f"[{HANGUL}]|[{LATIN}].*[{LATIN}]")
_HANGUL = re.compile(f"[{HANGUL}]")
_NUMBER = re.compile(f"[{DIGIT}]")
_DATE = re.compile("[〇零一二三四五六七八九十百千万亿億兩两第年月日号號時时分]+")
# Words of Chinese grammar, which names hardly have: 的 is in 美的, so short forms are not judged by them.
_GRAMMAR = re.compile("[的了是在不就把被让讓你我他她它们們这這那吗嗎呢]|什么|甚麼")
_SENTENCE_END = re.compile(
    ".*(?:습니다|니다|한다|된다|는다|했다|이다|있다|없다|세요|어요|아요|예요|네요|하라|하자|는지|을까|는가|라고)"
)

_LONGEST = 30
_LONGEST_TRANSLATED = 12
_LONGEST_NAME = 4
_SUPPORTED = 0.5
_SENTENCE_SUPPORTED = 0.75


def is_pair(zh: str, form: str, alignment: Alignment, edge: Edge, more: bool) -> bool:
    """Whether a reader would take this form and this Chinese for one name; `edge` and `more` as in a Candidate."""
    characters = len(_HAN.findall(zh))
    if not 1 < characters <= _LONGEST or not _NAMED.search(form):
        return False
    if _NUMBER.search(form) and _DATE.fullmatch(zh):
        return False
    if _HANGUL.search(form) and alignment.units == 1:
        return False
    is_sentence = characters > _LONGEST_NAME and _GRAMMAR.search(zh) is not None
    if alignment.share >= (_SENTENCE_SUPPORTED if is_sentence else _SUPPORTED):
        return True
    return not is_sentence and not more and _may_be_translated(zh, form, alignment.units, characters, edge)


def _may_be_translated(zh: str, form: str, units: int, characters: int, edge: Edge) -> bool:
    """Whether a form that the characters do not account for may still be their name (Vatti and 华帝, 위챗 and 微信)."""
    if characters > _LONGEST_TRANSLATED:
        return False
    if not _HANGUL.search(form):
        is_short = characters <= _LONGEST_NAME or edge != "inside"
        return is_short or is_initials(form, zh)
    if characters >= _LONGEST_NAME and _SENTENCE_END.fullmatch(form):
        return False
    if characters > _LONGEST_NAME and form.endswith("다"):
        return False
    # A title in quotation marks may be much shorter than the Chinese one.
    least = characters / (4 if edge == "whole" else 2)
    return least <= units <= 4 * characters
