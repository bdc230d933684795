"""Text that no keyboard makes: every plane of Unicode, what is no character at all, and escapes that are no UTF-8."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from urllib.parse import quote

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u115f\u1160\u3164\ufffe\uffff\u2028\u2029\x85\xa0\u3000"
GROWING = "\ufdfa\ufdfb\u3300\u33ff\u1f82\u0390\ufb2c\U0001d160ßŉǰİ㍿℡"
"""Characters that become many when they are folded."""

COMBINING = (0x0300, 0x036F)
JAMO = (0x1100, 0x11FF)
SYLLABLES = (0xAC00, 0xD7A3)
IDEOGRAPHS = (0x4E00, 0x9FFF)
SURROGATES = (0xD800, 0xDFFF)
EMOJI = ("👩\u200d👩\u200d👧\u200d👦", "🏳\ufe0f\u200d🌈", "🇰🇷", "1\ufe0f\u20e3", "👍🏽")
BAD_ESCAPES = (
    *("%", "%%", "%f", "%zz", "%u0041", "%00", "%FF", "%FE%FF", "%C0%AF", "%C0%80", "%E0%80%AF", "%F8%88%80%80%80"),
    *(
        "%ED%A0%80",
        "%ED%A0%BD%ED%B8%80",
        "%80",
        "%EA%B0",
        "%F4%90%80%80",
        "+",
        "%2B",
        "%0d%0aX: y",
        "%25%32%35",
        "%2e%2e%2f",
    ),
)
MARKUP = (
    "<script>document.title='xss'</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "'; DROP TABLE articles;--",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "../../../../etc/passwd",
    "%s%n%d{0.__class__}",
    "]]><!--",
)


def any_text(chance: Random, most: int) -> str:
    """At most so many pieces of one kind, or of several; may hold half of a surrogate pair."""
    kinds = _kinds(chance)
    if chance.random() < 0.5:
        kind = chance.choice(kinds)
        return "".join(kind() for _ in range(chance.randint(1, most)))
    return "".join(chance.choice(kinds)() for _ in range(chance.randint(1, most)))


def escaped(chance: Random, text: str) -> str:
    """The text as a value in an address: escaped, or with some of it as it is, or among escapes that are no UTF-8."""
    made = quote(text.encode("utf-8", "surrogatepass"), safe="")
    way = chance.random()
    if way < 0.1:
        at = chance.randint(0, len(made))
        return f"{made[:at]}{chance.choice(BAD_ESCAPES) * chance.randint(1, 30)}{made[at:]}"
    if way < 0.15:
        # As programs send it that escape nothing; what ends an address or a line would end the request.
        return "".join(each for each in text if each > " " and each not in "&#\x7f" and each.isprintable()) or made
    return made


def _kinds(chance: Random) -> tuple[Callable[[], str], ...]:
    def between(bounds: tuple[int, int]) -> Callable[[], str]:
        return lambda: chr(chance.randint(*bounds))

    def among(*choices: str) -> Callable[[], str]:
        return lambda: chance.choice(choices)

    return (
        lambda: chr(chance.randrange(0x110000)),
        lambda: chr(chance.randrange(17) * 0x10000 + chance.randrange(0x10000)),
        *map(between, ((0, 0x1F), (0x7F, 0xFF), SURROGATES, SYLLABLES, IDEOGRAPHS, JAMO, COMBINING, (0x2000, 0x2BFF))),
        lambda: "가" + chr(chance.randint(*COMBINING)) * chance.randint(1, 200),
        *(among(*each) for each in (BIDI, UNSEEN, GROWING, EMOJI, MARKUP, ("\x00",))),
    )
