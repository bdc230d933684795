"""Where an export goes: to a file, whole or not at all, or to standard output."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from tqdm import tqdm

from archive.errors import SeogoError
from archive.exporting import Export


def write_out(made: Export, output: Path | None) -> None:
    """Write an export to a file, or to standard output where there is none, with a bar on standard error.

    Raises SeogoError where the file cannot be written, and what reading the export raises.
    """
    if output:
        save(output, _watched(made))
        return
    # Between the hits themselves on a screen, a bar would be in the way.
    sys.stdout.buffer.writelines(made.pieces if sys.stdout.isatty() else _watched(made))
    sys.stdout.buffer.flush()


def save(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file whole or not at all: one of that name stays as it was until the new one is complete.

    Raises SeogoError where it cannot be written.
    """
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".seogo-", delete=False) as file:
            new = Path(file.name)
            try:
                file.writelines(pieces)
                file.close()
                new.chmod(0o644)
                new.replace(path)
            finally:
                new.unlink(missing_ok=True)
    except OSError as error:
        raise SeogoError(f"{path}에 쓸 수 없습니다({error.strerror}). 다른 곳이나 이름을 정해 주세요.") from error


def _watched(made: Export) -> Iterator[bytes]:
    with tqdm(total=made.total, desc="내보내기", unit="건", leave=False, disable=None) as bar:
        for piece in made.pieces:
            yield piece
            bar.update()
