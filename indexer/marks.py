"""What stands before a title, or around it: numbers in their many forms, ornaments, brackets."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from indexer.document import Line
from indexer.wording import LONGEST_HEADING, either_form

_LEAD = r"[\s*#\u00ad\u200b-\u200f\u2060\ufeff]*"
SYLLABLES = "가나다라마바사아자차카타파하"
_SPELLED = "하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열"
_WORDS = "NEWS|News|뉴스|소식|기사|이슈|ISSUE|Issue|TOPIC|Topic|주제|동향"
_TITLE = r"(?:\s+(?=\S)|(?=[^\s\d]))"
_NUMBERS = {
    "paren": rf"{_LEAD}(\d{{1,2}})\s?[)）]{_TITLE}",
    "round": rf"{_LEAD}[(（](\d{{1,2}})[)）]\s*(?=\S)",
    "circled": rf"{_LEAD}([①-⑳❶-❿➀-➓⓵-⓾])\s?[.．)）]?\s*(?=\S)",
    "roman": rf"{_LEAD}([Ⅰ-Ⅻⅰ-ⅻ]|[IVX]{{1,4}}(?=\s?[.．)）]))\s?[.．)）、]?\s*(?=\S)",
    "hanja": rf"{_LEAD}([一二三四五六七八九十]{{1,2}})\s?[、.．)）]\s*(?=\S)",
    "square": rf"{_LEAD}[\[［【<〈＜](\d{{1,2}})[\]］】>〉＞]\s*(?=\S)",
    "zero": rf"{_LEAD}([0０]\d)\s?[)）|｜ㅣ]?{_TITLE}",
    "keycap": rf"{_LEAD}(\d)\ufe0f?\u20e3\s*(?=\S)",
    "cell": r"\s*(\d{1,2})[.)]?\t\s*(?=\S)",
    "syllable": rf"{_LEAD}({either_form('|'.join(SYLLABLES))})\s?[.．)）]\s+(?=\S)",
    "word": rf"{_LEAD}[\[［【<〈]?\s?{either_form(_WORDS)}\s?(\d{{1,2}})\s?[\]］】>〉]?\s?[.:：|｜)\]]?\s+(?=\S)",
    "dashed": rf"{_LEAD}\d{{1,2}}[-–](\d{{1,2}})[.．)）]?\s+(?=\S)",
    "part": rf"{_LEAD}[\[(（［【<]?(\d{{1,2}})\s?/\s?\d{{1,2}}[\])）］】>]?\s+(?=\S)",
    "letter": rf"{_LEAD}([A-Z])\s?[.．)）]\s+(?=\S)",
    "lettered": rf"{_LEAD}[A-Z]-?(\d{{1,2}})\s?[.．)）]\s+(?=\S)",
    "spelled": rf"{_LEAD}({either_form(_SPELLED)})\s?[.．,，)）]\s+(?=\S)",
    "hash": r"\s*#(\d{1,2})[.)]?\s+(?=\S)",
}
NUMBER_FORMS: dict[str, re.Pattern[str]] = {name: re.compile(pattern) for name, pattern in _NUMBERS.items()}
"""Ways of numbering, besides `1.`; in each, group 1 is the number, and the match ends where the title begins."""

_ALONE = re.compile(r"(?:[A-Za-z]{2,8}\.?|뉴스|소식|이슈|기사)?\s?(\d{1,2})[.)]?")
_ORNAMENT = re.compile(rf"{_LEAD}([■□◆◇●◎▣★☆▶▷►◈◉❖♣♠▲△▌▐█▎┃▩⊙➤○●•])\s*(?=[\w<〈《【\[(（「『‘'\"“])")
_AROUND = re.compile(rf"{_LEAD}([【\[<〈《「『＜［])(.+)([】\]>〉》」』＞］])\s*")
_BOXED = re.compile(rf"{_LEAD}[│┃|]\s*(\S.*?)\s*[│┃|]\s*")
_FORM = re.compile(rf"\s*{either_form('제')}\s?{either_form('목')}\s*(?:[:：]\s*|\t\s*)(?=\S)")
_BOLD = re.compile(r"\s*\*\*[^*]+\*\*\s*")
_CLOSING = dict(zip("【[<〈《「『＜［", "】]>〉》」』＞］", strict=True))
_NEVER_A_WORK = "【[［"
"""Brackets that no title of a law, a book or a report is printed in."""
_ROMAN = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Mark:
    """How a line is set apart: by an ornament before it, brackets around it or bold type (`look` names which).

    `title` is the code-point range of the line's text that is left as the title.
    """

    look: str
    title: tuple[int, int]


def number_of(form: str, line: Line) -> int | None:
    """The number of a line in one of `NUMBER_FORMS`, else None."""
    match = NUMBER_FORMS[form].match(line.text) if 0 < len(line.plain) <= LONGEST_HEADING else None
    # A tab may follow the number; a second one makes the line a row of a table.
    return _value(match[1], form) if match and line.text.strip().count("\t") < 2 else None


def any_number(line: Line) -> int | None:
    """The number of a line in whichever of `NUMBER_FORMS` it has one, else None."""
    return next((number for form in NUMBER_FORMS if (number := number_of(form, line)) is not None), None)


def label_alone(line: Line) -> int | None:
    """The number of a line that is nothing but a number and a word before it (`NEWS 01`), else None."""
    match = _ALONE.fullmatch(line.plain)
    return int(match[1]) if match else None


def number_length(text: str) -> int:
    """How many code points of a title, as printed, are a number in one of `NUMBER_FORMS`; 0 if none are."""
    return next((found.end() for form in NUMBER_FORMS.values() if (found := form.match(text))), 0)


def mark_of(line: Line) -> Mark | None:
    """The mark of a line, None if it has none."""
    return mark_in(line.text) if 0 < len(line.plain) <= LONGEST_HEADING else None


def mark_in(text: str) -> Mark | None:
    """The mark of a title as printed, None if it has none."""
    if boxed := _BOXED.fullmatch(text):
        return Mark("box", boxed.span(1))
    if form := _FORM.match(text):
        return Mark("form", (form.end(), len(text)))
    if ornament := _ORNAMENT.match(text):
        return Mark(ornament[1], (ornament.end(), len(text)))
    around = _AROUND.fullmatch(text)
    if around and _CLOSING[around[1]] == around[3] and _is_one(around[1], around[2]):
        return Mark(around[1], around.span(2))
    return Mark("**", (0, len(text))) if _BOLD.fullmatch(text) else None


def _is_one(opening: str, inside: str) -> bool:
    """Whether brackets at both ends of a line belong together: [a] and [b] does not."""
    depth = 1
    for letter in inside:
        depth += (letter == opening) - (letter == _CLOSING[opening])
        if depth == 0:
            return False
    return depth == 1


def is_plain_mark(mark: Mark) -> bool:
    """Whether a mark only sets a title apart, and is never a part of it."""
    return mark.look not in _CLOSING or mark.look in _NEVER_A_WORK


def _value(printed: str, form: str = "") -> int | None:
    """A number from its printed form: digits, letters, Roman, syllables, words, Chinese up to 19, circled."""
    printed = unicodedata.normalize("NFC", printed)
    if printed.isdecimal():
        return int(printed)
    if form == "letter":
        return ord(printed) - ord("A") + 1
    for row in (_SPELLED.split("|"), SYLLABLES):
        if printed in row:
            return row.index(printed) + 1
    if printed.isascii():
        digits = [_ROMAN[digit] for digit in printed]
        return sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))
    values = [int(unicodedata.numeric(each)) for each in printed]
    if len(values) == 1:
        return values[0]
    return 10 + values[1] if values[0] == 10 and values[1] < 10 else None
