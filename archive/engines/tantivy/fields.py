"""What an article is in Tantivy: fields of terms, columns to sort and count by, and what is stored.

Terms go in as they come, joined by spaces, through Tantivy's own whitespace tokenizer. Words keep their positions.
Letters are kept twice: each alone, without positions, and each pair of neighbours as one term, with positions: a
syllable stands in half of all articles, a pair in few, and a phrase of pairs of two looks at few places. That takes 1.7
times the room of single letters with positions and a sixth to two fifths of the time (docs/decisions/0005-engines.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

import tantivy

from archive.engines.contract import FIELDS, KEYWORDS, Document, in_order

PAIR = "\x1f"
"""Between the two terms of a pair. It is white space to Python's analysis, so no term holds it, and none to Tantivy."""

PAIRS = {"letters": "letters_pairs", "title_letters": "title_letters_pairs"}
"""Fields that are kept as single terms and as pairs."""

NOTHING = "\ufdd1"
"""The only term of an empty field, so that Tantivy counts the document when it works out the mean length."""

LONGEST_TERM = 8_000
"""Characters of a term that are kept: Tantivy leaves out what has more than 65,530 bytes."""

DATE_SHIFT = 40
_ORDER_BYTES = DATE_SHIFT // 8
_HIGHEST = (1 << DATE_SHIFT) - 1


def articles_schema() -> tantivy.Schema:
    """Fields of an article. `newest` sorts newest first where it descends, `oldest` oldest first where it ascends."""
    builder = tantivy.SchemaBuilder()
    for field in FIELDS:
        option = "freq" if field in PAIRS else "position"
        builder.add_text_field(field, tokenizer_name="whitespace", index_option=option)
    for field in PAIRS.values():
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
    for field in KEYWORDS:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("source", tokenizer_name="raw", index_option="basic", stored=True)
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic", stored=True)
    for field in ("date", "month", "newest", "oldest"):
        builder.add_unsigned_field(field, fast=True)
    builder.add_bytes_field("stored", stored=True)
    return builder.build()


def records_schema() -> tantivy.Schema:
    """What is remembered of each source, and what is kept of the whole archive, by name."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("name", tokenizer_name="raw", index_option="basic", stored=True)
    builder.add_bytes_field("body", stored=True)
    return builder.build()


def as_tantivy(source: str, document: Document) -> tantivy.Document:
    """The document as Tantivy takes it."""
    made = tantivy.Document()
    for field in FIELDS:
        terms = _kept(document.terms.get(field, ()))
        made.add_text(field, " ".join(terms) or NOTHING)
        if field in PAIRS:
            made.add_text(PAIRS[field], " ".join(_pairs(terms)))
    for field in KEYWORDS:
        for value in dict.fromkeys(document.keywords.get(field, ())):
            made.add_text(field, value)
    made.add_text("source", source)
    made.add_text("key", document.key)
    made.add_bytes("stored", document.stored)
    order = _order(document.key)
    month = date.fromordinal(document.date)
    made.add_unsigned("date", document.date)
    made.add_unsigned("month", month.year * 100 + month.month)
    made.add_unsigned("newest", document.date << DATE_SHIFT | (_HIGHEST - order))
    made.add_unsigned("oldest", document.date << DATE_SHIFT | order)
    return made


def kept(term: str) -> str:
    """As much of a term as is indexed, in characters that UTF-8 has."""
    short = term[:LONGEST_TERM]
    return short if short.isascii() else short.encode("utf-8", "replace").decode()


def _kept(terms: Sequence[str]) -> Sequence[str]:
    """`kept` of each. Nearly always nothing has to be done; to see that for all at once takes a tenth of the time."""
    try:
        " ".join(terms).encode()
    except UnicodeEncodeError:
        return [kept(term) for term in terms]
    return terms if max(map(len, terms), default=0) <= LONGEST_TERM else [kept(term) for term in terms]


def month_name(month: int) -> str:
    """2022-12 for 202212."""
    return f"{month // 100:04}-{month % 100:02}"


def _pairs(terms: Sequence[str]) -> list[str]:
    """Each term with the one behind it; the last with nothing."""
    return [f"{term}{PAIR}{behind}" for term, behind in zip_longest(terms, terms[1:], fillvalue="")]


def _order(key: str) -> int:
    """A number of DATE_SHIFT bits that is never smaller for a key that comes later (contract.in_order).

    Text ends in a zero byte, numbers begin with their length in bytes; what has no room is cut off, so that keys may
    share a number.
    """
    parts = b""
    for part in in_order(key):
        if isinstance(part, str):
            parts += part.encode("utf-8", "surrogatepass") + b"\0"
        else:
            size = (part.bit_length() + 7) // 8
            parts += bytes([min(size, 255)]) + part.to_bytes(size, "big")
        if len(parts) >= _ORDER_BYTES:
            break
    return int.from_bytes(parts[:_ORDER_BYTES].ljust(_ORDER_BYTES, b"\0"), "big")
