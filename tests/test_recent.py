"""What was read lately is kept while there is room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.recent import Recent


def test_what_is_asked_for_again_and_again_outlives_what_is_not() -> None:
    recent = Recent[str](3)
    for number in range(20):
        recent.put(f"once {number}", "seldom")
        if number == 0:
            recent.put("often", "kept")
        assert recent.get("often") == "kept"
    assert recent.get("once 0") is None


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.binary(max_size=9)), max_size=60))
def test_it_gives_the_last_value_or_none_and_holds_no_more_than_there_is_room_for(
    puts: list[tuple[str, bytes]],
) -> None:
    recent, last = Recent[bytes](20, len), dict[str, bytes]()
    for name, value in puts:
        recent.put(name, value)
        last[name] = value
        assert recent.get(name) == value
        assert sum(map(len, (*recent._young.values(), *recent._old.values()))) <= 40
    assert all(recent.get(name) in (value, None) for name, value in last.items())
