"""What pages of the desk work with that change the corpus: uploads, steps, previews, and the index that follows."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, cast

from flask import current_app

from archive.errors import IndexUnavailable, NotFound, SeogoError
from archive.language import gettext as _
from archive.records import SourceRecord
from archive.search import Archive
from archive.settings import Settings
from indexer import outlets_file
from indexer.history import History, Step
from indexer.publishing import Publisher
from indexer.staging import Staging
from webui.context import KEY as ARCHIVE
from webui.desk.place import Desk, the_desk

if TYPE_CHECKING:
    from indexer.supposing import Effect

KEY = "seogo_editing"

_making = Lock()


def load(desk: Desk) -> None:
    """Import what indexes and counts, before the processes that answer are forked, where there is somebody to edit.

    Readers of files, and of Chinese names in Korean, take half a second and 70 MB, which a site without a desk spares.
    """
    if desk.is_open:
        import indexer.following
        import indexer.previewing
        import indexer.supposing  # noqa: F401


def prepare(desk: Desk, archive: Archive) -> None:
    """Do what the first change in this process would wait for, where there is somebody to edit."""
    if desk.is_open:
        from indexer.naming import prepare as prepare_names

        with suppress(SeogoError):
            prepare_names(map(SourceRecord.from_bytes, archive.snapshot().sources().values()))


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Let Python not look for rings of objects: a change makes a million objects and hardly any rings, and looking at
    them again and again takes a fifth of its time. Of two changes at once the second loses that from the end of the
    first."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of a step in the index: whether readers see it now, and if not, why, for a person to read."""

    seen: bool
    why: tuple[str, ...] = ()


class Editing:
    """The tools of one process. Made when somebody first needs them, for the processes that answer are forked."""

    def __init__(self, settings: Settings, archive: Archive) -> None:
        from indexer.previewing import Previewer
        from indexer.workers import shared_workers

        self._archive = archive
        self.corpus = settings.corpus
        self.history = History(settings.corpus, settings.desk)
        self.staging = Staging(settings.desk)
        self.publisher = Publisher(self.history, self._holder)
        self._workers = shared_workers()
        self.previewer = Previewer(self._workers)

    def follow(self, step: Step) -> Followed:
        """Let the index take in what a step has changed."""
        from indexer.following import follow

        try:
            with _collecting_nothing():
                report = follow(self.corpus, self._archive.engine, lambda: self._archive.analyzer, self._workers)
        except SeogoError as error:
            return Followed(False, (str(error),))
        if report is None:
            return Followed(False, (_("다른 프로그램이 색인을 고치는 중이라, 다음에 색인할 때 보입니다."),))
        names = {file.name for file in step.files}
        return Followed(True, tuple(str(error) for error in report.failed if error.file in names))

    def effects(self, file: str, before: bytes | None, after: bytes | None) -> tuple[Effect, ...]:
        """What a change of names.toml or outlets.toml, whichever `file` is, would find. Raises IndexUnavailable."""
        from indexer.supposing import names_effects, outlets_effects

        snapshot, analyzer = self._archive.engine.snapshot(), self._archive.analyzer
        count = outlets_effects if file == outlets_file.FILE else names_effects
        return count(snapshot, analyzer, before, after)

    def step_or_none(self, step_id: str) -> Step | None:
        """The step of this id, which comes from an address; None where there is none."""
        try:
            return self.history.step(step_id) if step_id else None
        except NotFound:
            return None

    def _holder(self, number: int) -> str | None:
        with suppress(NotFound, IndexUnavailable):
            return self._archive.check(number).source
        return None


def the_editing() -> Editing:
    """The tools of this process. What a crash has left undone of a step is done first."""
    known = current_app.extensions
    with _making:
        if KEY not in known:
            editing = Editing(the_desk().settings, cast(Archive, known[ARCHIVE]))
            for step in editing.history.recover():
                editing.follow(step)
            known[KEY] = editing
    return cast(Editing, known[KEY])
