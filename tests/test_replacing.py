"""Characters replaced one by one: as str.translate does it, only that it costs less."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.analysis.replacing import Forms

FORMS = st.dictionaries(st.characters(), st.text(max_size=3), max_size=6)


@given(FORMS, st.lists(st.text(alphabet="가나ab漢汉ab", max_size=12), max_size=4))
def test_a_text_is_replaced_as_translate_does_it_whatever_was_replaced_before(
    table: dict[str, str], texts: list[str]
) -> None:
    forms = Forms(lambda character: table.get(character, character))
    for text in [*texts, "".join(table), "".join(table.values())]:
        assert forms.replaced(text) == text.translate({ord(one): other for one, other in table.items()})


def test_a_form_that_is_itself_a_character_with_a_form_is_not_replaced_once_more() -> None:
    forms = Forms({"a": "b", "b": "a"}.get)  # type: ignore[arg-type]
    assert forms.replaced("ab") == "ba"


def test_only_what_changes_is_told() -> None:
    forms = Forms(lambda character: {"ａ": "a", "１": "1"}.get(character, character))
    assert forms.changes("ａ 가나 １２") == {"ａ": "a", "１": "1"}
    assert forms.changes("가나") == {}


def test_a_rule_is_asked_once_for_each_character() -> None:
    asked: list[str] = []

    def form(character: str) -> str:
        asked.append(character)
        return character.lower()

    forms = Forms(form)
    assert [forms.replaced("ABBA"), forms.replaced("BAB")] == ["abba", "bab"]
    assert sorted(asked) == ["A", "B"]
