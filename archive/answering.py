"""The answer to one search: a page of hits, why each was found, what narrows it, what else could be asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from archive.analysis import Analyzer
from archive.asking import Asking
from archive.correction.offering import FEW, Offering
from archive.engines.contract import Response
from archive.generation import Generation
from archive.highlight import Marker, highlighted
from archive.language import gettext as _
from archive.phases import phase
from archive.plan import Plan
from archive.reasons import Reason, bent, is_respaced, reasons, said
from archive.results import Count, Facets, Hit, Results
from archive.saying import filled
from archive.snippets import snippets
from archive.stored import searchable_parts
from archive.understood import notices, sentence


def answered(asking: Asking, analyzer: Analyzer, warnings: tuple[str, ...]) -> Results:
    """The answer, with these warnings after the notices; whoever asked fills in how long it `took`."""
    search, parsed = asking.search, asking.parsed
    plan, response, strict = asking.relaxing()
    relaxed = response.total > strict
    hits, why = _hits(asking.generation, plan, response, parsed.node is not None)
    offering = Offering(asking, analyzer)
    return Results(
        search=search,
        sentence=sentence(parsed, relaxed or search.match == "any"),
        notices=(*notices(parsed), *warnings),
        total=response.total,
        relaxed=relaxed,
        inside=_inside(asking, search.match == "any", strict),
        hits=hits,
        facets=_facets(response, asking.outlet_counts(plan, response)),
        offers=() if strict else offering.offers(),
        took=0.0,
        generation=asking.snapshot.generation,
        widened=asking.widenings(plan.widened),
        excluded=asking.widenings(plan.excluded),
        meant=offering.meant() if 0 < strict <= FEW else None,
        respaced=is_respaced(why),
        bent=bent(why),
    )


def hits_among(asking: Asking, article_ids: Collection[str]) -> tuple[Hit, ...]:
    """Those of these articles that the search finds as it is asked, never relaxed, in its order; it asks for one page
    that holds all that it finds."""
    any_word = asking.search.match == "any"
    plan = asking.plan(any_word=any_word, inside=asking.search.inside)
    response = asking.answer(plan, any_word)
    some = replace(response, hits=tuple(hit for hit in response.hits if hit.key in article_ids))
    return _hits(asking.generation, plan, some, asking.parsed.node is not None)[0]


def _inside(asking: Asking, any_word: bool, strict: int) -> int:
    """How many articles have the words only inside other words, where the search leaves those out."""
    if asking.search.inside or asking.parsed.node is None:
        return 0
    return asking.count(asking.plan(any_word=any_word, inside=True).match) - strict


@phase("mark")
def _hits(
    generation: Generation, plan: Plan, response: Response, asked: bool
) -> tuple[tuple[Hit, ...], tuple[Reason, ...]]:
    """The hits of a page, and why all of them were found."""
    marker = Marker.for_leaves(plan.leaves)
    hits: list[Hit] = []
    told: list[Reason] = []
    keys = [hit.key for hit in response.hits]
    for found, unpacked, letters in zip(
        response.hits, generation.texts.articles(keys), generation.texts.of(keys), strict=True
    ):
        if unpacked is not None:
            marks = marker.marks(unpacked, letters)
            marked = highlighted(unpacked, marks)
            text = "\n".join(searchable_parts(unpacked.article))
            why = reasons(marks, text, len(unpacked.article.title))
            told += why
            shown = tuple(map(said, why)) or ((filled(_("적은 조건에 맞음")),) if asked else ())
            hits.append(Hit(unpacked.article, found.score, marked.title, snippets(marked), shown))
    return tuple(hits), tuple(told)


def _facets(response: Response, outlets: tuple[Count, ...]) -> Facets:
    return Facets(
        sections=tuple(Count(*each) for each in response.facets["section"]),
        outlets=outlets,
        years=tuple(Count(*each) for each in response.facets["year"]),
        months=tuple(Count(*each) for each in response.months),
        months_around=tuple(Count(*each) for each in sorted(response.facets["month"])),
    )
