"""Settings, read once and handed in: `seogo.toml` in the working folder, then environment, then flags."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from archive.errors import SettingsError

FILE_NAME = "seogo.toml"

PUBLIC = "public"
LOGIN = "login"

STARTTLS = "starttls"
TLS = "tls"
NONE = "none"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the corpus and the index are, which engine keeps the index, and what address readers know the site by.

    `opensearch_*` say where a cluster is and how to be let in (docs/opensearch.md): the address, the name
    that the index goes by there, user and password, a file with the certificate to trust, and into how many shards an
    index is cut, with how many copies of each; they count when an index is built anew.

    `workers` is how many processes answer the site's requests; None lets the machine's cores decide.

    `base_url` stands before the path in every link that is written down for others (citations, files, feeds); it has
    no slash at its end, and is empty where each link takes the address that the reader used.

    `desk` is the folder of what the staff desk remembers (users, sessions, the log; docs/operating.md). `access` says
    who may read: PUBLIC, everybody, or LOGIN, users of the desk only.

    `log` is how each answer is logged ("off", "text", "json"), `log_file` where to, standard error if it is empty;
    answers that take `slow_ms` milliseconds or longer are told with what took so long, 0 for never. `metrics` says who
    may read /metrics: "local", programs on this machine; "off", nobody; or whoever shows this token.

    `hosts` are names that the site goes by besides its own, `proxies` addresses or networks (192.168.0.0/24) whose
    X-Forwarded headers are believed, both with spaces or commas between. A client may make `requests_per_minute`, and
    what a request asks of the archive takes `query_ms` milliseconds of a processor at most; 0 is without a limit.

    `mail_server` is the SMTP server, `name:port`, that mails of alerts are handed to, none if it is empty (docs/
    operating.md, Alerts); `mail_security` is how the way there is kept secret: STARTTLS, TLS from the first byte, or
    NONE; `mail_user` and `mail_password` are what it lets us in by, `mail_from` is the address that mails come from.
    """

    corpus: Path = Path("corpus")
    index: Path = Path("var/index")
    engine: str = "whoosh"
    opensearch_url: str = "http://127.0.0.1:9200"
    opensearch_index: str = "seogo"
    opensearch_user: str = ""
    opensearch_password: str = field(default="", repr=False)
    opensearch_ca: str = ""
    opensearch_shards: int = 1
    opensearch_replicas: int = 1
    base_url: str = ""
    workers: int | None = None
    desk: Path = Path("var/desk")
    access: str = PUBLIC
    log: str = "off"
    log_file: str = ""
    slow_ms: int = 1000
    metrics: str = field(default="local", repr=False)
    hosts: str = ""
    proxies: str = ""
    requests_per_minute: int = 6000
    query_ms: int = 1000
    mail_server: str = ""
    mail_security: str = STARTTLS
    mail_user: str = ""
    mail_password: str = field(default="", repr=False)
    mail_from: str = ""


NAMES = tuple(each.name for each in fields(Settings))
_FOLDERS = ("corpus", "index", "desk")
MOST_SHARDS = 1024
MOST_WORKERS = 64
_NUMBERS = {
    "opensearch_shards": (1, MOST_SHARDS),
    "opensearch_replicas": (0, MOST_SHARDS),
    "workers": (1, MOST_WORKERS),
    "slow_ms": (0, 600_000),
    "requests_per_minute": (0, 1_000_000),
    "query_ms": (0, 600_000),
}
"""Settings that are whole numbers, the least and the most of each."""


def read_settings(folder: Path, environment: Mapping[str, str], flags: Mapping[str, str | None]) -> Settings:
    """Settings for a program started in `folder`; later sources win, empty values count as absent.

    Raises SettingsError if the file cannot be read, names a setting that does not exist, or if a value cannot be used.
    """
    chosen = {name: value for name, value in _from_file(folder / FILE_NAME).items() if value}
    variables = {name: environment.get(f"SEOGO_{name.upper()}") for name in NAMES}
    for source in (variables, flags):
        chosen |= {name: value for name, value in source.items() if value}
    values = {name: Path(chosen[name]) for name in _FOLDERS if name in chosen}
    texts = {name: chosen[name] for name in NAMES if name in chosen and name not in values}
    if "base_url" in texts:
        texts["base_url"] = read_base_url(chosen["base_url"], "설정 base_url")
    if texts.get("access", PUBLIC) not in (PUBLIC, LOGIN):
        raise SettingsError(
            f"설정 access의 값 '{texts['access'][:20]}'은(는) 쓸 수 없습니다. 모두가 읽으면 {PUBLIC}, 이름과 비밀번호가"
            f" 있는 사람만 읽으면 {LOGIN}으로 고쳐 주세요."
        )
    _check_observing(texts)
    _check_outside(texts)
    _check_mail(texts)
    numbers = {name: _number(name, texts.pop(name), *_NUMBERS[name]) for name in _NUMBERS if name in texts}
    return Settings(**values, **texts, **numbers)  # type: ignore[arg-type]


def _check_observing(texts: Mapping[str, str]) -> None:
    """Raises SettingsError where `log` or `metrics` cannot be used."""
    if texts.get("log", "off") not in ("off", "text", "json"):
        raise SettingsError(
            f"설정 log의 값 '{texts['log'][:20]}'은(는) 쓸 수 없습니다. off, text, json 가운데 하나로 고쳐 주세요."
        )
    metrics = texts.get("metrics", "local")
    if metrics not in ("local", "off") and not re.fullmatch(r"[!-~]{16,200}", metrics):
        # The value may be most of a secret.
        raise SettingsError(
            "설정 metrics의 값은 쓸 수 없습니다. local이나 off, 또는 빈칸 없이 영문자와 숫자로 된 16자 이상의 열쇠로"
            " 고쳐 주세요."
        )


def _check_outside(texts: Mapping[str, str]) -> None:
    """Raises SettingsError where a name of `hosts` or an address of `proxies` cannot be used."""
    for host in texts.get("hosts", "").replace(",", " ").split():
        if not re.fullmatch(r"[A-Za-z0-9._-]{1,253}", host):
            raise SettingsError(
                f"설정 hosts의 '{host[:40]}'은(는) 쓸 수 없습니다. archive.example.org처럼 http://와 포트 없이 이름만"
                " 적고, 여럿은 쉼표로 나누어 주세요."
            )
    for proxy in texts.get("proxies", "").replace(",", " ").split():
        try:
            ip_network(proxy, strict=False)
        except ValueError as error:
            raise SettingsError(
                f"설정 proxies의 '{proxy[:40]}'은(는) 쓸 수 없습니다. 127.0.0.1이나 192.168.0.0/24처럼 앞에 선 서버의"
                " 주소를 적고, 여럿은 쉼표로 나누어 주세요."
            ) from error


def _check_mail(texts: Mapping[str, str]) -> None:
    """Raises SettingsError where the mail server or the way to it cannot be used."""
    server, security = texts.get("mail_server", ""), texts.get("mail_security", STARTTLS)
    if security not in (STARTTLS, TLS, NONE):
        raise SettingsError(
            f"설정 mail_security의 값 '{security[:20]}'은(는) 쓸 수 없습니다. {STARTTLS}, {TLS}, {NONE} 가운데 하나로"
            " 고쳐 주세요."
        )
    if server and not re.fullmatch(r"[A-Za-z0-9._-]{1,253}:[1-9][0-9]{0,4}", server):
        raise SettingsError(
            f"설정 mail_server의 값 '{server[:60]}'은(는) 쓸 수 없습니다. smtp.example.org:587처럼 이름과 포트로 고쳐"
            " 주세요."
        )


def _number(name: str, typed: str, least: int, most: int) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10 and least <= int(typed) <= most):
        raise SettingsError(
            f"설정 {name}의 값 '{typed[:20]}'은(는) 쓸 수 없습니다. {least}부터 {most}까지의 수로 고쳐 주세요."
        )
    return int(typed)


def read_base_url(typed: str, what: str) -> str:
    """The address of a site without a slash at its end; `what` names in a message where it was given.

    Raises SettingsError where it is no address that a path can follow.
    """
    if not _is_address(typed):
        shown = "".join(letter if letter.isprintable() else " " for letter in typed[:80])
        raise SettingsError(
            f"{what}의 값 '{shown}'은(는) 사이트 주소로 쓸 수 없습니다. https://example.org나 https://example.org/seogo처럼"
            " http나 https로 시작하고 ?와 #이 없는 주소로 고쳐 주세요."
        )
    return typed.rstrip("/")


def _is_address(typed: str) -> bool:
    """Whether it is http(s)://host[:port][/path] in the letters that an address is written in."""
    try:
        parts = urlsplit(typed)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc or port == 0:
        return False
    return typed.isascii() and typed.isprintable() and not any(mark in typed for mark in ' ?#"<>\\')


def _from_file(path: Path) -> dict[str, str]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f"설정 파일 {path}을(를) 읽을 수 없습니다({error}). TOML 형식과 UTF-8 글자로 고쳐 주세요."
        ) from error
    for name, value in content.items():
        if name not in NAMES:
            raise SettingsError(
                f"설정 파일 {path}의 '{name}'은(는) 없는 설정입니다. 쓸 수 있는 이름: {', '.join(NAMES)}."
            )
        if name in _NUMBERS and type(value) is int:
            content[name] = str(value)
        elif not isinstance(value, str):
            raise SettingsError(f"설정 파일 {path}의 '{name}' 값은 따옴표로 감싼 글자여야 합니다.")
    return dict(content)
