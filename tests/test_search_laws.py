"""The laws of the query language and of paging, filters and counts, over the real archive and over more issues."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations, pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.errors import NotFound
from archive.models import Outlet
from archive.plan import LONGEST_TOGETHER
from archive.query import MAX_DEPTH
from archive.results import Filters, Match, Search, Sort
from archive.search import Archive
from archive.stored import searchable_parts
from indexer.pipeline import update
from tests import corpora
from tests.conftest import no_progress
from tests.corpora import articles_of

WORDS = ["금융", "창업", "과학혁신", "디지털", "중국", "기업", "항저우", "인공지능", "투자", "科技日报", "AI", "2022"]
ARTICLES = frozenset(f"307-{number}" for number in range(1, 8))
Find = Callable[[str], frozenset[str]]


@pytest.fixture(scope="module")
def library(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Four issues of three years and some ready articles of which only title, text and date are known."""
    place = tmp_path_factory.mktemp("library")
    ready = [
        corpora.ready(
            f"ready-{number}", f"중국 금융 소식 {number}", date=f"2021-{number:02}-01", title=f"소식 {number}"
        )
        for number in range(1, 13)
    ]
    corpus = corpora.write(
        place / "corpus",
        **{
            "306__txt": corpora.issue(306, "2021.12.31"),
            "307__txt": corpora.issue(307),
            "308__txt": corpora.issue(308, "2022.12.28"),
            "309__txt": corpora.issue(309, "2023.01.01"),
            "ready__jsonl": "".join(ready),
        },
    )
    engine = WhooshEngine(place / "index")
    assert not update(corpus, engine, lambda: analyzer, no_progress).failed
    return Archive(engine, analyzer)


@pytest.mark.parametrize(("x", "y"), list(combinations(WORDS, 2)))
def test_operators_are_the_algebra_of_sets(archive: Archive, x: str, y: str) -> None:
    find = finder(archive)
    assert find(f"{x} AND {y}") == find(x) & find(y)
    assert find(f"{x} OR {y}") == find(f"{x} | {y}") == find(f"{x}|{y}") == find(x) | find(y)
    assert find(f"{x} NOT {y}") == find(f"{x} -{y}") == find(f"{x} AND NOT {y}") == find(x) - find(y)
    assert find(f"NOT {x}") == find(f"-{x}") == ARTICLES - find(x)
    assert find(f"-({x} OR {y})") == ARTICLES - find(x) - find(y)
    assert finder(archive, match="any")(f"{x} {y}") == find(x) | find(y)


@pytest.mark.parametrize(("x", "y"), list(combinations(WORDS, 2)))
def test_words_side_by_side_are_both_there_or_written_together(archive: Archive, x: str, y: str) -> None:
    find = finder(archive)
    both = find(x) & find(y)
    assert both <= find(f"{x} {y}")
    for article in find(f"{x} {y}") - both:
        assert x + y in squeezed(archive, article)


@pytest.mark.parametrize(
    ("typed", "same_as"),
    [
        ("(금융 OR 디지털) 중국", "(금융 AND 중국) OR (디지털 AND 중국)"),
        ("중국 -(금융 OR 디지털)", "중국 -금융 -디지털"),
        ("금융 OR 디지털 AND 중국", "금융 OR (디지털 AND 중국)"),
        ("NOT NOT 금융", "금융"),
        ("NOT (금융 AND 디지털)", "-금융 OR -디지털"),
        ("제목:(혁신 금융)", "제목:혁신 AND 제목:금융"),
        ("“과학 혁신”", '"과학 혁신"'),
        ("（금융｜디지털）　중국", "(금융|디지털) 중국"),
        ("날짜:2022-12", "date:2022-12-01..2022-12-31"),
        ("매체:科技日報", "outlet:과기일보"),
        ("섹션:china", 'section:"CHINA 창업"'),
    ],
)
def test_two_ways_to_ask_find_the_same(archive: Archive, typed: str, same_as: str) -> None:
    find = finder(archive)
    assert find(typed) == find(same_as)
    assert find(typed), "or this would say nothing"


@pytest.mark.parametrize("word", [*WORDS, "과학 혁신", "스탠다드차타드은행", "신의"])
def test_an_exact_sequence_finds_no_more_than_its_words(archive: Archive, word: str) -> None:
    find = finder(archive)
    assert find(f'"{word}"') <= find(word)


def test_a_prefix_finds_every_word_that_begins_so(archive: Archive) -> None:
    find = finder(archive)
    for article in sorted(ARTICLES):
        text = "\n".join(searchable_parts(archive.reading(article).article))
        for word in sorted(set(re.findall(r"(?<![가-힣A-Za-z0-9])(?:[가-힣]{4,}|[A-Za-z]{4,})", text)))[::25]:
            assert article in find(f"{word[:2]}*"), word
            assert find(f"{word[:3]}*") <= find(f"{word[:2]}*")


def test_every_word_finds_its_article_however_it_is_spaced(archive: Archive) -> None:
    find = finder(archive)
    for article in sorted(ARTICLES):
        text = "\n".join(searchable_parts(archive.reading(article).article))
        for word in sorted(set(re.findall(r"(?<![가-힣])[가-힣]{2,8}(?![가-힣])", text)))[::11]:
            assert article in find(word)
        for pair in sorted(set(re.findall(r"(?<![가-힣])[가-힣]{2,5}\s+[가-힣]{2,5}(?![가-힣])", text)))[::19]:
            for typed in (pair, "".join(pair.split()), f'"{pair}"'):
                assert article in find(typed), typed


def test_nearby_words_grow_with_the_distance_up_to_both_words(archive: Archive) -> None:
    find = finder(archive)
    for words in ("과학 금융", "디지털 기술", "TCL 중동", "은행 혁신 중소기업"):
        found = [find(f'"{words}"~{distance}') for distance in (0, 1, 3, 10, 50, 200, 999_999_999)]
        assert all(nearer <= farther for nearer, farther in pairwise(found))
        assert found[-1] == find(" AND ".join(words.split()))
        assert find(f'"{words}"~5') == find(f'"{" ".join(reversed(words.split()))}"~5')


@pytest.mark.parametrize(
    ("typed", "article"),
    [
        ('"양추안동 행장"~15', "307-5"),
        ('"리동성 회장"~5', "307-3"),
        ('"두칭칭 주임"~9', "307-5"),
        ('"杨传东 총경리"~15', "307-5"),
    ],
)
def test_a_name_is_near_the_title_printed_behind_it(archive: Archive, typed: str, article: str) -> None:
    assert finder(archive)(typed) == {article}


def test_fields_find_the_articles_that_have_them(archive: Archive) -> None:
    find = finder(archive)
    for article in articles_of(archive, 307):
        typed = [f'섹션:"{article.section}"', f'section:"{article.section}"', "호:307", "issue:307", "date:2022-12-14"]
        typed += [
            f'{field}:"{name}"' for field in ("매체", "outlet") for each in article.outlets for name in names(each)
        ]
        typed += [f"{field}:{max(re.findall('[가-힣]+', article.title), key=len)}" for field in ("제목", "title")]
        for query in typed:
            assert article.id in find(query), query
    for nothing in ("섹션:없음", "매체:없음", "호:1", "날짜:2021", "제목:뷁뷁뷁", "매체:\ufe0f", "호:" + "9" * 30):
        assert not find(nothing), nothing


@pytest.mark.parametrize(
    "word", ["신의", "인도", "학기", "국산", "융자", "물", "금융", "디지털", "상가", "산업 기업", "국산 금융"]
)
def test_inside_adds_as_many_articles_as_it_says_and_looks_everywhere(archive: Archive, word: str) -> None:
    strict, wide = finder(archive)(word), finder(archive, inside=True)(word)
    assert strict <= wide
    assert archive.search(Search(word)).inside == len(wide - strict)
    assert archive.search(Search(word, inside=True)).inside == 0
    if " " not in word:
        assert wide == strict | {article for article in ARTICLES if word in squeezed(archive, article)}


@pytest.mark.parametrize(("typed", "article"), [("sense", "307-3"), ("Charter", "307-5"), ("022", "307-6")])
def test_inside_looks_into_latin_words_and_numbers_too(archive: Archive, typed: str, article: str) -> None:
    assert article in finder(archive, inside=True)(typed)


def test_nothing_found_with_all_words_gives_the_partial_matches_and_says_so(archive: Archive) -> None:
    relaxed = archive.search(Search("금융 뷁뷁뷁"))
    assert relaxed.relaxed
    assert {hit.article.id for hit in relaxed.hits} == finder(archive)("금융")
    assert relaxed.suggestions == ("금융",)
    assert not archive.search(Search("금융 디지털")).relaxed


@pytest.mark.parametrize(
    ("typed", "match"), [("뷁뷁뷁", "all"), ("뷁뷁뷁 쀍쀍쀍", "all"), ("금융 뷁뷁뷁", "any"), ("금융", "all")]
)
def test_what_nobody_wrote_is_not_found_and_nothing_is_relaxed_for_it(
    archive: Archive, typed: str, match: Match
) -> None:
    results = archive.search(Search(typed, match=match))
    assert not results.relaxed
    assert {hit.article.id for hit in results.hits} == (finder(archive)("금융") if "금융" in typed else set())


def test_what_is_not_wanted_is_not_among_the_partial_matches(archive: Archive) -> None:
    relaxed = archive.search(Search("금융 뷁뷁뷁 -디지털"))
    assert relaxed.relaxed
    assert {hit.article.id for hit in relaxed.hits} == finder(archive)("금융 -디지털")


@pytest.mark.parametrize("typed", ["", " ", "\n"])
def test_an_empty_query_lists_everything(archive: Archive, library: Archive, typed: str) -> None:
    assert finder(archive)(typed) == ARTICLES
    results = library.search(Search(typed))
    assert (results.total, results.inside, results.understood, results.relaxed) == (40, 0, "", False)
    assert all(hit.why == () for hit in results.hits)


@pytest.mark.parametrize(
    "typed", ["", "중국", "금융 디지털", "과학 OR 소식", "제목:혁신", "-금융", "뷁뷁뷁", "금융 뷁뷁뷁"]
)
def test_each_count_of_a_facet_is_what_its_filter_finds(library: Archive, typed: str) -> None:
    everything = library.search(Search(typed))
    facets = everything.facets
    for section in facets.sections:
        narrowed = library.search(Search(typed, Filters(sections=(section.value,))))
        assert narrowed.total == section.count
        assert narrowed.facets.sections == facets.sections, "a facet ignores its own filter"
    for outlet in facets.outlets:
        narrowed = library.search(Search(typed, Filters(outlets=(outlet.value,))))
        assert narrowed.total == outlet.count
        assert narrowed.facets.outlets == facets.outlets
    for year in facets.years:
        days = date(int(year.value), 1, 1), date(int(year.value), 12, 31)
        narrowed = library.search(Search(typed, Filters((), (), *days)))
        assert narrowed.total == year.count
        assert narrowed.facets.years == facets.years
    assert sum(month.count for month in facets.months) == everything.total
    assert sum(year.count for year in facets.years) == everything.total
    assert [month.value for month in facets.months] == sorted(month.value for month in facets.months)
    assert all(each.count > 0 for each in (*facets.sections, *facets.outlets, *facets.years))


def test_several_values_of_a_filter_are_any_of_them_and_several_filters_are_all_of_them(library: Archive) -> None:
    def total(*sections: str, outlets: tuple[str, ...] = (), first: date | None = None) -> int:
        return library.search(Search("", Filters(sections, outlets, first))).total

    assert total("CHINA 창업", "WEEKLY 뉴스") == total("CHINA 창업") + total("WEEKLY 뉴스") == 24
    assert (
        total("WEEKLY 뉴스", outlets=("과기일보",)) == total(outlets=("과기일보",)) == total(outlets=("科技日报",)) == 4
    )
    assert total("CHINA 창업", outlets=("과기일보",)) == 0
    assert total("CHINA 창업", first=date(2022, 12, 28)) == 6


@pytest.mark.parametrize(
    ("first", "last", "issues"),
    [
        (None, None, {None, 306, 307, 308, 309}),
        (date(2022, 12, 14), date(2022, 12, 14), {307}),
        (date(2022, 12, 1), date(2022, 12, 31), {307, 308}),
        (date(2022, 12, 15), None, {308, 309}),
        (None, date(2022, 1, 1), {None, 306}),
        (date(2022, 12, 29), date(2022, 12, 31), set()),
        (date(2023, 1, 1), date.max, {309}),
        (date.min, date(2021, 1, 1), {None}),
    ],
)
def test_days_are_inclusive(library: Archive, first: date | None, last: date | None, issues: set[int | None]) -> None:
    results = library.search(Search("", Filters(first=first, last=last), per_page=100))
    assert {hit.article.issue for hit in results.hits} == issues


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("typed", ["", "중국", "금융 소식", "금융 뷁뷁뷁"])
def test_pages_follow_one_another_without_repeats_or_gaps(library: Archive, typed: str, sort: Sort) -> None:
    whole = library.search(Search(typed, sort=sort, per_page=100))
    listed = [hit.article.id for hit in whole.hits]
    assert len(listed) == len(set(listed)) == whole.total
    for size in (1, 3, 7, 40):
        numbers = range(1, -(-whole.total // size) + 2)
        pages = [library.search(Search(typed, sort=sort, page=number, per_page=size)) for number in numbers]
        assert [hit.article.id for page in pages for hit in page.hits] == listed
        assert pages[-1].hits == ()
        assert {page.total for page in pages} == {whole.total}


def test_hits_come_in_the_order_that_was_asked_for(library: Archive) -> None:
    def hits(sort: Sort) -> list[tuple[float, date]]:
        found = library.search(Search("중국 창업", sort=sort, per_page=100)).hits
        return [(hit.score, hit.article.date) for hit in found]

    assert [day for _, day in hits("newest")] == sorted((day for _, day in hits("newest")), reverse=True)
    assert [day for _, day in hits("oldest")] == sorted(day for _, day in hits("oldest"))
    assert hits("relevance") == sorted(hits("relevance"), reverse=True)
    days = [sorted(day for _, day in hits(sort)) for sort in ("relevance", "newest", "oldest")]
    assert days[0] == days[1] == days[2]


def test_an_issue_lists_its_articles_as_printed_between_its_neighbours(library: Archive) -> None:
    contents = library.issue(308)
    assert [article.ordinal for article in contents.articles] == list(range(1, 8))
    assert contents.earlier is not None
    assert contents.later is not None
    assert (contents.earlier.number, contents.later.number) == (307, 309)
    assert [issue.number for issue in library.issues()] == [309, 308, 307, 306]
    assert (library.issue(309).later, library.issue(306).earlier) == (None, None)
    assert library.overview().articles == 40


def test_an_article_stands_between_those_before_and_behind_it(library: Archive) -> None:
    first, last, ready = (library.reading(article) for article in ("307-1", "307-7", "ready-3"))
    assert first.previous is None
    assert first.next is not None
    assert first.next.id == "307-2"
    assert last.previous is not None
    assert last.previous.id == "307-6"
    assert last.next is None
    assert (ready.previous, ready.next, ready.newsletter) == (None, None, None)


@pytest.mark.parametrize("missing", ["307-99", "", "../etc/passwd", "\ud800", "307-1 "])
def test_an_article_that_is_not_there_is_not_found(archive: Archive, missing: str) -> None:
    with pytest.raises(NotFound):
        archive.reading(missing)


@pytest.mark.parametrize("missing", [0, 308, 10**30, -307])
def test_an_issue_that_is_not_there_is_not_found(archive: Archive, missing: int) -> None:
    with pytest.raises(NotFound):
        archive.issue(missing)


# --- Random queries against an oracle ---


@dataclass(frozen=True)
class Asked:
    """A query as a tree of ours: a leaf as it is typed, or an operator between queries."""

    operator: str
    parts: tuple[Asked, ...] = ()
    leaf: str = ""

    def __str__(self) -> str:
        if self.operator == "leaf":
            return self.leaf
        between = {"together": " ", "and": " AND ", "or": " OR ", "bar": "|", "not": "", "minus": ""}[self.operator]
        before = {"not": "NOT ", "minus": "-"}.get(self.operator, "")
        return before + between.join(str(part) if part.operator == "leaf" else f"({part})" for part in self.parts)

    @property
    def word(self) -> bool:
        return self.operator == "leaf" and re.fullmatch(r"[^\W_]+", self.leaf) is not None


LEAVES = [*WORDS, "은행에서", "신의", "용자", "닝보", "양추안동", "뷁뷁", "中"]
LEAVES += [
    '"과학 혁신"',
    '"중소기업"',
    "과학*",
    "TC*",
    "제목:혁신",
    "title:디지털",
    "섹션:뉴스",
    "매체:과기일보",
    "호:307",
    "날짜:2021",
]
LEAVES += ['"과학 금융"~3', "=닝보"]
queries = st.recursive(
    st.builds(lambda leaf: Asked("leaf", leaf=leaf), st.sampled_from(LEAVES)),
    lambda inner: st.one_of(
        st.builds(Asked, st.sampled_from(["not", "minus"]), st.tuples(inner)),
        st.builds(
            Asked,
            st.sampled_from(["together", "together", "and", "or", "bar"]),
            st.lists(inner, min_size=2, max_size=4).map(tuple),
        ),
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=120)
@given(asked=queries)
def test_any_query_is_the_algebra_of_its_leaves(archive: Archive, asked: Asked) -> None:
    assert len(str(asked)) < 1000
    assert str(asked).count("(") < MAX_DEPTH
    assert finder(archive)(str(asked)) == expected(archive, asked, any_word=False)


@settings(deadline=None, max_examples=60)
@given(asked=queries)
def test_any_query_with_any_word_is_too(archive: Archive, asked: Asked) -> None:
    assert finder(archive, match="any")(str(asked)) == expected(archive, asked, any_word=True)


@settings(deadline=None, max_examples=60)
@given(asked=queries)
def test_inside_never_takes_anything_away_and_its_count_is_true(archive: Archive, asked: Asked) -> None:
    strict, wide = finder(archive)(str(asked)), finder(archive, inside=True)(str(asked))
    assert strict <= wide
    assert archive.search(Search(str(asked))).inside == len(wide - strict)


@settings(deadline=None, max_examples=60)
@given(asked=queries)
def test_any_results_are_whole(archive: Archive, asked: Asked) -> None:
    results = archive.search(Search(str(asked)))
    assert results.total == len(results.hits) == sum(month.count for month in results.facets.months)
    assert [hit.score for hit in results.hits] == sorted((hit.score for hit in results.hits), reverse=True)
    assert results.understood
    for hit in results.hits:
        assert hit.why
        assert hit.snippets


@settings(deadline=None, max_examples=150)
@given(
    typed=st.text(st.characters(exclude_categories=()), max_size=20)
    | st.text(st.sampled_from('금융중국 AIOR"()|-~*=:제목호2.¶\u200b\u1100\u1161\ud800'), max_size=20)
)
@example(typed="ſection:뉴스")
@example(typed="호:" + "9" * 5000)
def test_no_query_is_too_strange_to_be_answered(archive: Archive, typed: str) -> None:
    results = archive.search(Search(typed))
    wide = archive.search(Search(typed, match="any", inside=True, expand=False))
    assert 0 <= len(results.hits) == results.total <= 7
    assert results.inside >= 0
    assert wide.total <= 7
    assert archive.reading("307-5", typed).article.id == "307-5"


@pytest.mark.parametrize("sign", ["¶", "☃", "§", "〒"])
def test_a_sign_that_nobody_printed_is_not_found(archive: Archive, sign: str) -> None:
    assert not finder(archive)(sign)
    assert finder(archive)(f"월드컵 -{sign}") == {"307-3"}


def finder(archive: Archive, *, match: Match = "all", inside: bool = False) -> Find:
    """What a query finds there, partial matches counted as nothing."""
    return lambda typed: found(archive, Search(typed, match=match, inside=inside, per_page=100))


@cache
def found(archive: Archive, search: Search) -> frozenset[str]:
    results = archive.search(search)
    return frozenset() if results.relaxed else frozenset(hit.article.id for hit in results.hits)


def expected(archive: Archive, asked: Asked, *, any_word: bool) -> frozenset[str]:
    """What a query has to find, worked out from what its leaves find."""
    find = finder(archive)
    parts = [expected(archive, part, any_word=any_word) for part in asked.parts]
    match asked.operator:
        case "leaf":
            return find(asked.leaf)
        case "not" | "minus":
            return ARTICLES - parts[0]
        case "and":
            return ARTICLES.intersection(*parts)
        case "or" | "bar":
            return frozenset().union(*parts)
    if any_word:
        wanted = [part for part, of in zip(parts, asked.parts, strict=True) if of.operator not in ("not", "minus")]
        unwanted = [part for part, of in zip(parts, asked.parts, strict=True) if of.operator in ("not", "minus")]
        return (frozenset().union(*wanted) if wanted else ARTICLES).intersection(*unwanted)
    for start, end in written_together(asked):
        together = find('"' + " ".join(part.leaf for part in asked.parts[start:end]) + '"')
        parts[start:end] = [part | together for part in parts[start:end]]
    return ARTICLES.intersection(*parts)


def written_together(asked: Asked) -> Iterator[tuple[int, int]]:
    """Two to LONGEST_TOGETHER words that stand side by side."""
    for start, end in combinations(range(len(asked.parts) + 1), 2):
        if 2 <= end - start <= LONGEST_TOGETHER and all(part.word for part in asked.parts[start:end]):
            yield start, end


def squeezed(archive: Archive, article: str) -> str:
    return "".join("\n".join(searchable_parts(archive.reading(article).article)).split())


def names(outlet: Outlet) -> list[str]:
    return [name for name in (outlet.name, outlet.name_zh) if name]
