"""What was understood, in Korean (`understood.Grammar`): particles fit the last syllable before them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from archive.saying import Sentence, filled, joined, plain, word

both = " 그리고 "
either = " 또는 "

_FIELDS = {"section": "섹션", "outlet": "매체", "issue": "호"}


def prefix(text: str) -> Sentence:
    return filled("{text}…", text=word(text))


def nearby(words: Sequence[str], distance: int) -> Sentence:
    return filled(
        "{words}(서로 {distance}낱말 안)", words=joined(", ", [word(each) for each in words]), distance=distance
    )


def in_title(said: Sentence) -> Sentence:
    return filled("제목의 {said}", said=said)


def facet(field: str, value: str) -> Sentence:
    return filled("{field} ‘{value}’", field=_FIELDS[field], value=value)


def days(first: date | None, last: date | None) -> Sentence:
    return filled("날짜 {first}~{last}", first=_day(first), last=_day(last))


def excluded(said: Sentence) -> Sentence:
    return filled("{said} 제외", said=said)


def articles_with(words: Sequence[Sentence], any_word: bool) -> Sentence:
    *others, last = words
    joints = ("이나", "나") if any_word else ("과", "와")
    listed = [filled("{word}{joint} ", word=each, joint=_particle(each, *joints)) for each in others]
    how = (" 하나라도" if any_word else " 모두") if others else ""
    said = joined("", [*listed, last])
    return filled("{said}{particle}{how} 나오는 글", said=said, particle=_particle(last, "이", "가"), how=how)


def articles_for(said: Sentence) -> Sentence:
    return filled("{said}에 맞는 글", said=said)


def _particle(said: Sentence, after_consonant: str, after_vowel: str) -> str:
    """The particle that fits the last syllable: a Hangul syllable ends in a consonant unless 28 divides its index."""
    last = next((character for character in reversed(plain(said)) if character.isalnum()), "")
    if not "가" <= last <= "힣":
        return f"{after_consonant}({after_vowel})"
    return after_vowel if (ord(last) - ord("가")) % 28 == 0 else after_consonant


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
