"""The book of names from what articles print, what staff say, the general tables and the rules for Chinese names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archive.analysis import Analyzer
from archive.names.book import Book, Form, Kind, Name, Place
from archive.names.corrections import Corrections
from archive.names.deciding import decide
from archive.names.general import headlines, places
from archive.names.mining import Candidate
from archive.names.ruling import with_rules


@dataclass(slots=True)
class _Draft:
    """A name while its forms are gathered: by key, the printed ways to write each and the places."""

    zh: Counter[str] = field(default_factory=Counter)
    texts: dict[str, Counter[str]] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    places: dict[str, list[Place]] = field(default_factory=dict)
    listed: bool = False


def build(
    found: Mapping[str, Sequence[Candidate]], corrections: Corrections, analyzer: Analyzer, known: Book | None = None
) -> Book:
    """The book of an archive whose articles (by id) hold these candidates.

    `known` is an earlier book made with the same analysis: what it says of a name by rule is taken over, not worked
    out again.
    """
    drafts: dict[str, _Draft] = {}
    never = {(analyzer.plain(zh), analyzer.plain(form)) for zh, form in corrections.never}
    for pair in decide(found):
        zh, form = analyzer.plain(pair.zh), analyzer.plain(pair.form)
        if not {(zh, form), (zh, "")} & never:
            _add(drafts, zh, pair.zh, form, pair.form, "printed", pair.evidence)
    _take_given(drafts, corrections, analyzer)
    _take_general(drafts, analyzer)
    names = [_name(key, draft) for key, draft in drafts.items()]
    return Book.of(with_rules(names, known or Book([]), analyzer), corrections.made_with)


def _add(
    drafts: dict[str, _Draft], key: str, zh: str, form_key: str, form: str, kind: Kind, evidence: Sequence[Place] = ()
) -> None:
    draft = drafts.setdefault(key, _Draft())
    draft.zh[zh] += max(1, len(evidence))
    draft.listed |= kind in ("printed", "staff")
    if form_key and form_key != key:
        draft.texts.setdefault(form_key, Counter())[form] += max(1, len(evidence))
        draft.kinds.setdefault(form_key, kind)
        draft.places.setdefault(form_key, []).extend(evidence)


def _take_given(drafts: dict[str, _Draft], corrections: Corrections, analyzer: Analyzer) -> None:
    for given in corrections.names:
        key = analyzer.plain(given.zh)
        kept = drafts.pop(key, None) if given.only else None
        for form in given.forms:
            own = analyzer.plain(form)
            _add(drafts, key, given.zh, own, form, "staff", kept.places.get(own, ()) if kept else ())
            drafts[key].kinds[own] = "staff"


def _take_general(drafts: dict[str, _Draft], analyzer: Analyzer) -> None:
    for zh, forms in places():
        for form in forms:
            _add(drafts, analyzer.plain(zh), zh, analyzer.plain(form), form, "place")
    for character, word in headlines():
        _add(drafts, analyzer.plain(character), character, analyzer.plain(word), word, "headline")


def _name(key: str, draft: _Draft) -> Name:
    forms = (
        Form(_commonest(texts), own, draft.kinds[own], places=tuple(draft.places[own]))
        for own, texts in draft.texts.items()
    )
    return Name(_commonest(draft.zh), key, tuple(forms), draft.listed)


def _commonest(texts: Counter[str]) -> str:
    return min(texts, key=lambda text: (-texts[text], text))
