"""Variants in how an article's source is printed, and whether it is."""

from __future__ import annotations

from tests.making.variants_layout import (
    Credit,
    Look,
    Variant,
    around,
    behind,
    below,
    circled,
    closing,
    issue,
    list_contents,
    source,
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
    Story,
    cover,
    credited,
    korean,
    paged,
    uncredited,
    unnoted,
    unpaged,
)

_XINHUA = ("신화통신", "新华社")
_DAILY = ("과기일보", "科技日报")
_PEOPLE = ("인민일보", "人民日报")
_slash = behind(" / {}")


def credit_behind_slash() -> Variant:
    """Sources behind the titles, / 신화통신(新华社); a contents page as in issue 307, without them."""
    stories = [
        credited(PLAN, _XINHUA),
        credited(SMART, _XINHUA),
        unnoted(CUP),
        unnoted(HUMAN),
        credited(PAPER, _PEOPLE),
        unnoted(RANKS),
        FORUM,
    ]
    return text(issue(stories, Look(credit=_slash), table_contents(stories)), stories, least="sure")


def credit_behind_slash_listed() -> Variant:
    """Sources behind the titles, / 신화통신(新华社), in the contents page as well, before the page."""
    stories = paged(list(map(unnoted, WITHOUT_LONGEST)))

    def row(number: int, story: Story) -> str:
        return f"{number}. {story.title}{_slash(story).behind}\tP{story.page}"

    printed = issue(stories, Look(credit=_slash), list_contents(stories, row, "목록"))
    return text(printed, stories, least="sure")


def credit_in_brackets() -> Variant:
    """Sources behind the titles as (출처: 과기일보), Korean only; no contents page."""
    stories = unpaged([korean(credited(story, _DAILY)) for story in (PLAN, SMART, CUP, PAPER, RANKS)])
    look = Look(credit=behind(" (출처: {})"), section=around("★ {} ★"))
    return text(issue(stories, look, cover=cover(212, "2020.12.16")), stories, 212, "2020-12-16")


def credit_behind_bar() -> Variant:
    """Sources behind the titles as | 신화통신, in Korean only; a contents page without them."""
    stories = paged([korean(credited(SMART, _XINHUA)), *map(korean, (PLAN, CUP, PAPER, RANKS, FORUM))])
    contents = list_contents(stories, lambda n, s: f"{n}. {s.title} ····· {s.page}")
    return text(issue(stories, Look(credit=behind(" | {}")), contents), stories, least="sure")


def two_outlets() -> Variant:
    """Two outlets below each title, — 신화통신(新华社)·과기일보(科技日报), at times Korean only; no contents page."""
    stories = unpaged(
        [
            credited(PLAN, _XINHUA, _DAILY),
            credited(SMART, _DAILY, _PEOPLE),
            credited(CUP, ("매일경제신문", None), ("신화통신", None)),
            credited(PAPER, _PEOPLE, ("신화통신", None)),
            FORUM,
        ]
    )
    return text(issue(stories, Look(credit=below("— {}"))), stories)


def two_outlets_with_comma() -> Variant:
    """Two outlets, parted by a comma, in a last line 출처: 신화통신(新华社), 인민일보; articles numbered ①."""
    stories = paged(
        [
            credited(PLAN, _XINHUA, ("인민일보", None)),
            credited(SMART, ("과기일보", None), ("신화통신", None)),
            credited(CUP, ("매일경제신문", "每日经济新闻"), _XINHUA),
            RANKS,
        ]
    )
    contents = list_contents(stories, lambda n, s: f"{circled(n)}{s.title} P{s.page}")
    look = Look(number=circled, credit=closing("출처: {}", ", "))
    return text(issue(stories, look, contents, cover(260, "2021.12.22")), stories, 260, "2021-12-22", least="sure")


def no_outlets() -> Variant:
    """No outlet anywhere, only the captions of pictures name some; no contents page; the number in Chinese, 第307期."""
    stories = unpaged(list(map(uncredited, ISSUE)))
    chinese = cover(307, "2022年12月14日").replace("제 307호", "第307期")
    return text(issue(stories, Look(), cover=chinese), stories, least="likely")


def data_below() -> Variant:
    """Sources right below the title, 자료: 과기일보(科技日报); sections in [ ]; a contents page in a table."""
    stories = paged(list(map(unnoted, WITHOUT_LONGEST)))
    look = Look(credit=_touching, section=around("[{}]"))
    return text(issue(stories, look, table_contents(stories)), stories, least="sure")


def _touching(story: Story) -> Credit:
    return Credit(behind=f"\n자료: {source(story)}") if story.outlets else Credit()


def starred_sources() -> Variant:
    """Sources after the text as ※ 출처 종합개발연구원(综合开发研究院), without a colon; no contents page."""
    stories = unpaged(list(map(unnoted, ISSUE)))
    return text(issue(stories, Look(credit=closing("※ 출처 {}"))), stories)


def bracketed_sources() -> Variant:
    """Sources after the text as (자료출처: 신화통신) or [출처: 신화통신(新华社)]; counted through."""
    stories = unpaged([korean(PLAN), credited(SMART, _XINHUA), korean(CUP), unnoted(PAPER), korean(RANKS), FORUM])

    def credit(story: Story) -> Credit:
        chinese = any(outlet.name_zh for outlet in story.outlets)
        return closing("[출처: {}]" if chinese else "(자료출처: {})")(story)

    return text(issue(stories, Look(credit=credit, anew=False)), stories)


VARIANTS = (
    credit_behind_slash,
    credit_behind_slash_listed,
    credit_in_brackets,
    credit_behind_bar,
    two_outlets,
    two_outlets_with_comma,
    no_outlets,
    data_below,
    starred_sources,
    bracketed_sources,
)
