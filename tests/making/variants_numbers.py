"""Variants in how articles are numbered, or how else they begin where nothing is numbered."""

from __future__ import annotations

from tests.making.variants_layout import (
    Look,
    Numbering,
    Variant,
    around,
    behind,
    below,
    bracketed,
    circled,
    closing,
    ganada,
    issue,
    list_contents,
    nothing,
    roman,
    table_contents,
    text,
)
from tests.making.variants_stories import (
    CUP,
    FORUM,
    HUMAN,
    ISSUE,
    PAPER,
    PLAN,
    RANKS,
    SMART,
    WITHOUT_LONGEST,
    briefs,
    cover,
    moved,
    paged,
    renumbered,
    tight,
    uncredited,
    unnoted,
    unpaged,
)

_WIDE = "\n\n\n"
_RULE = "─" * 40
_SUBJECTS = ("금융", "기업", "도시")


def no_contents() -> Variant:
    """No contents page; everything else as in issue 307."""
    stories = unpaged(ISSUE)
    return text(issue(stories, Look()), stories, least="likely")


def old_bracket_numbers() -> Variant:
    """An old issue: no contents page, articles numbered 1), headings numbered 가., sources as 자료: after the text."""
    stories = unpaged([renumbered(story, ganada) for story in WITHOUT_LONGEST])
    look = Look(number=bracketed, credit=closing("자료: {}"))
    return text(issue(stories, look, cover=cover(52, "2017.10.25")), stories, 52, "2017-10-25")


def bracket_numbers_twice() -> Variant:
    """Articles numbered 1) as well as the headings inside them; a contents page numbered so too."""
    stories = paged([PLAN, SMART, CUP, PAPER, RANKS, FORUM])
    contents = list_contents(stories, lambda n, story: f"{n}) {story.title} P{story.page}")
    return text(issue(stories, Look(number=bracketed), contents), stories, least="sure")


def double_brackets() -> Variant:
    """Articles numbered (1), (2) through the issue; no contents page; headings 1) as ever."""
    stories = unpaged(WITHOUT_LONGEST)
    return text(issue(stories, Look(number=lambda n: f"({n}) ", anew=False)), stories)


def circled_numbers() -> Variant:
    """Articles numbered ①, ② in each section anew, in the contents page too; headings 1); sources 출처: at the end."""
    stories = paged(ISSUE)
    contents = list_contents(stories, lambda n, story: f"{circled(n)}{story.title} {story.page}쪽", "차례")
    look = Look(number=circled, credit=closing("출처: {}"))
    return text(issue(stories, look, contents), stories, least="sure")


def circled_numbers_no_contents() -> Variant:
    """Articles numbered ①, ② through the issue, no contents page, no sections; one article has a list of ①, ② in it."""
    stories = unpaged([moved(story, None) for story in (PLAN, SMART, CUP, PAPER, RANKS)])
    return text(issue(stories, Look(number=circled)), stories)


def roman_numbers() -> Variant:
    """Articles numbered Ⅰ., Ⅱ. through the issue, no sections; the contents page numbered so, with dots."""
    stories = paged([moved(story, None) for story in ISSUE])
    contents = list_contents(stories, lambda n, story: f"{roman(n)}{story.title} ········ {story.page}")
    return text(issue(stories, Look(number=roman), contents), stories, least="sure")


def roman_numbers_no_contents() -> Variant:
    """Articles numbered Ⅰ., Ⅱ. through the issue; no contents page, no sections."""
    stories = unpaged([moved(story, None) for story in WITHOUT_LONGEST])
    return text(issue(stories, Look(number=roman), cover=cover(101, "2018.11.07")), stories, 101, "2018-11-07")


def latin_roman_numbers() -> Variant:
    """Articles numbered I., II., III. in capital letters, in each section anew; no contents page."""
    stories = unpaged(WITHOUT_LONGEST)
    look = Look(number=lambda n: f"{('I', 'II', 'III', 'IV', 'V')[n - 1]}. ")
    return text(issue(stories, look), stories)


def numbered_sections() -> Variant:
    """Sections numbered Ⅰ., Ⅱ. and articles 1., 2. below them, in the contents page as well."""
    stories = paged(ISSUE)

    def section(place: int, name: str) -> str:
        return roman(place) + name

    contents = list_contents(stories, lambda n, s: f"  {n}. {s.title} ........ {s.page}", section=section)
    return text(issue(stories, Look(section=section), contents), stories, least="sure")


def section_and_article_numbers() -> Variant:
    """Articles numbered by section and place, 1-1., 1-2., 2-1.; sections numbered 1., 2.; no contents page."""
    stories = unpaged(ISSUE)
    look = Look(section=lambda place, name: f"{place}. {name}", otherwise={1: _within(1), 2: _within(2), 3: _within(3)})
    return text(issue(stories, look), stories)


def _within(section: int) -> Numbering:
    return lambda number: f"{section}-{number}. "


def padded_numbers() -> Variant:
    """Articles numbered 01., 02. through the issue; no contents page; sections in 【】."""
    stories = unpaged(ISSUE)
    look = Look(number=lambda n: f"{n:02}. ", section=around("【{}】"), anew=False)
    return text(issue(stories, look), stories)


def number_above() -> Variant:
    """The number of an article, 01, 02, stands alone in the line above its title; no contents page, no sections."""
    stories = unpaged([tight(moved(story, None)) for story in WITHOUT_LONGEST])
    look = Look(number=lambda n: f"{n:02}\n", gap="\n\n\n")
    return text(issue(stories, look), stories)


def no_numbers() -> Variant:
    """Titles without numbers; the contents page alone tells what they are."""
    return text(issue(ISSUE, Look(number=nothing), table_contents(ISSUE)), ISSUE, least="likely")


def some_numbered() -> Variant:
    """Only the first section's articles are numbered; the contents page lists all."""
    look = Look(otherwise={2: nothing, 3: nothing})
    return text(issue(ISSUE, look, table_contents(ISSUE)), ISSUE, least="likely")


def last_unnumbered_no_contents() -> Variant:
    """No contents page; the single article of the last section has no number, for there is nothing to count."""
    stories = unpaged(ISSUE)
    look = Look(section=around("■ {}"), otherwise={3: nothing})
    return text(issue(stories, look), stories)


def bare_titles() -> Variant:
    """Nothing but white space tells: two blank lines around a title, one between paragraphs; no contents page."""
    stories = unpaged([tight(moved(story, None)) for story in WITHOUT_LONGEST])
    look = Look(number=nothing, gap=_WIDE, after=_WIDE, credit=closing("*출처: {}"))
    return text(issue(stories, look), stories, most="likely")


def bare_titles_in_sections() -> Variant:
    """Titles without numbers between two blank lines, below sections in ■; no contents page; sources in brackets."""
    stories = unpaged([tight(unnoted(story)) for story in WITHOUT_LONGEST])
    look = Look(number=nothing, gap=_WIDE, after=_WIDE, section=around("■ {}"), credit=behind(" ({})"))
    return text(issue(stories, look), stories, most="likely")


def bracketed_titles() -> Variant:
    """Titles in [ ], always in the same look; no numbers, no contents page, no sections; sources below."""
    stories = unpaged([tight(moved(story, None)) for story in (SMART, CUP, PLAN, FORUM)])
    look = Look(number=nothing, title="[{}]".format, credit=below("출처: {}"))
    return text(issue(stories, look, cover=cover(18, "2017.02.22")), stories, 18, "2017-02-22")


def square_titles() -> Variant:
    """Titles behind ■, always in the same look, while ▶ and ▷ mark things inside; no numbers, no contents page."""
    stories = unpaged([moved(story, None) for story in ISSUE])
    look = Look(number=nothing, title="■ {}".format, credit=closing("※ 출처: {}"))
    return text(issue(stories, look), stories)


def triangle_titles() -> Variant:
    """Titles behind ▶, while one article has a line of its own behind ▶ too; sections in < >; no contents page."""
    stories = unpaged([tight(story) for story in WITHOUT_LONGEST])
    look = Look(number=nothing, title="▶ {}".format, section=around("< {} >"), gap=_WIDE)
    return text(issue(stories, look), stories)


def ruled() -> Variant:
    """Articles parted by a line of dashes, as in a mail of plain text; no numbers, no contents page, no sections."""
    stories = unpaged([tight(moved(story, None)) for story in (SMART, CUP, PAPER, RANKS, FORUM)])
    look = Look(number=nothing, gap=f"\n\n{_RULE}\n\n")
    printed = issue(stories, look, gap=f"\n\n{_RULE}\n\n")
    return text(printed, stories)


def one_article() -> Variant:
    """A special issue: one article, no contents page, no section, no number."""
    stories = unpaged([moved(HUMAN, None)])
    return text(
        issue(stories, Look(number=nothing), cover=cover(299, "2022.10.19")), stories, 299, "2022-10-19", most="likely"
    )


def one_article_listed() -> Variant:
    """A special issue: one article below its section, and a contents page of one line."""
    stories = paged([RANKS])
    contents = list_contents(stories, lambda n, story: f"{n}. {story.title}\tP{story.page}")
    return text(issue(stories, Look(), contents, cover(299, "2022.10.19")), stories, 299, "2022-10-19", least="sure")


def many_briefs() -> Variant:
    """Thirteen short articles numbered through the issue, in three sections without a line about their source."""
    short = [
        moved(brief, f"{name} 단신")
        for story, name in zip((PLAN, PAPER, RANKS), _SUBJECTS, strict=True)
        for brief in briefs(story)
    ]
    stories = unpaged([uncredited(brief) for brief in short])
    return text(issue(stories, Look(anew=False)), stories)


VARIANTS = (
    no_contents,
    old_bracket_numbers,
    bracket_numbers_twice,
    double_brackets,
    circled_numbers,
    circled_numbers_no_contents,
    roman_numbers,
    roman_numbers_no_contents,
    latin_roman_numbers,
    numbered_sections,
    section_and_article_numbers,
    padded_numbers,
    number_above,
    no_numbers,
    some_numbered,
    last_unnumbered_no_contents,
    bare_titles,
    bare_titles_in_sections,
    bracketed_titles,
    square_titles,
    triangle_titles,
    ruled,
    one_article,
    one_article_listed,
    many_briefs,
)
