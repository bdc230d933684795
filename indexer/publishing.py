"""Issues that come into the corpus, are replaced, corrected and taken out, each in one step that can be taken back.

The corpus is the truth: a step is made once its files lie there, and the index follows (`indexer.following`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date as Date
from pathlib import PurePosixPath

from archive.errors import EditingError, NotFound, Overtaken
from indexer.corpus import ISSUES, corpus_files, fingerprint
from indexer.history import ABSENT, Action, History, Step, fingerprint_of
from indexer.overrides import overrides_name

Holder = Callable[[int], str | None]
"""The file below the corpus that holds the issue of this number, as the index knows it; None where there is none."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What is to be published: the bytes, the suffix of their format, the .toml beside them, number and date as read.

    Ready articles (.jsonl) may have neither number nor date.
    """

    data: bytes
    suffix: str
    overrides: bytes | None
    number: int | None
    date: Date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The file that an issue is in now, by its name below the corpus, and the fingerprint of it with its .toml."""

    file: str
    made_from: str


class Publisher:
    """One corpus and its history; `holder` tells which file holds an issue."""

    def __init__(self, history: History, holder: Holder) -> None:
        self._history = history
        self._holder = holder

    def standing(self, number: int | None) -> Standing | None:
        """The file in which the issue of this number is now; None where it is not here."""
        file = None if number is None else self._file_of(number)
        return None if file is None else Standing(file, self.fingerprint(file))

    def publish(self, incoming: Incoming, who: str, replaces: Standing | None = None) -> Step:
        """Put an issue into the corpus, in place of the one that it `replaces`.

        Raises EditingError where another file holds the issue and it is not said to replace it, or nothing can be
        written; Overtaken where what it replaces has changed, or is not in that file.
        """
        name = file_name(incoming)
        files: dict[str, bytes | None] = {name: incoming.data, overrides_name(name): incoming.overrides}
        expected = {name: ABSENT, overrides_name(name): ABSENT}
        if replaces:
            self._check_own(replaces.file, incoming.number)
            expected |= self._expected(replaces)
            files = dict.fromkeys(self._names(replaces)) | files
        action: Action = "replace" if replaces else "publish"
        what, own = _title(incoming.number), replaces.file if replaces else None
        return self._history.take(
            files, expected, who, action, what, allowed=lambda: self._check_free(incoming.number, own)
        )

    def unpublish(self, standing: Standing, number: int, who: str) -> Step:
        """Take the issue of this number out of the corpus; the history keeps it. Raises EditingError, Overtaken."""
        gone = dict.fromkeys(self._names(standing))
        return self._history.take(gone, self._expected(standing), who, "unpublish", _title(number))

    def correct(self, standing: Standing, number: int, overrides: bytes | None, becomes: int | None, who: str) -> Step:
        """Write the .toml beside the issue of this number, or take it away for None; `becomes` is its number then.

        Raises EditingError, also where another file holds that number, and Overtaken.
        """
        name = overrides_name(standing.file)
        return self._history.take(
            {name: overrides},
            self._expected(standing),
            who,
            "correct",
            _title(number),
            allowed=lambda: self._check_free(becomes, standing.file),
        )

    def fingerprint(self, file: str) -> str:
        """What a form about an issue is made from: its file and the .toml beside it."""
        return made_from(self._history.bytes_of(file), self._history.bytes_of(overrides_name(file)))

    def read(self, file: str) -> tuple[bytes, bytes | None]:
        """The bytes of an issue and of the .toml beside it. Raises NotFound."""
        data = self._history.bytes_of(file)
        if data is None:
            raise NotFound(f"{file}이(가) 없습니다. 그 사이에 내렸거나 이름이 바뀌었습니다.")
        return data, self._history.bytes_of(overrides_name(file))

    def _check_free(self, number: int | None, own: str | None) -> None:
        """Raises EditingError where another file than one's own holds the issue of this number."""
        there = None if number is None else self._file_of(number)
        if there and there != own:
            told = f"제{number}호가 {there}에 이미 있습니다. 바꾸려면 '지금 것과 바꾸기'를 눌러 주세요."
            raise EditingError(f"{told} 아니면 호수를 다시 보아 주세요.")

    def _check_own(self, file: str, number: int | None) -> None:
        """Raises Overtaken where the issue of this number is in another file than a form says: any may be named there,
        also one outside of the corpus."""
        if number is None or file != self._file_of(number):
            raise Overtaken("바꾸려던 호가 그 사이에 없어졌거나 다른 파일이 되었습니다. 지금 것을 보고 다시 해 주세요.")

    def _names(self, standing: Standing) -> tuple[str, str]:
        return standing.file, overrides_name(standing.file)

    def _expected(self, standing: Standing) -> dict[str, str]:
        """The fingerprints of an issue's files, if they are what a form was made from. Raises Overtaken."""
        data, overrides = map(self._history.bytes_of, self._names(standing))
        if made_from(data, overrides) != standing.made_from:
            raise Overtaken(f"{standing.file}을(를) 그 사이에 다른 사람이 고쳤습니다. 지금 것을 보고 다시 해 주세요.")
        return dict(zip(self._names(standing), map(fingerprint_of, (data, overrides)), strict=True))

    def _file_of(self, number: int) -> str | None:
        """The index may lag behind the corpus: names that begin with the number are looked at too."""
        known = self._holder(number)
        if known and (self._history.corpus / known).is_file():
            return known
        # A corpus that has no issue yet need not have the folder.
        there = (self._history.corpus / ISSUES).is_dir()
        files = [file.name for file in corpus_files(self._history.corpus)] if there else []
        return next((name for name in files if _number_in(name) == number), None)


def file_name(incoming: Incoming) -> str:
    """The name below the corpus, made of what the issue says of itself and never of what somebody called it.

    Raises EditingError where an issue does not say its number and date.
    """
    if incoming.number is not None and incoming.date is not None:
        stem = f"{incoming.number}-{incoming.date.isoformat()}"
    elif incoming.suffix == ".jsonl":
        stem = f"articles-{fingerprint(incoming.data)[:12]}"
    else:
        raise EditingError("호수나 발행일을 알 수 없어 넣을 수 없습니다. '호' 칸에 적어 주세요.")
    return f"{ISSUES}/{stem}{incoming.suffix}"


def made_from(data: bytes | None, overrides: bytes | None) -> str:
    """The fingerprint of an issue with the .toml beside it."""
    return fingerprint(f"{fingerprint_of(data)} {fingerprint_of(overrides)}".encode())


def _number_in(name: str) -> int | None:
    digits = PurePosixPath(name).stem.partition("-")[0]
    return int(digits) if digits.isascii() and digits.isdigit() else None


def _title(number: int | None) -> str:
    return "글 자료" if number is None else f"제{number}호"
