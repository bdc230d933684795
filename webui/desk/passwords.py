"""Passwords: which will do (NIST SP 800-63B, 5.1.1.2: length and a list of common ones, no rules of composition), and
how they are kept (argon2id, RFC 9106, with the costs that argon2-cffi recommends)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from archive.errors import UserError
from archive.language import gettext as _

LEAST = 12
MOST = 1000
"""Characters. What is longer is refused unread: hashing it would be work that a stranger can ask for."""

MOST_TYPED = 4 * MOST
"""Characters that such a password may be typed in: four that follow each other are written as one, and never more. What
is longer is too long in any case, so nothing that could be right is cut."""

OWN = 6
"""So many characters have to be left when common words, runs and the user's name are taken out of a password, and those
that have leaked as they are."""

_LISTS = ("common_passwords.txt", "leaked_passwords.txt")
_RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "01234567890",
    "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
)
_SHORTEST_RUN = 3

_hasher = PasswordHasher()


def judge(password: str, name: str) -> None:
    """Raises UserError where this password of the user of this name is too short, too long or too easily guessed."""
    length = len(_written(password))
    # Spaces side by side count as one (ASVS 2.1.1); they are kept as they are.
    if len(re.sub(r"\s+", " ", _written(password))) < LEAST:
        raise UserError(
            _("비밀번호는 %(least)s자 이상이어야 합니다. 낱말 몇 개를 이어 쓰면 외우기 쉽습니다.", least=LEAST)
        )
    if length > MOST:
        raise UserError(_("비밀번호는 %(most)s자까지 쓸 수 있습니다. 더 짧게 해 주세요.", most=MOST))
    if len(_left(_written(password).casefold(), name)) < OWN:
        raise UserError(
            _(
                "이 비밀번호는 흔한 말이나 이어진 글자, 이름뿐이라 쉽게 알아낼 수 있습니다."
                " 서로 상관없는 낱말 몇 개를 이어 써 주세요."
            )
        )


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _hasher.hash(_written(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether this is the password of which `kept` was kept; it takes as long to say so of None."""
    try:
        _hasher.verify(kept or _nobodys(), _written(password[: MOST_TYPED + 1]))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


@cache
def _nobodys() -> str:
    # Made when it is first asked for: it is as much work as a login, and most processes never see one.
    return _hasher.hash("nobody's")


def is_outdated(kept: str) -> bool:
    """Whether it was kept with other costs than are recommended now."""
    return _hasher.check_needs_rehash(kept)


def _written(password: str) -> str:
    """The same for every keyboard that types these characters (NIST SP 800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


def _left(password: str, name: str) -> str:
    """What is a password's own: without common words, runs of the keyboard and alphabet, repetitions and the name."""
    for word in sorted({*_common(), name.casefold()}, key=len, reverse=True):
        password = password.replace(word, " ")
    password = re.sub(r"(.{1,6}?)\1{2,}", r"\1", password)
    kept = [letter for at, letter in enumerate(password) if not _in_run(password, at) and not letter.isspace()]
    return "".join(dict.fromkeys(kept))


def _in_run(password: str, at: int) -> bool:
    """Whether the character stands among three or more that follow one another in a run, in either direction."""
    windows = (password[begin : begin + _SHORTEST_RUN] for begin in range(max(at - _SHORTEST_RUN + 1, 0), at + 1))
    return any(
        len(part) == _SHORTEST_RUN and any(part in run or part[::-1] in run for run in _RUNS) for part in windows
    )


@cache
def _common() -> frozenset[str]:
    texts = [(Path(__file__).parent / name).read_text(encoding="utf-8") for name in _LISTS]
    lines = [line.strip() for text in texts for line in text.splitlines() if not line.startswith("#")]
    return frozenset(filter(None, lines))
