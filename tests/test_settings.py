"""Settings come from seogo.toml, then from the environment, then from flags."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.engines import open_engine
from archive.errors import SettingsError
from archive.settings import NAMES, Settings, read_settings


def test_without_any_source_there_are_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path, {}, {}) == Settings(Path("corpus"), Path("var/index"), "whoosh")


@pytest.mark.parametrize("name", NAMES)
def test_a_flag_beats_the_environment_which_beats_the_file(tmp_path: Path, name: str) -> None:
    variable = f"SEOGO_{name.upper()}"
    write(tmp_path, f'{name} = "file"')
    assert str(getattr(read_settings(tmp_path, {}, {}), name)) == "file"
    assert str(getattr(read_settings(tmp_path, {variable: "environment"}, {}), name)) == "environment"
    assert str(getattr(read_settings(tmp_path, {variable: "environment"}, {name: "flag"}), name)) == "flag"
    assert str(getattr(read_settings(tmp_path, {}, {name: "flag"}), name)) == "flag"


def test_each_setting_has_its_own_source(tmp_path: Path) -> None:
    write(tmp_path, 'corpus = "c"\nengine = "from file"')
    read = read_settings(tmp_path, {"SEOGO_INDEX": "i", "SEOGO_ENGINE": "tantivy"}, {"corpus": None})
    assert read == Settings(Path("c"), Path("i"), "tantivy")


def test_an_empty_value_is_no_value(tmp_path: Path) -> None:
    write(tmp_path, 'corpus = ""\nengine = "from file"')
    read = read_settings(tmp_path, {"SEOGO_CORPUS": "", "SEOGO_ENGINE": ""}, {"engine": "", "index": None})
    assert read == Settings(engine="from file")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"corpus = ", "seogo.toml"),
        (b'corpus = "\xff"', "seogo.toml"),
        (b'corpsu = "c"', "corpsu"),
        (b"engine = 3", "engine"),
        (b"[corpus]\nplace = 'x'", "corpus"),
        ("말뭉치 = 'c'".encode(), "seogo.toml"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_what_is_wrong(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "seogo.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=said) as refused:
        read_settings(tmp_path, {"SEOGO_CORPUS": "elsewhere"}, {"engine": "whoosh"})
    assert refused.value.exit_status == 2


def test_a_folder_in_place_of_the_file_is_said_to_be_unreadable(tmp_path: Path) -> None:
    (tmp_path / "seogo.toml").mkdir()
    with pytest.raises(SettingsError, match=r"seogo\.toml"):
        read_settings(tmp_path, {}, {})


def test_an_unknown_name_lists_the_names_there_are(tmp_path: Path) -> None:
    write(tmp_path, 'corpsu = "c"')
    with pytest.raises(SettingsError) as refused:
        read_settings(tmp_path, {}, {})
    assert all(name in str(refused.value) for name in NAMES)


def test_an_unknown_engine_lists_the_engines_there_are() -> None:
    with pytest.raises(SettingsError, match="whoosh"):
        open_engine(Settings(engine="zzz"))


def write(folder: Path, content: str) -> None:
    (folder / "seogo.toml").write_text(content, encoding="utf-8")
