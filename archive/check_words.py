"""The words for what a check says, in the terminal and on the page alike; `gettext` says them where they are shown."""

from __future__ import annotations

from collections.abc import Iterable

from archive.checked import Check, Doubt, Evidence, Match, OutsideRole, Sureness
from archive.language import gettext as _
from archive.language import later as N_

SURENESS: dict[Sureness, str] = {"sure": N_("확실"), "likely": N_("아마"), "unsure": N_("모름")}
MATCH: dict[Match, str] = {
    "matched": "",
    "missing": N_("차례에만 있음"),
    "extra": N_("차례에 없음"),
    "dropped": N_("빼기로 함"),
    "merged": N_("다른 글과 합침"),
    "unlisted": "",
}
DOUBT: dict[Doubt, str] = {
    "title_differs": N_("차례와 제목이 다름"),
    "page_differs": N_("쪽이 다름"),
    "outlet_missing": N_("매체 없음"),
    "very_short": N_("아주 짧음"),
    "very_long": N_("아주 긺"),
}
EVIDENCE: dict[Evidence, str] = {
    "contents": N_("차례에 같은 제목"),
    "contents_weak": N_("차례에 비슷한 제목"),
    "number": N_("앞 글에 이어지는 번호"),
    "section": N_("섹션 이름 아래"),
    "style": N_("제목 글꼴"),
    "look": N_("다른 제목과 같은 꾸밈"),
    "place": N_("앞뒤의 출처와 빈 줄"),
    "hand": N_("고치는 파일"),
}
ROLE: dict[OutsideRole, str] = {
    "cover": N_("표지"),
    "contents": N_("차례"),
    "section": N_("섹션 이름"),
    "rule": N_("줄"),
    "running": N_("쪽마다 있는 줄"),
    "outside": N_("어느 글에도 들지 않음"),
    "dropped": N_("빼기로 함"),
    "colophon": N_("끝인사"),
}


def pages_words(pages: Iterable[int]) -> str:
    """Pages in the words of a person: 3쪽; 3, 4, 7쪽; 3–6, 9쪽."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    said = (f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
    return _("%(pages)s쪽", pages=", ".join(said))


def scan_words(check: Check) -> tuple[str, ...]:
    """What there is to know of pages that are pictures, in sentences, besides `check.notice`."""
    told = (
        (
            N_("스캔한 %(pages)s은 기계가 읽었습니다. 틀린 글자가 있을 수 있으니 원본과 맞추어 보세요."),
            check.by_machine,
        ),
        (N_("%(pages)s은 그림뿐이고 글자가 보이지 않습니다."), check.wordless),
    )
    return tuple(_(said, pages=pages_words(pages)) for said, pages in told if pages)
