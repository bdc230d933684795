"""Covers and imprints of other offices: invented names, and the words in which such letters really speak."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class House:
    """An office that mails a newsletter: what it prints before the first article and after the last one."""

    cover: str
    colophon: str


ASSOCIATION = House(
    cover="""중국경제 주간 브리핑

제412호    2022. 12. 14.(수)

한빛무역협회 베이징지부""",
    colophon="""본 자료는 한빛무역협회 베이징지부가 회원사의 참고를 위해 작성한 것으로,
협회의 공식 견해와 다를 수 있습니다.
무단 전재와 재배포를 금합니다.

문의: 한빛무역협회 베이징지부 (bj@example.org)""",
)
BUREAU = House(
    cover="""중국 산업·기술 주간 보고

통권 제96호
'22. 12. 14.(수)

작성: 한빛산업진흥원 북경사무소""",
    colophon="""※ 본 보고는 내부 참고용이며 외부 배포를 금합니다.

한빛산업진흥원 북경사무소
전화: +86-10-6780-8840
이메일: report@example.org""",
)
EMBASSY = House(
    cover="""주중대사관 과학기술 주간동향

제58호 (2022.12.14.)

주중국대한민국대사관 과학기술정보통신관실""",
    colophon="""주중국대한민국대사관 과학기술정보통신관실
주소: 베이징시 차오양구 둥팡둥루 20호
전화: +86-10-6780-8840""",
)
STARTUP = House(
    cover="""차이나 스타트업 레터 Vol.88
2022년 12월 14일 수요일""",
    colophon="""이 메일은 발신 전용입니다. 의견은 hello@example.org로 보내 주세요.
받고 싶지 않으시면 '수신거부'를 눌러 주세요.
© 2022 차이나 스타트업 레터""",
)
ENGLISH = House(
    cover="""CHINA TECH WEEKLY

Issue No. 112
December 14, 2022

한빛대학교 중국기술연구센터""",
    colophon="""발행인: 한빛대학교 중국기술연구센터장
편집: 한빛대학교 중국기술연구센터 편집부
Copyright © 한빛대학교. All rights reserved.""",
)
INSTITUTE = House(
    cover="""중국 혁신경제 포커스

2022년 12월 14일 / 제205호

한빛경제연구원 중국팀""",
    colophon="""<중국 혁신경제 포커스>는 한빛경제연구원 홈페이지에서 보실 수 있습니다.
이 글의 내용은 연구원의 공식 견해가 아닙니다.

발행처: 한빛경제연구원
홈페이지: www.example.org""",
)
UNIVERSITY = House(
    cover="""한빛대학교 중국연구소 뉴스레터
제23호 | 2022년 12월 14일""",
    colophon="""한빛대학교 중국연구소
주소: 서울특별시 한빛로 1
이메일: china@example.org
뉴스레터 구독 신청과 해지는 위 이메일로 알려 주시기 바랍니다.""",
)
GREETING = """안녕하십니까. 한빛대학교 중국연구소입니다.

어느덧 한 해를 마무리하는 12월이 되었습니다. 올 한 해 저희 뉴스레터에 보내 주신 관심에 깊이 감사드립니다.
이번 호에서는 장강삼각주의 금융 개혁과 난징에서 열린 컨퍼런스, 월드컵을 둘러싼 가전 기업들의 경쟁을 다루었습니다.

새해에도 변함없는 성원을 부탁드립니다.

한빛대학교 중국연구소장 드림"""
"""A letter to the readers, signed; it has no title and is no article."""

FORWARDED = """-----Original Message-----
보낸 사람: 한빛경제연구원 <letter@example.org>
보낸 날짜: 2022년 12월 15일 목요일 오전 9:12
받는 사람: reader@example.org
제목: FW: [한빛경제연구원] 중국 혁신경제 포커스 제205호"""
"""What a mail program writes above a forwarded mail, which was sent the day after."""

REGISTERED = """중국 혁신경제 포커스

ISSN 2234-0000 | 창간 2016년 10월 5일
조사 기간: 2022.12.5.~12.11.
제205호
발행일: 2022.12.14.

발행처: 한빛경제연구원"""
"""A cover with other numbers and dates beside those of the issue."""
