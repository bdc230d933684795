"""names.toml and outlets.toml through forms: entries change one by one, and what a change finds is counted before."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.analysis import Analyzer
from archive.engines.whoosh import WhooshEngine
from archive.errors import EditingError
from archive.names.corrections import Given
from archive.results import Filters, Search
from archive.search import Archive
from indexer.pipeline import update
from indexer.supposing import Effect, names_effects, outlets_effects
from indexer.writing_lists import Never, Same, rows, with_entry, without_entry
from tests.conftest import no_progress
from tests.corpora import ready, write

NAMES = """\
# 이름. 김 편집자가 봄

[[name]]                       # 꼴을 더합니다
zh = "深圳"
forms = ["선전", "심천"]       # 두 꼴

# 아래는 이름이 아님
[[never]]
zh = "第一"

[[name]]
zh = "선전"
"""


def test_entries_are_read_with_their_lines_and_what_is_wrong_with_them() -> None:
    found = rows(NAMES.encode(), "names.toml")
    assert [(row.line, row.value) for row in found] == [
        (3, Given("深圳", ("선전", "심천"))),
        (8, Never("第一")),
        (11, None),
    ]
    assert "forms가 없습니다" in found[2].problem or "중국어 이름이 없습니다" in found[2].problem


def test_a_changed_entry_keeps_its_comments_and_the_others_every_letter() -> None:
    made = with_entry(NAMES.encode(), "names.toml", 1, Given("深圳", ("선전", "심천", "Shenzhen"))).decode()
    assert made == NAMES.replace('["선전", "심천"] ', '["선전", "심천", "Shenzhen"] ')


def test_an_entry_of_another_kind_takes_the_place_of_one_and_a_new_one_comes_last() -> None:
    made = with_entry(NAMES.encode(), "names.toml", 1, Never("深圳", "선전"))
    made = with_entry(made, "names.toml", None, Given("北京", ("베이징",), only=True))
    assert [row.value for row in rows(made, "names.toml") if row.value] == [
        Never("第一"),
        Never("深圳", "선전"),
        Given("北京", ("베이징",), only=True),
    ]
    assert made.decode().startswith("# 이름. 김 편집자가 봄\n")


def test_an_entry_that_is_taken_out_leaves_the_comments_of_the_next() -> None:
    made = without_entry(NAMES.encode(), "names.toml", 1)
    assert made is not None and "# 아래는 이름이 아님\n[[never]]" in made.decode()
    assert without_entry(b'[[outlet]]\nname = "A"\n', "outlets.toml", 0) is None


@pytest.mark.parametrize(
    ("file", "value", "said"),
    [
        ("names.toml", Given("선전", ("심천",)), "중국어 이름이 없습니다"),
        ("names.toml", Given("深圳", ()), "forms가 없습니다"),
        ("outlets.toml", Same(()), "매체 이름이 없습니다"),
    ],
)
def test_an_entry_that_could_not_be_used_is_not_written(file: str, value: Given | Same, said: str) -> None:
    with pytest.raises(EditingError, match=said):
        with_entry(None, file, None, value)


def test_an_entry_that_is_gone_is_told() -> None:
    with pytest.raises(EditingError, match="그런 항목이 없습니다"):
        with_entry(NAMES.encode(), "names.toml", 7, Never("深圳"))


@pytest.fixture
def engine(tmp_path: Path, analyzer: Analyzer) -> WhooshEngine:
    texts = ["공장은 둥관에 있다", "공장은 동완에 있다", "东莞의 공장", "다른 곳 이야기"]
    outlets = ["과기일보", "과학기술일보", "과기일보", "로이터"]
    lines = (ready(f"a{n}", text, outlet=outlet) for n, (text, outlet) in enumerate(zip(texts, outlets, strict=True)))
    corpus = write(tmp_path / "corpus", **{"a__jsonl": "".join(lines)})
    engine = WhooshEngine(tmp_path / "index")
    assert not update(corpus, engine, lambda: analyzer, no_progress).failed
    return engine


def test_what_a_name_would_find_is_counted_before_it_is_written_and_found_after(
    tmp_path: Path, engine: WhooshEngine, analyzer: Analyzer
) -> None:
    after = with_entry(None, "names.toml", None, Given("东莞", ("둥관", "동완")))
    effects = names_effects(engine.snapshot(), analyzer, None, after)
    assert {effect.text for effect in effects} == {"东莞", "둥관", "동완"}
    assert all(effect.after == 3 for effect in effects) and any(effect.before < 3 for effect in effects)
    found = {effect.text: Archive(engine, analyzer).total(Search(q=effect.text)) for effect in effects}
    assert found == {effect.text: effect.before for effect in effects}
    (tmp_path / "corpus" / "names.toml").write_bytes(after)
    update(tmp_path / "corpus", engine, lambda: analyzer, no_progress)
    found = {effect.text: Archive(engine, analyzer).total(Search(q=effect.text)) for effect in effects}
    assert found == {effect.text: effect.after for effect in effects}


def test_what_joined_outlets_would_find_is_counted_before(engine: WhooshEngine, analyzer: Analyzer) -> None:
    after = with_entry(None, "outlets.toml", None, Same(("과기일보", "과학기술일보")))
    effects = outlets_effects(engine.snapshot(), analyzer, None, after)
    assert set(effects) == {Effect("과기일보", 2, 3), Effect("과학기술일보", 1, 3)}
    assert Archive(engine, analyzer).total(Search(filters=Filters(outlets=("과기일보",)))) == 2
