"""The names of an archive as readers see them: the list, and one name's life."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import normalize

from archive import phrases
from archive.analysis import Analyzer
from archive.engines.contract import Node, Request, Response, Some
from archive.errors import NotFound
from archive.generation import Generation
from archive.highlight import piece
from archive.language import gettext as _
from archive.language import later as N_
from archive.models import Article
from archive.names.book import Form, Kind, Name, Place
from archive.names.lives import FormLife, Given, NameLife, NameList, NameSummary
from archive.results import Count, Passage, Span
from archive.stored import searchable_parts, unpack_article

SHOWN = 20
"""So many places where a name is given in two scripts are shown, the latest first."""

AROUND = 60
"""Code points shown before and after such a place."""

ORIGINS: dict[Kind, str] = {
    "chinese": N_("중국어"),
    "printed": N_("글에 함께 적힘"),
    "staff": "names.toml",
    "place": N_("지명"),
    "headline": N_("제목 한자"),
    "transcription": N_("외래어 표기법"),
    "reading": N_("한국 한자음"),
    "pinyin": N_("병음"),
}


class Naming:
    """The book of one generation with counts from its index."""

    def __init__(self, generation: Generation, analyzer: Analyzer) -> None:
        self._generation = generation
        self._snapshot = generation.snapshot
        self._analyzer = analyzer

    def listing(self, q: str, page: int, per_page: int) -> NameList:
        """One page of the names that have `q` in one of their forms."""
        key = self._analyzer.plain(q)
        names = [name for name in self._generation.names.listed if _is_like(name, key)]
        shown = names[(page - 1) * per_page : page * per_page]
        return NameList(q, len(names), page, per_page, tuple(map(self._summary, shown)))

    def life(self, zh: str) -> NameLife:
        """The life of a name. Raises NotFound."""
        name = self._generation.names.named(self._analyzer.plain(zh))
        if name is None:
            raise NotFound(_("'%(name)s'(이)라는 이름은 없습니다.", name=zh[:40]))
        forms = self._generation.names.forms_of(name)
        lives = [self._form(form, name) for form in forms]
        everything = self._found(forms)
        return NameLife(
            summary=self._summary(name),
            forms=tuple(sorted((life for life in lives if life.count), key=lambda life: -life.count)),
            silent=tuple(_plainest(life.text for life in lives if not life.count)),
            years=_years(everything),
            first=self._article(everything),
            latest=self._latest(forms, everything.total),
            given=tuple(self._given(name)),
        )

    def _summary(self, name: Name) -> NameSummary:
        count = self._snapshot.count(self._match(self._generation.names.forms_of(name)), {})
        return NameSummary(name.zh, tuple(form.text for form in name.printed), count)

    def _form(self, form: Form, name: Name) -> FormLife:
        found = self._found([form])
        given = name.articles if form.kind == "chinese" else form.articles
        first, latest = self._article(found), self._latest([form], found.total)
        return FormLife(form.text, ORIGINS[form.kind], found.total, given, _years(found), first, latest)

    def _match(self, forms: Iterable[Form]) -> Node:
        return Some(tuple(each for form in forms for each in phrases.of_form(form, self._analyzer.asked(form.text))))

    def _found(self, forms: Sequence[Form]) -> Response:
        return self._snapshot.search(Request(self._match(forms), sort="oldest", limit=1))

    def _latest(self, forms: Sequence[Form], total: int) -> Article | None:
        """The last in the order of `oldest`: of one day's articles the last, where `newest` would give the first."""
        request = Request(self._match(forms), sort="oldest", offset=max(0, total - 1), limit=1, facets=False)
        return self._article(self._snapshot.search(request))

    def _article(self, response: Response) -> Article | None:
        keys = [hit.key for hit in response.hits]
        return next((unpack_article(stored) for stored in self._snapshot.stored(keys) if stored is not None), None)

    def _given(self, name: Name) -> Iterator[Given]:
        """Where articles print the pair, one place an article, the newest articles first."""
        places = {place.article: place for form in name.forms for place in reversed(form.places)}
        stored = zip(places.values(), self._snapshot.stored(list(places)), strict=True)
        found = [(place, unpack_article(each)) for place, each in stored if each is not None]
        for place, article in sorted(found, key=lambda each: each[1].date, reverse=True)[:SHOWN]:
            yield Given(article, _passage("\n".join(searchable_parts(article)), place))


def _is_like(name: Name, key: str) -> bool:
    return not key or key in name.key or any(key in form.key for form in name.forms)


def _years(found: Response) -> tuple[Count, ...]:
    counts: Counter[str] = Counter()
    for month, count in found.months:
        counts[month[:4]] += count
    return tuple(Count(*each) for each in sorted(counts.items()))


def _plainest(texts: Iterable[str]) -> Iterator[str]:
    """One spelling of the pinyin, without tones: four of it tell a reader nothing more."""
    seen: set[str] = set()
    for text in texts:
        latin = text[:1].isascii()
        letters = "".join(filter(str.isalpha, normalize("NFD", text))).lower()
        key = "".join(filter(str.isascii, letters)) if latin else text
        if key not in seen:
            seen.add(key)
            yield text


def _passage(text: str, place: Place) -> Passage:
    """The line or lines of both forms, cut at white space where they are long."""
    first, last = min(place.start, place.zh_start), max(place.end, place.zh_end)
    start, end = text.rfind("\n", 0, first) + 1, text.find("\n", last)
    end = len(text) if end < 0 else end
    if first - start > AROUND:
        start = text.find(" ", first - AROUND, first) + 1 or first
    if end - last > AROUND:
        end = max(text.rfind(" ", last, last + AROUND), last)
    spans = sorted((Span(place.start, place.end), Span(place.zh_start, place.zh_end)))
    return piece(Passage(text, tuple(spans)), start, end)
