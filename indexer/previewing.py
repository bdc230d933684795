"""An issue as it would come out, read before anything of it is in the corpus."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from archive.errors import IssueError
from indexer.overrides import overrides_name
from indexer.parse import Parsed
from indexer.publishing import made_from
from indexer.said import Said, Unused
from indexer.workers import File, Workers
from indexer.writing_overrides import said_in
from indexer.writing_toml import TomlText

REMEMBERED = 8
"""So many issues that were read are kept: a person looks at one again and again while putting it right."""


@dataclass(frozen=True, slots=True)
class Preview:
    """An issue as the splitter finds it (`found`) and as it is put right (`corrected`), or why it cannot be read.

    `titles` are those of the articles as found; `said` is what the corrections say of them, `unused` what in them is
    of no use. `fingerprint` is of the file with its corrections.
    """

    found: Parsed | IssueError
    corrected: Parsed | IssueError
    titles: tuple[str, ...]
    said: Said
    unused: tuple[Unused, ...]
    fingerprint: str

    @property
    def problems(self) -> tuple[str, ...]:
        """What a person has to know before it is published: why it cannot be read, or which corrections do not fit."""
        if isinstance(self.corrected, IssueError):
            return (str(self.corrected),)
        return tuple(map(str, self.corrected.errors))


class Previewer:
    """Reads issues in processes of their own, with their limits. Safe to use from several threads."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._lock = Lock()
        self._known: OrderedDict[tuple[str, str], Parsed | IssueError] = OrderedDict()

    def preview(self, file: str, data: bytes, overrides: bytes | None) -> Preview:
        """The issue in a file's bytes, which is `file` below the corpus or is to be; `overrides`: the .toml beside it.

        Raises EditingError where the .toml is no text.
        """
        beside = overrides_name(file)
        issue_only = TomlText.of(overrides, beside).only("issue") or None
        found = self._read(File(file, data, issue_only))
        # A cover that lacks its number cannot be read without what was said of it, and entries of articles need titles.
        corrected = found if overrides == issue_only else self._read(File(file, data, overrides))
        titles = () if isinstance(found, IssueError) else tuple(article.title for article in found.issue.articles)
        said, unused = said_in(overrides, beside, titles)
        return Preview(found, corrected, titles, said, unused, made_from(data, overrides))

    def _read(self, file: File) -> Parsed | IssueError:
        key = file.name, made_from(file.data, file.overrides)
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        (parsed,) = self._workers.parse_all([file])
        with self._lock:
            self._known[key] = parsed
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return parsed
