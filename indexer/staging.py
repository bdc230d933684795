"""Uploads that are not published: each in a folder of the desk's state, never in the corpus.

<desk>/staged/<id>/about.json     who brought it, when, and what they called it
<desk>/staged/<id>/file           its bytes
<desk>/staged/<id>/said.toml      what was corrected in forms, if anything
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from archive.disk import write_through
from archive.errors import EditingError, NotFound
from indexer.corpus import ISSUES
from indexer.history import new_id
from indexer.landing import land, told_plainly
from indexer.wording import neat

MOST_BYTES = 64 * 1000**2
"""Bytes of one file; an issue that is all pictures has some thirty million."""

MOST_STAGED = 200
"""So many uploads may lie here; more are refused until some are published or thrown away."""

_LONGEST_NAME = 80
_STRANGE = re.compile(r"[^\w.,()\[\]가-힣 -]+")


@dataclass(frozen=True, slots=True)
class Staged:
    """One upload. `name` is its own with only letters that do no harm, `when` is UTC in ISO 8601, `size` in bytes."""

    id: str
    name: str
    who: str
    when: str
    size: int

    @property
    def file(self) -> str:
        """The name under which it is read, as if it lay in the corpus: number and date may stand in it."""
        return f"{ISSUES}/{self.name}"


class Staging:
    """The uploads of one desk."""

    def __init__(self, desk: Path) -> None:
        self._folder = desk / "staged"

    def add(self, name: str, data: bytes, who: str) -> Staged:
        """Keep an upload that came under this name. Raises EditingError, saying what is wrong with it."""
        shown = harmless(name)
        _check(shown, data)
        staged = Staged(new_id(), shown, who, datetime.now(UTC).isoformat(timespec="seconds"), len(data))
        draft = self._folder / f"{staged.id}.new"
        with told_plainly(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            if sum(1 for _ in self._folder.iterdir()) >= MOST_STAGED:
                raise EditingError(f"올린 파일이 {MOST_STAGED}개나 됩니다. 넣거나 버린 뒤에 다시 올려 주세요.")
            try:
                draft.mkdir()
                write_through(draft / "file", data)
                write_through(draft / "about.json", json.dumps(asdict(staged), ensure_ascii=False).encode())
                draft.rename(self._folder / staged.id)
            except OSError:
                shutil.rmtree(draft, ignore_errors=True)
                raise
        return staged

    def all(self) -> tuple[Staged, ...]:
        """Every upload, newest first."""
        names = (path.name for path in self._folder.glob("*") if (path / "about.json").exists())
        return tuple(self.get(name) for name in sorted(names, reverse=True) if name.isalnum())

    def get(self, staged_id: str) -> Staged:
        """One upload. Raises NotFound."""
        try:
            about = (self._place(staged_id) / "about.json").read_text(encoding="utf-8")
        except OSError as error:
            raise NotFound("올린 파일이 없습니다. 이미 넣었거나 버린 것입니다.") from error
        return Staged(**json.loads(about))

    def data(self, staged: Staged) -> bytes:
        """The bytes of an upload. Raises NotFound where it has gone meanwhile."""
        try:
            return (self._place(staged.id) / "file").read_bytes()
        except OSError as error:
            raise NotFound("올린 파일이 없습니다. 이미 넣었거나 버린 것입니다.") from error

    def said(self, staged: Staged) -> bytes | None:
        """The bytes of the .toml that is to lie beside it; None where nothing was corrected."""
        path = self._place(staged.id) / "said.toml"
        return path.read_bytes() if path.exists() else None

    def correct(self, staged: Staged, said: bytes | None) -> None:
        """Keep what was corrected. Raises EditingError where it cannot be written."""
        self.get(staged.id)
        with told_plainly(self._folder):
            land({self._place(staged.id) / "said.toml": said})

    def drop(self, staged: Staged) -> None:
        """Throw an upload away."""
        shutil.rmtree(self._place(staged.id), ignore_errors=True)

    def _place(self, staged_id: str) -> Path:
        """Raises NotFound for what is no id of ours: it comes from an address."""
        if not (staged_id.isascii() and staged_id.isalnum()):
            raise NotFound("올린 파일이 없습니다.")
        return self._folder / staged_id


def harmless(name: str) -> str:
    """The last part of a file's name as a browser sent it, of letters that harm no system, page or terminal."""
    last = PurePosixPath(name.replace("\\", "/")).name
    path = PurePosixPath(_STRANGE.sub("_", neat(last)).lstrip(".~ ") or "_")
    return f"{path.stem[:_LONGEST_NAME].strip(' .') or '_'}{path.suffix.lower()[:10]}"


def _check(name: str, data: bytes) -> None:
    # The libraries of the formats are loaded by the first who brings a file.
    from indexer.readers import SUFFIXES

    if PurePosixPath(name).suffix not in SUFFIXES:
        raise EditingError(f"{name}: 읽을 수 없는 파일 형식입니다. 읽을 수 있는 형식은 {', '.join(SUFFIXES)}입니다.")
    if not data:
        raise EditingError(f"{name}: 빈 파일입니다. 저장이 끝났는지 보고 다시 올려 주세요.")
    if len(data) > MOST_BYTES:
        raise EditingError(
            f"{name}: 파일이 너무 큽니다({MOST_BYTES // 1000**2}MB까지). 그림을 줄여 다시 저장해 주세요."
        )
