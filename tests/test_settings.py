"""Settings come from seogo.toml, then from the environment, then from flags."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.engines import open_engine
from archive.errors import SettingsError
from archive.settings import NAMES, Settings, read_settings


def test_without_any_source_there_are_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path, {}, {}) == Settings(Path("corpus"), Path("var/index"), "whoosh")


NUMBERS = (
    *("opensearch_shards", "opensearch_replicas", "workers"),
    *("slow_ms", "query_ms", "requests_per_minute"),
)
VALUES = {
    **dict.fromkeys(NUMBERS, ("1", "2", "3")),
    "access": ("login", "public", "login"),
    "log": ("text", "json", "off"),
    "hosts": ("file.example", "environment.example", "flag.example"),
    "mail_server": ("mail.file.example:25", "mail.environment.example:587", "mail.flag.example:465"),
    "mail_security": ("tls", "none", "starttls"),
    "proxies": ("192.0.2.1", "192.0.2.2", "192.0.2.3"),
}
"""Three values each of settings that cannot be an address, which all others can."""


@pytest.mark.parametrize("name", NAMES)
def test_a_flag_beats_the_environment_which_beats_the_file(tmp_path: Path, name: str) -> None:
    variable = f"SEOGO_{name.upper()}"
    file, environment, flag = VALUES.get(name, [f"https://{each}.example" for each in ("file", "environment", "flag")])
    write(tmp_path, f'{name} = "{file}"')
    # A path keeps one of two slashes.
    shown = {
        each: str(Path(each)) if name in ("corpus", "index", "desk") else each for each in (file, environment, flag)
    }
    assert str(getattr(read_settings(tmp_path, {}, {}), name)) == shown[file]
    assert str(getattr(read_settings(tmp_path, {variable: environment}, {}), name)) == shown[environment]
    assert str(getattr(read_settings(tmp_path, {variable: environment}, {name: flag}), name)) == shown[flag]
    assert str(getattr(read_settings(tmp_path, {}, {name: flag}), name)) == shown[flag]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("https://seogo.example", "https://seogo.example"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("https://seogo.example/library/seogo/", "https://seogo.example/library/seogo"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_the_address_of_the_site_has_no_slash_at_its_end(tmp_path: Path, typed: str, read: str) -> None:
    assert read_settings(tmp_path, {"SEOGO_BASE_URL": typed}, {}).base_url == read


@pytest.mark.parametrize(
    "typed",
    [
        *("seogo.example", "ftp://seogo.example", "https://", "https:///articles", "//seogo.example", "javascript:1"),
        *("https://seogo.example?q=1", "https://seogo.example/?", "https://seogo.example/#a", "https://a b.example"),
        "https://me:secret@seogo.example",  # pragma: allowlist secret
        *("http://seogo.example:99999", "http://seogo.example:x", "http://[::1"),
        *("https://서고.example", "https://seogo.example/\n", 'https://seogo.example/"', "https://seogo.example:0"),
    ],
)
def test_an_address_that_no_path_can_follow_is_told(tmp_path: Path, typed: str) -> None:
    with pytest.raises(SettingsError, match=r"base_url.*https://example\.org"):
        read_settings(tmp_path, {"SEOGO_BASE_URL": typed}, {})


@pytest.mark.parametrize("typed", ["0", "-1", "1.5", "many", "１", "9999"])
def test_a_number_that_cannot_be_one_is_told(tmp_path: Path, typed: str) -> None:
    with pytest.raises(SettingsError, match=r"opensearch_shards.*1부터 1024까지"):
        read_settings(tmp_path, {"SEOGO_OPENSEARCH_SHARDS": typed}, {})


def test_a_number_may_stand_in_the_file_without_quotes(tmp_path: Path) -> None:
    write(tmp_path, "opensearch_shards = 6\nopensearch_replicas = 0")
    read = read_settings(tmp_path, {}, {})
    assert (read.opensearch_shards, read.opensearch_replicas) == (6, 0)


def test_a_password_is_shown_nowhere(tmp_path: Path) -> None:
    assert "sesame" not in repr(read_settings(tmp_path, {"SEOGO_OPENSEARCH_PASSWORD": "sesame"}, {}))


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


@pytest.mark.parametrize("log", ["JSON", "on", "xml"])
def test_a_way_to_log_that_does_not_exist_is_refused(tmp_path: Path, log: str) -> None:
    with pytest.raises(SettingsError, match=r"log의 값.*json"):
        read_settings(tmp_path, {"SEOGO_LOG": log}, {})


@pytest.mark.parametrize("metrics", ["short", "with a space in it", "열쇠가될수없는글자들입니다정말로", "x" * 201])
def test_a_key_to_the_metrics_that_could_be_guessed_or_not_be_sent_is_refused_and_not_shown(
    tmp_path: Path, metrics: str
) -> None:
    with pytest.raises(SettingsError, match="16자 이상") as caught:
        read_settings(tmp_path, {"SEOGO_METRICS": metrics}, {})
    assert metrics not in str(caught.value)


@pytest.mark.parametrize("server", ["mail.example.org", "mail.example.org:0", "mail.example.org:smtp", "a b:25"])
def test_a_mail_server_without_name_and_port_is_refused(tmp_path: Path, server: str) -> None:
    with pytest.raises(SettingsError, match=r"mail_server의 값.*smtp\.example\.org:587"):
        read_settings(tmp_path, {"SEOGO_MAIL_SERVER": server}, {})


def test_a_way_to_the_mail_server_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"mail_security의 값 'ssl'.*tls"):
        read_settings(tmp_path, {"SEOGO_MAIL_SECURITY": "ssl"}, {})


def test_no_secret_is_shown_when_settings_are_printed() -> None:
    assert "a-key-to-the-metrics" not in repr(Settings(metrics="a-key-to-the-metrics"))
    assert "sesame" not in repr(Settings(mail_password="sesame"))
