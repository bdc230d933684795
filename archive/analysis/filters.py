"""Which morphemes are content, by Kiwi's tags (Sejong set with Kiwi's W_* for addresses, hashtags and the like).

Rule: docs/search-quality.md, field 1 of the recipe. Particles, endings, affixes and punctuation carry no topic and go.
"""

from __future__ import annotations

from functools import cache

_CONTENT = frozenset({"MAG", "XR", "SL", "SN", "SH"})
_HELPERS = frozenset({"VX", "VCP", "VCN"})


@cache
def is_content(tag: str) -> bool:
    """Whether a morpheme with this tag is indexed: nouns, verbs, adverbs, roots, foreign words, numbers, addresses."""
    return tag[0] in "NV" or tag in _CONTENT or tag.startswith("W_")


@cache
def is_asked(tag: str) -> bool:
    """Whether it counts in a query too: auxiliary verbs and the copula (있다, 이다, 아니다) ask for nothing."""
    return is_content(tag) and _bare(tag) not in _HELPERS


def is_noun(tag: str) -> bool:
    """Whether it is a noun, pronoun or numeral."""
    return tag.startswith("N")


def is_part_of_noun(tag: str) -> bool:
    """Whether it is a noun or makes one word with nouns beside it: affixes, roots, Latin, numbers, Han."""
    return is_noun(tag) or tag in ("XPN", "XSN", "XR", "SL", "SN", "SH")


def is_inflection(form: str, tag: str) -> bool:
    """Whether a morpheme only bends a word: a particle, an ending, 하다 and 되다, the plural 들, punctuation.

    What else is not content (the prefix of 재시작, the suffix of 동일성, the determiner of 한척) is part of what the
    word means, and the word is not found by the rest of it.
    """
    bare = _bare(tag)
    return bare[0] in "JES" or bare in ("XSV", "XSA", "XSM") or bare in _HELPERS or (form, bare) == ("들", "XSN")


def _bare(tag: str) -> str:
    return tag.partition("-")[0]
