"""Which morphemes are content, by Kiwi's tags (Sejong set with Kiwi's W_* for addresses, hashtags and the like).

Rule: QUALITY.md, field 1 of the recipe. Particles, endings, affixes and punctuation carry no topic and go.
"""

from __future__ import annotations

_CONTENT = frozenset({"MAG", "XR", "SL", "SN", "SH"})
_STEMS = frozenset({"VV", "VA", "VX", "VCP", "VCN"})
_HELPERS = frozenset({"VX", "VCP", "VCN"})


def is_content(tag: str) -> bool:
    """Whether a morpheme with this tag is indexed: nouns, verbs, adverbs, roots, foreign words, numbers, addresses."""
    return tag[0] in "NV" or tag in _CONTENT or tag.startswith("W_")


def is_asked(tag: str) -> bool:
    """Whether it counts in a query too: auxiliary verbs and the copula (있다, 이다, 아니다) ask for nothing."""
    return is_content(tag) and _bare(tag) not in _HELPERS


def is_stem(tag: str) -> bool:
    """Whether it is the stem of a verb or adjective (Kiwi adds -R or -I for regular and irregular ones)."""
    return _bare(tag) in _STEMS


def _bare(tag: str) -> str:
    return tag.partition("-")[0]
