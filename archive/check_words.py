"""The Korean words for what a check says, in the terminal and on the page alike."""

from __future__ import annotations

from collections.abc import Iterable

from archive.checked import Check, Doubt, Evidence, Match, OutsideRole, Sureness

SURENESS: dict[Sureness, str] = {"sure": "확실", "likely": "아마", "unsure": "모름"}
MATCH: dict[Match, str] = {
    "matched": "",
    "missing": "차례에만 있음",
    "extra": "차례에 없음",
    "dropped": "빼기로 함",
    "merged": "다른 글과 합침",
    "unlisted": "",
}
DOUBT: dict[Doubt, str] = {
    "title_differs": "차례와 제목이 다름",
    "page_differs": "쪽이 다름",
    "outlet_missing": "매체 없음",
    "very_short": "아주 짧음",
    "very_long": "아주 긺",
}
EVIDENCE: dict[Evidence, str] = {
    "contents": "차례에 같은 제목",
    "contents_weak": "차례에 비슷한 제목",
    "number": "앞 글에 이어지는 번호",
    "section": "섹션 이름 아래",
    "style": "제목 글꼴",
    "look": "다른 제목과 같은 꾸밈",
    "place": "앞뒤의 출처와 빈 줄",
    "hand": "고치는 파일",
}
ROLE: dict[OutsideRole, str] = {
    "cover": "표지",
    "contents": "차례",
    "section": "섹션 이름",
    "rule": "줄",
    "running": "쪽마다 있는 줄",
    "outside": "어느 글에도 들지 않음",
    "dropped": "빼기로 함",
    "colophon": "끝인사",
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
    return f"{', '.join(said)}쪽"


def scan_words(check: Check) -> tuple[str, ...]:
    """What there is to know of pages that are pictures, in sentences, besides `check.notice`."""
    told = (
        ("스캔한 {}은 기계가 읽었습니다. 틀린 글자가 있을 수 있으니 원본과 맞추어 보세요.", check.by_machine),
        ("{}은 그림뿐이고 글자가 보이지 않습니다.", check.wordless),
    )
    return tuple(said.format(pages_words(pages)) for said, pages in told if pages)
