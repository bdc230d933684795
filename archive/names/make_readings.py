"""Makes `readings.tsv` again from the Unicode Han Database.

    python -m archive.names.make_readings FOLDER

FOLDER holds Unihan_Readings.txt.bz2 and Unihan_Variants.txt.bz2 (Debian: package unicode-data, /usr/share/unicode).
Kept are the readings of field kHangul; characters that have none get those of field kKorean, else those of the forms
that the fields of variants name (乡 of 鄉 of 鄕). A reading that is only another's form at the start of a word is left
out, since `readings` knows that rule.
"""

from __future__ import annotations

import bz2
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from archive.names.readings import DATA, at_start

_HEAD = """\
# Korean readings (음) of Han characters: a reading, then the characters read so in three columns: those of the list for
# schools, those allowed in personal names, all others. A reading for schools is the usual one of its character.
# Source: Unicode Han Database {version}: field kHangul, else kKorean, else those of the character's variants; and
# 圳 by the Standard Korean Language Dictionary (표준국어대사전), entry 심천(深圳).
# Made by `python -m archive.names.make_readings`; do not edit. Modified: reordered, and readings left out that are only
# another reading as it is written at the start of a word.
# Copyright © 1991-2022 Unicode, Inc. Distributed under the Unicode License Agreement - Data Files and Software,
# https://www.unicode.org/license.txt: Permission is hereby granted, free of charge, to any person obtaining a copy of
# the Unicode data files and any associated documentation (the "Data Files") to deal in the Data Files without
# restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, and/or sell
# copies of the Data Files, and to permit persons to whom the Data Files are furnished to do so, provided that this
# copyright and permission notice appear with all copies of the Data Files. THE DATA FILES ARE PROVIDED "AS IS",
# WITHOUT WARRANTY OF ANY KIND.
"""
_RANKS = 3
_Ranked = dict[str, int]
_MISSING = {"圳": "천"}
_VARIANTS = ("kTraditionalVariant", "kZVariant", "kSemanticVariant")
_LONGEST_CHAIN = 3

# The letters of kKorean are Yale's: https://www.unicode.org/reports/tr38/#kKorean
_INITIALS = "K,KK,N,T,TT,L,M,P,PP,S,SS,,C,CC,CH,KH,TH,PH,H".split(",")  # noqa: SIM905
_VOWELS = "A,AY,YA,YAY,E,EY,YE,YEY,O,WA,WAY,OY,YO,WU,WE,WEY,WI,YU,U,UY,I".split(",")  # noqa: SIM905
_FINALS = {"": 0, "K": 1, "N": 4, "L": 8, "M": 16, "P": 17, "S": 19, "NG": 21}
_YALE = re.compile(f"({'|'.join(sorted(_INITIALS, key=len, reverse=True))})([AEIOUWY]+)({'|'.join(_FINALS)})")


def main(arguments: Sequence[str]) -> None:
    """Write the table from the two files in the folder that is the only argument."""
    folder = Path(arguments[0])
    readings, variants = folder / "Unihan_Readings.txt.bz2", folder / "Unihan_Variants.txt.bz2"
    found = {character: {reading: _RANKS - 1} for character, reading in _MISSING.items()}
    found |= {character: _ranked(value) for character, value in _field(readings, "kHangul")}
    for character, value in _field(readings, "kKorean"):
        found.setdefault(character, {_hangul(yale): _RANKS - 1 for yale in value.split() if _hangul(yale)})
    for _ in range(_LONGEST_CHAIN):
        for field in _VARIANTS:
            found |= dict(_of_variants(_field(variants, field), {**found}))
    DATA.write_text(_HEAD.format(version=_version(readings)) + _rows(found), encoding="utf-8")


def _of_variants(variants: Iterator[tuple[str, str]], found: Mapping[str, _Ranked]) -> Iterator[tuple[str, _Ranked]]:
    """Characters with the readings of their other forms: those that have none yet, and those that are a form of theirs.

    后 is itself and the simplified form of 後; its own reading comes first.
    """
    for character, value in variants:
        forms = [_character(code.partition("<")[0]) for code in value.split()]
        if not found.get(character) or character in forms:
            ranked = {reading: rank for form in reversed(forms) for reading, rank in found.get(form, {}).items()}
            if ranked:
                yield character, ranked | found.get(character, {})


def _hangul(yale: str) -> str:
    """A syllable of Hangul for one in Yale's letters, or nothing for what is none."""
    match = _YALE.fullmatch(yale)
    if not match:
        return ""
    # Yale writes U for WU after a labial.
    vowel = "WU" if match[2] == "U" and match[1] in ("M", "P", "PP", "PH") else match[2]
    if vowel not in _VOWELS:
        return ""
    place = (_INITIALS.index(match[1]) * len(_VOWELS) + _VOWELS.index(vowel)) * 28 + _FINALS[match[3]]
    return chr(0xAC00 + place)


def _rows(readings: dict[str, _Ranked]) -> str:
    columns: dict[str, list[list[str]]] = defaultdict(lambda: [[] for _ in range(_RANKS)])
    for character, ranked in sorted(readings.items()):
        for reading, rank in ranked.items():
            columns[reading][rank].append(character)
    return "".join(f"{reading}\t" + "\t".join(map("".join, ranks)) + "\n" for reading, ranks in sorted(columns.items()))


def _ranked(value: str) -> _Ranked:
    """Readings with their ranks: E marks the list for schools, N that for names (Unicode Standard Annex 38)."""
    found = {}
    for each in value.split():
        reading, _, source = each.partition(":")
        found[reading] = 0 if "E" in source else 1 if "N" in source else 2
    started = {at_start(reading) for reading in found if at_start(reading) != reading}
    return {reading: rank for reading, rank in found.items() if rank < 2 or reading not in started}


def _field(path: Path, name: str) -> Iterator[tuple[str, str]]:
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            match line.rstrip("\n").split("\t"):
                case [code, field, value] if field == name and not code.startswith("#"):
                    yield _character(code), value


def _character(code: str) -> str:
    return chr(int(code.removeprefix("U+"), 16))


def _version(readings: Path) -> str:
    with bz2.open(readings, "rt", encoding="utf-8") as lines:
        return next(line.rpartition(" ")[2].strip() for line in lines if "Unicode version" in line)


if __name__ == "__main__":
    main(sys.argv[1:])
