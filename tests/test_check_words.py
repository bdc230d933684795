"""The words for the pages of a file."""

from __future__ import annotations

import pytest

from archive.check_words import pages_words, scan_words
from archive.checked import Check


@pytest.mark.parametrize(
    ("pages", "words"),
    [((3,), "3쪽"), ((3, 4), "3, 4쪽"), ((9, 3, 4, 5), "3–5, 9쪽"), ((1, 2, 4, 6, 7, 8), "1, 2, 4, 6–8쪽")],
)
def test_pages_as_a_person_says_them(pages: tuple[int, ...], words: str) -> None:
    assert pages_words(pages) == words


def test_only_what_there_is_to_know_is_said() -> None:
    assert scan_words(Check("sure", (), (), 0, 0)) == ()
    read, wordless = scan_words(Check("sure", (), (), 0, 0, by_machine=(2, 3), wordless=(5,)))
    assert read.startswith("스캔한 2, 3쪽은 기계가 읽었습니다.") and wordless.startswith("5쪽은 그림뿐이고")
