"""What a change that was given up leaves in the folder of an index: Whoosh removes it with the next commit only."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh.index import TOC, FileIndex

from archive.engines.checksums import checksums_name


def give_up(index: FileIndex, writer: Any | None) -> None:
    """End a change that failed, and free the room that it took."""
    if writer is not None:
        # Whoosh closes its files first, which a full disk does not let it do, and then leaves its lock locked.
        with suppress(Exception):
            writer.cancel()
        with suppress(Exception):
            writer.writelock.release()
    with suppress(OSError):
        remove_leftovers(index)


def remove_leftovers(index: FileIndex) -> None:
    """Remove every file that the last commit does not name. Nobody else may be writing; raises OSError."""
    folder = Path(index.storage.folder)
    generation = index.latest_generation()
    toc = TOC.read(index.storage, index.indexname, gen=generation)
    own = (f"{index.indexname}_WRITELOCK", checksums_name(generation))
    kept = (*own, *(f"{segment.segment_id()}." for segment in toc.segments))
    for path in folder.iterdir():
        if path.name == TOC._filename(index.indexname, generation) or path.name.startswith(kept):
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
