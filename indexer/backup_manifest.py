"""What a backup says of itself: its first member, by which all others are judged.

manifest.json      what is in it, each file with its size and SHA-256
seogo.toml         the settings
corpus/…           the corpus as it was
desk/…             what the staff desk remembers
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from archive.errors import BackupError

MANIFEST = "manifest.json"
SETTINGS, CORPUS, DESK = "seogo.toml", "corpus", "desk"
FORMAT = "seogo-backup-1"
_FAMILY = "seogo-backup-"
LONGEST_NAME = 255
"""Bytes of one part of a path that file systems take."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file: its path in the backup with `/` between folders, its size in bytes and its SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`made` is when (UTC, ISO 8601), `seogo` the program's version, `index` what it makes indexes with.

    `passwords` says whether the settings have theirs.
    """

    made: str
    seogo: str
    index: str
    passwords: bool
    files: Mapping[str, Entry]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(entry.size for entry in self.files.values())

    def part(self, first: str) -> dict[str, Entry]:
        """The files of SETTINGS, CORPUS or DESK."""
        return {name: entry for name, entry in self.files.items() if name.partition("/")[0] == first}

    def as_bytes(self) -> bytes:
        about = {"format": FORMAT, "made": self.made, "seogo": self.seogo, "index": self.index}
        files = [asdict(entry) for entry in self.files.values()]
        return json.dumps({**about, "passwords": self.passwords, "files": files}, ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_bytes(cls, data: bytes, file: str) -> Manifest:
        """The manifest that `as_bytes` wrote, from the backup `file`.

        Raises BackupError where it is none, another program's or a later version's, or names a path that leads out.
        """
        try:
            value: dict[str, Any] = json.loads(data)
            form = str(value["format"])
            entries = [Entry(str(each["name"]), int(each["size"]), str(each["sha256"])) for each in value["files"]]
            about = [str(value[name]) for name in ("made", "seogo", "index")]
            passwords = bool(value["passwords"])
        except (ValueError, KeyError, TypeError) as error:
            raise foreign(file) from error
        if form != FORMAT:
            raise _of_another_version(file) if form.startswith(_FAMILY) else foreign(file)
        for entry in entries:
            if not _is_safe(entry.name) or entry.size < 0:
                raise leads_out(file, entry.name)
        files = {entry.name: entry for entry in entries}
        if len(files) != len(entries):
            raise damaged(file, "같은 파일이 두 번 적혀 있습니다")
        return cls(about[0], about[1], about[2], passwords, files)


def foreign(file: str) -> BackupError:
    """What to say of a file that is no backup of ours."""
    return BackupError(f"{file}은(는) seogo backup이 만든 파일이 아닙니다. 백업 파일의 이름을 확인해 주세요.")


def damaged(file: str, how: str) -> BackupError:
    """What to say of a backup that is not as it was made."""
    return BackupError(f"백업 {file}은(는) 손상되었습니다({how}). 아무것도 바꾸지 않았습니다. 다른 백업을 써 주세요.")


def leads_out(file: str, name: str) -> BackupError:
    """What to say of a backup that would write where it must not."""
    shown = "".join(letter if letter.isprintable() else "?" for letter in name[:80])
    return BackupError(
        f"백업 {file} 안의 '{shown}'은(는) 서고의 백업에 있을 수 없는 경로나 파일입니다. 누가 고친 파일일 수 있어 "
        "아무것도 풀지 않았습니다. 다른 백업을 써 주세요."
    )


def _of_another_version(file: str) -> BackupError:
    return BackupError(f"백업 {file}은(는) 다른 판의 서고가 만들었습니다. 서고를 그 판으로 올린 뒤 다시 해 주세요.")


def _is_safe(name: str) -> bool:
    """Whether a path stays in the folder that it is unpacked into, on every system."""
    parts = name.split("/")
    if name == SETTINGS:
        return True
    if len(parts) < 2 or parts[0] not in (CORPUS, DESK) or "\\" in name or "\0" in name:
        return False
    return all(part not in ("", ".", "..") and _bytes(part) <= LONGEST_NAME for part in parts)


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
