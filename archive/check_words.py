"""The Korean words for what a check says, in the terminal and on the page alike."""

from __future__ import annotations

from archive.checked import Doubt, Evidence, Match, OutsideRole, Sureness

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
    "hand": "고치는 파일",
}
ROLE: dict[OutsideRole, str] = {
    "cover": "표지",
    "contents": "차례",
    "section": "섹션 이름",
    "outside": "어느 글에도 들지 않음",
    "dropped": "빼기로 함",
    "colophon": "끝인사",
}
