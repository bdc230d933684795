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


class Variant(NamedTuple):
    """One way of writing a name; `text` is composed (NFC)."""

    text: str
    kind: Kind


def variants(name: str) -> tuple[Variant, ...]:
    """Every variant of a Chinese name, each text once, in the order of KINDS; the name as given is not among them.

    Pinyin is joined, in syllables, and both again with tone marks, with a capital at the front (宁波: Ningbo, Ning bo,
    Níngbō, Níng bō). The reading of a character with several is the usual one first; there are at most
    `readings.MOST`. A name with anything but Han in it has only the first two kinds.
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
    hangul = transcribe(syllables(simple))
    if hangul is None:
        return
    for spoken in (syllables(simple), toned(simple)):
        yield _joined(spoken), "pinyin"
        yield " ".join(spoken).capitalize(), "pinyin"
    yield hangul, "transcription"
    for reading in readings.of_name(simple):
        yield reading, "reading"


def _joined(spoken: tuple[str, ...]) -> str:
    """Syllables as one word; one that begins with a vowel is set off, as in Xi'an (汉语拼音方案, section 5)."""
    first, *others = spoken
    return (first + "".join(f"'{each}" if each[0] in _VOWELS else each for each in others)).capitalize()


_VOWELS = frozenset("aeoāáǎàēéěèōóǒò")
