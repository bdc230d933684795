"""What the rules for Chinese names add to a name, and which of its forms count as a word by itself only.

A variant that nobody printed is taken only where it can hardly mean something else: a variant missed is a smaller
fault than results flooded by 화제 (a topic) for 华帝.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from archive.analysis import Analyzer
from archive.analysis.korean import Standing
from archive.analysis.scripts import is_syllable
from archive.names.book import RULES, Book, Form, Kind, Name
from archive.names.variants import Variant, variants

COMMON = -20.0
"""Kiwi's logarithm of the likelihood of one word alone: common words lie above (화제 -15.8, 무한 -17.9, 선전 -19.2),
rare ones and unknown ones below (영파 -20.8, 항주 -22.1, 커촹반 -41.7)."""

SAFE_LENGTH = 4
"""So many syllables hardly make another word by chance."""

SHORTEST_PINYIN = 4
"""Letters; shorter ones are too often English words or abbreviations."""

_KINDS: Mapping[str, Kind] = {"transcription": "transcription", "reading": "reading", "pinyin": "pinyin"}
"""Simplified and traditional characters are the same letters to an index."""


def with_rules(names: Sequence[Name], known: Book, analyzer: Analyzer) -> Iterator[Name]:
    """The names with their forms by rule, as far as `known` has them from there."""
    # A book unpacks its names each time that it is gone through.
    before = list(known)
    earlier = {name.key: name for name in before if name.listed}
    whole = {(form.text, form.kind): form.whole for name in before for form in name.forms}
    wanted = [_rules(name, earlier, analyzer) for name in names]
    unknown = [form for forms in wanted if isinstance(forms, list) for form in forms]
    unknown += [form for name in names for form in name.forms if (form.text, form.kind) not in whole]
    alone = _standings(unknown, analyzer)
    for name, forms in zip(names, wanted, strict=True):
        given = (replace(f, whole=whole.get((f.text, f.kind)) or _is_common(f, alone)) for f in name.forms)
        safe = forms if isinstance(forms, tuple) else [form for form in forms if not _is_common(form, alone)]
        yield replace(name, forms=(*given, *safe))


def _rules(name: Name, earlier: Mapping[str, Name], analyzer: Analyzer) -> list[Form] | tuple[Form, ...]:
    """The forms of a name by rule: a tuple where they are known to be safe, a list where that is to be seen."""
    if not name.listed or len(name.zh) == 1:
        return ()
    if name.key in earlier:
        return tuple(form for form in earlier[name.key].forms if form.kind in RULES)
    useful = filter(_is_useful, variants(name.zh))
    return [Form(each.text, analyzer.plain(each.text), _KINDS[each.kind], whole=True) for each in useful]


def _is_useful(variant: Variant) -> bool:
    if variant.kind not in _KINDS:
        return False
    letters = [character for character in variant.text if character.isalpha()]
    return len(letters) >= (2 if is_syllable(letters[0]) else SHORTEST_PINYIN) if letters else False


def _standings(forms: Iterable[Form], analyzer: Analyzer) -> Mapping[str, Standing]:
    texts = list(dict.fromkeys(form.text for form in forms if _may_be_common(form)))
    return dict(zip(texts, analyzer.standings(texts), strict=True))


def _may_be_common(form: Form) -> bool:
    return is_syllable(form.text[:1]) and len(form.key) < SAFE_LENGTH


def _is_common(form: Form, alone: Mapping[str, Standing]) -> bool:
    """Whether it may mean something else: it is no noun, or a common one. A proper noun that is written by sound is
    the place itself (청두); one that is read in the Korean way may be one in Korea (광주)."""
    standing = alone.get(form.text)
    if standing is None or not _may_be_common(form) or (standing.proper and form.kind != "reading"):
        return False
    return not standing.noun or standing.likelihood > COMMON
