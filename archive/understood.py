"""What was understood of a query, said back in Korean."""

from __future__ import annotations

from datetime import date

from archive import query

_FIELDS = {"section": "섹션", "outlet": "매체", "issue": "호"}


def understood(parsed: query.Query, any_word: bool) -> str:
    """A sentence about what is looked for; empty where nothing was asked."""
    if parsed.node is None:
        return ""
    node = parsed.node
    if isinstance(node, query.Together) and all(isinstance(each, query.Word) for each in node.nodes):
        words = [_said(each, any_word) for each in node.nodes]
        listed = _listed(words, "이나" if any_word else "과", "나" if any_word else "와")
        return f"{listed}{_particle(words[-1], '이', '가')} {'하나라도' if any_word else '모두'} 나오는 글"
    said = _said(node, any_word)
    if isinstance(node, query.Word | query.Quoted):
        return f"{said}{_particle(said, '이', '가')} 나오는 글"
    return f"{said}에 맞는 글"


def notices(parsed: query.Query) -> tuple[str, ...]:
    """What was done otherwise than typed."""
    told = []
    if parsed.misread:
        told.append("따옴표나 괄호, 연산자가 맞지 않아 적힌 낱말만으로 찾았습니다.")
    if parsed.left_out:
        told.append(f"찾을 글자가 없는 것은 뺐습니다: {' '.join(parsed.left_out)}")
    return tuple(told)


def _said(node: query.Node, any_word: bool) -> str:
    match node:
        case query.Word():
            return f"={node.text}" if node.exact else node.text
        case query.Quoted():
            return f"“{node.text}”"
        case query.Prefix():
            return f"{node.text}…"
        case query.Nearby():
            return f"{', '.join(node.words)}(서로 {node.distance}낱말 안)"
        case query.InTitle():
            return f"제목의 {_enclosed(node.node, any_word)}"
        case query.Facet():
            return f"{_FIELDS[node.field]} ‘{node.value}’"
        case query.Days():
            return f"날짜 {_day(node.first)}~{_day(node.last)}"
        case query.Not():
            return f"{_enclosed(node.node, any_word)} 제외"
        case query.Together():
            return _together(node.nodes, any_word)
        case query.And():
            return _grouped(node.nodes, " 그리고 ", any_word)
        case query.Or():
            return _grouped(node.nodes, " 또는 ", any_word)


def _grouped(nodes: tuple[query.Node, ...], joint: str, any_word: bool) -> str:
    return joint.join(_enclosed(node, any_word) for node in nodes)


def _enclosed(node: query.Node, any_word: bool) -> str:
    said = _said(node, any_word)
    return f"({said})" if isinstance(node, query.Together | query.And | query.Or) else said


def _together(nodes: tuple[query.Node, ...], any_word: bool) -> str:
    """What is excluded is excluded also where any one of the others is enough."""
    wanted = tuple(node for node in nodes if not isinstance(node, query.Not))
    unwanted = tuple(node for node in nodes if isinstance(node, query.Not))
    if not any_word or not wanted:
        return _grouped(nodes, " 그리고 ", any_word)
    either = _grouped(wanted, " 또는 ", any_word)
    if not unwanted:
        return either
    return " 그리고 ".join([f"({either})" if len(wanted) > 1 else either, _grouped(unwanted, " 그리고 ", any_word)])


def _listed(words: list[str], after_consonant: str, after_vowel: str) -> str:
    *others, last = words
    return " ".join([*(word + _particle(word, after_consonant, after_vowel) for word in others), last])


def _particle(word: str, after_consonant: str, after_vowel: str) -> str:
    """The particle that fits the last syllable: a Hangul syllable ends in a consonant unless 28 divides its index."""
    last = next((character for character in reversed(word) if character.isalnum()), "")
    if not "가" <= last <= "힣":
        return f"{after_consonant}({after_vowel})"
    return after_vowel if (ord(last) - ord("가")) % 28 == 0 else after_consonant


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
