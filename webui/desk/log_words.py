"""What the log says, for people: a word of the log to what it stands for. Whoever writes a new word adds it here."""

from __future__ import annotations

from collections.abc import Mapping

from archive.language import gettext as _
from archive.language import later as N_

WORDS = {
    "login": N_("들어옴"),
    "login_failed": N_("들어오지 못함"),
    "logout": N_("나감"),
    "session_ended": N_("다른 곳에서 나가게 함"),
    "sessions_ended": N_("모든 곳에서 나가게 함"),
    "password_changed": N_("비밀번호를 바꿈"),
    "user_added": N_("사람을 더함"),
    "user_removed": N_("사람을 뺌"),
    "role_changed": N_("맡은 일을 바꿈"),
    "token_made": N_("토큰을 만듦"),
    "uploaded": N_("호를 올림"),
    "upload_corrected": N_("올린 호를 고침"),
    "upload_dropped": N_("올린 호를 버림"),
    "published": N_("호를 넣음"),
    "replaced": N_("호를 바꿈"),
    "issue_corrected": N_("넣은 호를 고침"),
    "unpublished": N_("호를 내림"),
    "names_changed": N_("이름을 고침"),
    "outlets_changed": N_("매체를 고침"),
    "undone": N_("되돌림"),
    "missed_hidden": N_("못 찾은 말을 끝냄"),
    "missed_shown": N_("못 찾은 말을 다시 보임"),
    "search_saved": N_("검색을 저장함"),
    "search_removed": N_("저장한 검색을 지움"),
    "address_given": N_("메일 주소를 적음"),
    "address_confirmed": N_("메일 주소를 확인함"),
    "address_removed": N_("메일을 그만 받음"),
    "feed_made": N_("피드 주소를 만듦"),
    "feed_removed": N_("피드를 없앰"),
    "alerts_mailed": N_("알림을 메일로 보냄"),
}

DETAILS = {
    "user": N_("사람"),
    "role": N_("맡은 일"),
    "unknown": N_("없는 이름"),
    "issue": N_("무엇"),
    "file": N_("파일"),
    "bytes": N_("바이트"),
    "query": N_("찾은 말"),
    "articles": N_("글"),
}
"""Names of details; one that is not here is shown as it is."""


def said(what: str) -> str:
    """What an entry stands for; a word that nobody put here stands for itself."""
    return _(WORDS[what]) if what in WORDS else what


def details(given: Mapping[str, object]) -> list[tuple[str, str]]:
    """Names and values of an entry's details; a value that says nothing more than its name is empty."""
    return [
        (_(DETAILS[name]) if name in DETAILS else name, "" if value is True else str(value))
        for name, value in given.items()
    ]
