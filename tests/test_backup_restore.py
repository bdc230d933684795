"""`seogo restore`: on an empty machine the same answers, byte for byte; nothing is half done or lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.analysis import Analyzer
from archive.errors import BackupError
from archive.results import Search
from archive.search import Archive
from archive.settings import Settings
from archive.wire import search_json
from indexer.backup import back_up
from indexer.backup_restoring import Places, Restored, restore
from indexer.pipeline import update
from seogo import main
from tests.conftest import no_progress
from tests.corpora import ISSUE_307, issue, ready, write
from tests.in_process import opened

CORRECTION = '[[article]]\nwas = "2022 세계 스마트제조 컨퍼런스 개최"\nsection = "고친 섹션"\n'
NAMES = '[[name]]\nzh = "深圳"\nforms = ["선전", "심천"]\n'
OUTLETS = '[[outlet]]\nname = "과기일보"\nalso = ["과학기술일보", "科技日报"]\n'


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working folder with a corpus, what staff say of it, settings, a desk, and a backup of all that."""
    corpus = write(tmp_path / "corpus", a__txt=issue(307), c__jsonl=ready("c1", "과학 혁신 금융"))
    write(corpus, a__toml=CORRECTION)
    (corpus / "names.toml").write_text(NAMES, encoding="utf-8")
    (corpus / "outlets.toml").write_text(OUTLETS, encoding="utf-8")
    (tmp_path / "seogo.toml").write_text('# ours\nworkers = 2\nopensearch_password = "geheim"\n', encoding="utf-8")
    (tmp_path / "var" / "desk" / "history").mkdir(parents=True, mode=0o700)
    (tmp_path / "var" / "desk" / "log.jsonl").write_text('{"who": "kim"}\n', encoding="utf-8")
    (tmp_path / "var" / "desk" / "history" / "step.json").write_text("{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    back_up(Settings(), tmp_path, tmp_path / "all.tar.gz", no_progress)
    yield tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def restored(place: Path, into: str = "new", *, replace: bool = False) -> Restored:
    return restore(place / "all.tar.gz", Places.below(place / into), no_progress, replace=replace)


def answers(folder: Path, analyzer: Analyzer) -> list[str]:
    """What some two hundred searches find, and every article, as they go out."""
    engine = opened("whoosh", folder / "var" / "index")
    report = update(folder / "corpus", engine, lambda: analyzer, no_progress)
    assert not report.failed
    archive = Archive(engine, analyzer)
    words = sorted(set(re.findall("[가-힣]{2,}|[\u4e00-\u9fff]{2,}", ISSUE_307.read_text(encoding="utf-8"))))
    asked = [Search(word) for word in words[:: max(1, len(words) // 180)]]
    asked += [
        Search("선전"),
        Search("매체:과학기술일보"),
        Search("섹션:고친"),
        Search(""),
        Search("금융", sort="newest"),
    ]
    found = [as_sent(search_json(archive.search(search))) for search in asked]
    everything = archive.search(Search("", per_page=100)).hits
    return found + [as_sent(archive.article(hit.article.id).as_json()) for hit in everything]


def as_sent(value: dict[str, Any]) -> str:
    return json.dumps({name: each for name, each in value.items() if name != "took_ms"}, ensure_ascii=False)


def test_onto_an_empty_folder_it_gives_the_same_answers_byte_for_byte(place: Path, analyzer: Analyzer) -> None:
    restored(place)
    before, after = answers(place, analyzer), answers(place / "new", analyzer)
    assert before == after
    assert len(before) > 180 and sum('"total": 0' not in each for each in before) > 150
    assert any("고친 섹션" in each for each in after), "the correction came along"


def test_every_file_is_there_and_the_desk_is_nobody_elses(place: Path) -> None:
    done = restored(place)
    assert files(place / "new" / "corpus") == files(place / "corpus")
    assert files(place / "new" / "var" / "desk") == files(place / "var" / "desk")
    assert (place / "new" / "seogo.toml").read_text(encoding="utf-8") == "# ours\nworkers = 2\n"
    assert set(done.placed) == {"corpus", "desk", "seogo.toml"} and not done.kept
    desk = place / "new" / "var" / "desk"
    assert [path.stat().st_mode & 0o777 for path in (desk, desk / "history", desk / "log.jsonl")] == [
        0o700,
        0o700,
        0o600,
    ]
    assert not list((place / "new").rglob(".seogo-*"))


def test_what_stands_there_already_is_left_alone(place: Path) -> None:
    before = (place / "corpus").stat().st_ino
    restore(place / "all.tar.gz", Places.of(Settings(), place), no_progress)
    assert (place / "corpus").stat().st_ino == before
    assert "geheim" in (place / "seogo.toml").read_text(encoding="utf-8"), "passwords are this machine's"


def test_what_is_something_else_is_not_overwritten_unasked_and_then_moved_aside(place: Path) -> None:
    mine = place / "corpus" / "issues" / "mine.txt"
    mine.write_text("not in the backup", encoding="utf-8")
    before = files(place)
    with pytest.raises(BackupError, match="--replace"):
        restore(place / "all.tar.gz", Places.of(Settings(), place), no_progress)
    assert files(place) == before
    done = restore(place / "all.tar.gz", Places.of(Settings(), place), no_progress, replace=True)
    (kept,) = done.kept
    assert (kept / "issues" / "mine.txt").read_text(encoding="utf-8") == "not in the backup"
    assert not mine.exists()


def test_the_parts_that_a_killed_restore_left_out_are_put_in_place_by_the_next(place: Path) -> None:
    restored(place)
    whole = files(place / "new")
    (place / "new" / "seogo.toml").unlink()
    restored(place)
    assert files(place / "new") == whole


def test_where_one_part_cannot_be_put_in_place_none_is(place: Path) -> None:
    """A name that is too long for the third part is found out only when the first two have been renamed."""
    before = files(place)
    blocked = Places(place / "new" / "corpus", place / "new" / "desk", place / ("x" * 300))
    with pytest.raises(BackupError, match="아무것도 바꾸지 않았습니다"):
        restore(place / "all.tar.gz", blocked, no_progress)
    assert not (place / "new").exists() and files(place) == before


def test_the_places_are_those_of_the_settings_unless_a_folder_is_named(place: Path) -> None:
    settings = Settings(corpus=place / "data" / "issues of ours", desk=place / "data" / "desk")
    restore(place / "all.tar.gz", Places.of(settings, place), no_progress)
    assert files(place / "data" / "issues of ours") == files(place / "corpus")


def test_the_commands_say_what_was_done_and_what_is_next(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "again.tar.gz"]) == 0
    assert "말뭉치 파일 5개" in capsys.readouterr().out
    assert main(["restore", "again.tar.gz", "--check"]) == 0
    assert "온전합니다" in capsys.readouterr().out
    assert main(["restore", "again.tar.gz", "--into", "new"]) == 0
    assert "cd 'new' && seogo index" in capsys.readouterr().out
    assert main(["restore", "nowhere.tar.gz"]) == 1
    assert (
        capsys.readouterr().err
        == "seogo: 백업 nowhere.tar.gz을(를) 열 수 없습니다(없는 폴더나 파일입니다). 이름과 권한을 확인해 주세요.\n"
    )
