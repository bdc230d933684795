"""The pages of an issue's original as pictures: rendered when somebody first looks, and kept."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from archive.errors import NotFound
from archive.language import gettext as _
from archive.page_rendering import NO_SUCH_PAGE

SECONDS = 60.0
"""So long a page may take; after it the picture is given up."""

MOST = 2_000
"""Pictures kept, some 100 kB each; those that were not looked at for longest go."""


class PageImages:
    """The pictures of the files below `corpus`, kept in `folder`, which may be deleted at any time."""

    def __init__(self, corpus: Path, folder: Path) -> None:
        self._corpus = corpus
        self._folder = folder

    def original(self, source: str) -> Path:
        """The file of an issue. Raises NotFound if it is gone."""
        path = self._corpus / source
        if not path.is_file():
            raise NotFound(_("이 호의 원본 파일이 지금 없습니다."))
        return path

    def folders(self) -> tuple[int, ...]:
        """When each folder of the corpus was last changed, in ns: other numbers once a file has come or gone."""
        return tuple(_changed(place) for place, *_inside in os.walk(self._corpus))

    def picture(self, source: str, page: int) -> Path:
        """The picture (WebP) of a page, counted from 1. Raises NotFound if there is none or it cannot be made."""
        path = self.original(source)
        stat = path.stat()
        named = f"{source}\0{stat.st_mtime_ns}\0{stat.st_size}\0{page}"
        picture = self._folder / f"{hashlib.sha256(named.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}.webp"
        with self._alone():
            if picture.exists():
                # What cannot be written to can still be shown.
                with suppress(OSError):
                    picture.touch()
            else:
                self._render(path, page, picture)
        return picture

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other thread, and no other process that serves this archive, is in this block."""
        # Rendering takes a process and much memory: one at a time, whoever asks.
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            folder = os.open(self._folder, os.O_RDONLY)
        except OSError as error:
            raise _cannot_be_made() from error
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def _render(self, path: Path, page: int, picture: Path) -> None:
        self._make_room()
        command = [sys.executable, "-m", "archive.page_rendering", str(path), str(page), str(picture)]
        try:
            done = subprocess.run(command, timeout=SECONDS, capture_output=True, check=False)
        except subprocess.TimeoutExpired as error:
            raise NotFound(_("이 쪽의 그림을 만드는 데 너무 오래 걸려 그만두었습니다.")) from error
        if done.returncode == NO_SUCH_PAGE:
            raise NotFound(_("원본에 %(page)s쪽이 없습니다.", page=page))
        if done.returncode:
            raise _cannot_be_made()

    def _make_room(self) -> None:
        # Nobody else renders now: what was to become a picture and still lies there never will.
        for draft in self._folder.glob("*.new"):
            with suppress(OSError):
                draft.unlink()
        pictures = sorted(self._folder.glob("*.webp"), key=lambda each: each.stat().st_mtime)
        for picture in pictures[: max(0, len(pictures) - MOST + 1)]:
            with suppress(OSError):
                picture.unlink()


def _cannot_be_made() -> NotFound:
    return NotFound(_("이 쪽의 그림을 만들 수 없습니다. 원본 파일을 열어 보세요."))


def _changed(folder: str) -> int:
    try:
        return Path(folder).stat().st_mtime_ns
    except OSError:
        return 0  # it has gone since it was listed
