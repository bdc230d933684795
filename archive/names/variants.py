"""The other ways of writing a Chinese name that follow from the name alone, each told with its kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from archive.analysis.characters import fold
from archive.names import readings
from archive.names.conversion import simplified, syllables, toned, traditional
from archive.names.transcription import transcribe

Kind = Literal["simplified", "traditional", "pinyin", "transcription", "reading"]
KINDS: tuple[Kind, ...] = get_args(Kind)

LONGEST = 20
"""Characters; what is longer is a sentence, and nobody writes its pinyin."""

_LENGTHS_OF_PEOPLE = (2, 3)
_SURNAMES = {
    "曾": ("zeng", "zēng"),
    "单": ("shan", "shàn"),
    "解": ("xie", "xiè"),
    "查": ("zha", "zhā"),
    "仇": ("qiu", "qiú"),
    "朴": ("piao", "piáo"),
    "区": ("ou", "ōu"),
    "盖": ("ge", "gě"),
    "乐": ("yue", "yuè"),
    "缪": ("miao", "miào"),
    "翟": ("zhai", "zhái"),
    "覃": ("qin", "qín"),
}
"""Surnames that are read unlike the word of the same character (现代汉语词典, 姓): pinyin, and with tones."""


class Variant(NamedTuple):
    """One way of writing a name; `text` is composed (NFC)."""

    text: str
    kind: Kind


def variants(name: str) -> tuple[Variant, ...]:
    """Every variant of a Chinese name, each text once, in the order of KINDS; the name as given is not among them.

    Pinyin is joined, in syllables, and both again with tone marks, with a capital at the front (宁波: Ningbo, Ning bo,
    Níngbō, Níng bō); a name that may be a person's may have two (曾国藩). Of readings there are at most
    `readings.MOST`, the usual one first. A name with anything but Han in it has only the first two kinds.
    """
    plain = "".join(fold(name).text.split())
    found: dict[str, Kind] = {}
    for text, kind in _all(plain[:LONGEST]) if len(plain) <= LONGEST else ():
        found.setdefault(text, kind)
    return tuple(Variant(text, kind) for text, kind in found.items() if text != name)


def _all(name: str) -> Iterator[tuple[str, Kind]]:
    simple = simplified(name)
    yield simple, "simplified"
    yield traditional(simple), "traditional"
    if transcribe(syllables(simple)) is None:
        return
    for plain, marked in _spoken(simple):
        for spoken in (plain, marked):
            yield _joined(spoken), "pinyin"
            yield " ".join(spoken).capitalize(), "pinyin"
    for plain, _ in _spoken(simple):
        yield transcribe(plain) or "", "transcription"
    for reading in readings.of_name(simple):
        yield reading, "reading"


def _spoken(name: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Pinyin without tones and with them: as words have it, and as a person's name has it if that is another."""
    plain, marked = syllables(name), toned(name)
    yield plain, marked
    surname = _SURNAMES.get(name[0])
    if surname and len(name) in _LENGTHS_OF_PEOPLE and surname[0] != plain[0]:
        yield (surname[0], *plain[1:]), (surname[1], *marked[1:])


def _joined(spoken: tuple[str, ...]) -> str:
    """Syllables as one word; one that begins with a vowel is set off, as in Xi'an (汉语拼音方案, section 5)."""
    first, *others = spoken
    return (first + "".join(f"'{each}" if each[0] in _VOWELS else each for each in others)).capitalize()


_VOWELS = frozenset("aeoāáǎàēéěèōóǒò")
