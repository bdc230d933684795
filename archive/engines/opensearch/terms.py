"""How terms, phrases and keys are written for Lucene.

A field is sent as its terms with spaces between them, and cut at spaces only. Fields of letters are asked for a unit
under any mark all the time, and every term of a query counts towards a limit, so each position of them holds two terms:

    W과       ->  "W\\ufdd2과" and, at the same position, "\\ufdd2과": the unit under any mark
    no mark   ->  "\\ufdd3\\ufdd3" and the term, and the same without its first sign
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from archive.engines.contract import Slot, in_order

MARKED = ("letters", "title_letters")
"""Fields whose terms are a mark and a unit."""

MARKS = "WwMmE."
"""The marks of archive.analysis.letters, which an engine does not import; tests hold the two together."""

UNIT, BARE, EITHER, EMPTY, ESCAPE = "\ufdd2", "\ufdd3", "\ufdd4", "\ufdd5", "\ufdd6"
"""Before a unit; before a term without a mark; between terms that may stand at one position; in place of the terms of
an empty field; before what stands for one of these signs inside a term."""

LONGEST = 8000
"""Characters of a term that are kept as they are: Lucene refuses terms of more than 32,766 bytes."""

_ESCAPES = {ord(sign): ESCAPE + str(place) for place, sign in enumerate((UNIT, BARE, EITHER, EMPTY, ESCAPE))}


def text(field: str, terms: Sequence[str]) -> str:
    """A field as it is sent. An empty one counts as one term (ranking.average_length), that nothing asks for."""
    if not terms:
        return EMPTY + BARE if field in MARKED else EMPTY
    return " ".join([written(field, term) for term in terms])


def written(field: str, term: str) -> str:
    """A term as it stands in the index."""
    if field not in MARKED:
        return _spelled(term)
    if len(term) > 1 and term[0] in MARKS:
        return term[0] + UNIT + _spelled(term[1:])
    return BARE + BARE + _spelled(term)


def distinct(terms: Iterable[str]) -> list[str]:
    """The different terms of a field, as they are counted."""
    return sorted({shortened(term) for term in terms})


def shortened(term: str) -> str:
    """The term, or what stands for one that is too long: its beginning, and a sum of all of it."""
    if len(term) <= LONGEST:
        return term
    return term[:LONGEST] + sha256(term.encode("utf-8", "surrogatepass")).hexdigest()


def alternatives(field: str, terms: Iterable[str]) -> list[str]:
    """The terms of the index that stand for these: one for a unit that is wanted under every mark."""
    if field not in MARKED:
        return sorted({written(field, term) for term in terms})
    return sorted(_united({written(field, term) for term in terms}))


def beginnings(field: str, prefixes: Iterable[str]) -> Iterator[str]:
    """What the terms of the index begin with that stand for terms with one of these prefixes."""
    if field not in MARKED:
        yield from {_spelled(prefix) for prefix in prefixes}
        return
    whole = {prefix for prefix in prefixes if len(prefix) > 1}
    yield from _united({written(field, prefix) for prefix in whole})
    for prefix in set(prefixes) - whole:
        yield BARE + BARE + _spelled(prefix)
        if prefix in MARKS:
            yield prefix + UNIT


def patterns(field: str, slot: Slot) -> Iterator[str]:
    """Wildcards for the terms of the index that end in one of the suffixes or have one of the infixes inside."""
    for suffix in slot.suffixes:
        yield "*" + _literal(suffix)
    for infix in slot.infixes:
        if field in MARKED:
            yield f"{UNIT}*{_literal(infix)}*"
            yield f"{BARE}{BARE}?*{_literal(infix)}*"
        else:
            yield f"?*{_literal(infix)}*"


def expression(slot: Slot) -> str:
    """A regular expression of Lucene for the terms that the open parts of a slot describe."""
    ways = [f"{_quoted(prefix)}.*" for prefix in slot.prefixes]
    ways += [f".*{_quoted(suffix)}" for suffix in slot.suffixes]
    ways += [f".+{_quoted(infix)}.*" for infix in slot.infixes]
    # In brackets: of a prefix alone, OpenSearch 2.19 asks for values behind the last one, and fails.
    return f"({'|'.join(ways)})"


def order(key: str) -> str:
    """A text that sorts by code point as `in_order` sorts the key; two keys never have the same one."""
    parts = [
        f"{len(str(part)):04d}{part}" if isinstance(part, int) else part.replace("\0", "\0\2") + "\0\1"
        for part in in_order(key)
    ]
    return "".join(parts) + "\0\0" + key


def _spelled(term: str) -> str:
    return shortened(term).translate(_ESCAPES) or ESCAPE


def _united(written_terms: set[str]) -> Iterator[str]:
    """These terms, with one for all marks where all marks are there."""
    units: dict[str, set[str]] = {}
    for term in written_terms:
        units.setdefault(term[1:], set()).add(term)
    for unit, under_marks in units.items():
        if unit.startswith(UNIT) and len(under_marks) == len(MARKS):
            yield unit
        else:
            yield from under_marks


def _quoted(part: str) -> str:
    return "".join(sign if sign.isalnum() else f"\\{sign}" for sign in part)


def _literal(part: str) -> str:
    return "".join(f"\\{sign}" if sign in "*?\\" else sign for sign in _spelled(part))
