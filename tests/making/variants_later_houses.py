"""Covers and imprints of yet other offices than those of variants_held_houses.py: invented names, real manners."""

from __future__ import annotations

from tests.making.variants_held_houses import House

CHAMBER = House(
    cover="""누리상공회의소 상하이사무소
차이나 비즈니스 위클리
No. 277 (2022/12/14)""",
    colophon="""누리상공회의소 상하이사무소 | 상하이시 창닝구 | shanghai@example.org
회원사 여러분의 의견을 기다립니다.""",
)
CONSULATE = House(
    cover="""주광저우총영사관 중국 언론 주간 요약
2022년 12월 둘째 주 (제31호)

작성일: 2022.12.14.""",
    colophon="""※ 동 자료는 현지 언론 보도를 요약한 것으로 총영사관의 입장과는 무관함.

주광저우총영사관 경제담당 (econ@example.org)""",
)
CAMPUS = House(
    cover="""가람대학교 아시아센터
차이나 위클리 119호
2022.12.14 WED""",
    colophon="""펴낸곳: 가람대학교 아시아센터
엮은이: 아시아센터 편집실
주소: 가람시 배움로 12, 인문관 305호
이메일: asia@example.org""",
)
VENTURE = House(
    cover="""[다온벤처협회] 중국 창업 한눈에 64호
22년 12월 14일(수)""",
    colophon="""구독과 제보: news@example.org
지난 호 모아 보기: https://example.org/china""",
)
TECHNOLOGY = House(
    cover="""중국 지식재산·기술 동향

Vol. 139
2022-12-14

미리내기술정보원 글로벌분석실""",
    colophon="""발행일 2022년 12월 14일 | 발행인 미리내기술정보원장 | 편집 글로벌분석실
본지에 실린 글은 출처를 밝히고 인용하실 수 있습니다.""",
)
PLANNING = House(
    cover="""S&T CHINA

Issue 73 | Wed, 14 December 2022

솔빛과학기술기획원 국제협력센터""",
    colophon="""Published by 솔빛과학기술기획원 국제협력센터
Contact: china@example.org
Unsubscribe: https://example.org/unsubscribe""",
)
_STARS = "*" * 50
MAILING = House(
    cover=f"""{_STARS}
  주간 차이나넷   [제45호]   2022. 12. 14
  보내는 곳: 새봄경제정보센터
{_STARS}""",
    colophon=f"""{_STARS}
  주간 차이나넷은 매주 수요일에 보내 드립니다.
  받지 않으시려면 제목에 '수신거부'라고 써서 답장해 주십시오.
{_STARS}""",
)
TRADE = House(
    cover="""위클리 차이나 마켓
제508호 · 2022년 12월 14일 수요일
온누리수출입협회 조사팀""",
    colophon="""온누리수출입협회 조사팀
전화: 02-0000-0000
팩스: 02-0000-0001
Copyright 2022 온누리수출입협회. 무단 전재 및 재배포 금지""",
)
BANK = House(
    cover="""북경사무소 주간 경제 동향
2022.12.14. | 제 17 호 | 두레은행 북경사무소""",
    colophon="""작성: 두레은행 북경사무소 조사역
문의: beijing@example.org""",
)
RATES = """[주요 지표] 12월 13일 종가 기준
상하이종합지수\t3,176.33\t-0.09%
선전성분지수\t11,323.35\t-0.69%
위안/달러 환율\t6.9746\t+0.12%
원/위안 환율\t187.20\t-0.31%"""
"""A box of figures of the day before, as trade associations print it on the cover; it is no article."""
