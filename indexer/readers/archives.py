"""Zip archives that came from outside (DOCX, HWPX): every member is read within bounds, and XML without entities."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import Any

from lxml import etree

from archive.errors import IssueError

_MOST_MEMBERS = 10_000
_LARGEST_MEMBER = 96 * 1024 * 1024
_LARGEST_SUM = 256 * 1024 * 1024
"""Of the members that are read; pictures never are."""
_SMALL = 8 * 1024 * 1024
_GREATEST_RATIO = 250
"""XML of a word processor packs to a fiftieth at most; zip bombs to a thousandth."""

_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_ENCRYPTED = 0x1


class Archive:
    """The members of a zip file. `file` is what messages call it, `kind` what it should have been (`Word 문서`)."""

    def __init__(self, data: bytes, file: str, kind: str) -> None:
        """Raises IssueError if `data` is no zip file or has more members than any document."""
        self.file, self.kind = file, kind
        if data.count(b"PK\x01\x02") > _MOST_MEMBERS:
            raise self.bomb()
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise self.damaged() from error
        self._members = {info.filename: info for info in self._zip.infolist()}
        self._left = _LARGEST_SUM

    @property
    def names(self) -> list[str]:
        """The members' names, in the archive's order."""
        return list(self._members)

    def read(self, name: str) -> bytes | None:
        """A member's bytes, None if there is none of that name. Raises IssueError if it is damaged or too large."""
        info = self._members.get(name)
        if info is None:
            return None
        if info.flag_bits & _ENCRYPTED:
            raise self.locked()
        most = min(_LARGEST_MEMBER, self._left)
        if info.file_size > most or info.file_size > max(_SMALL, _GREATEST_RATIO * info.compress_size):
            raise self.bomb()
        try:
            with self._zip.open(info) as member:
                # What the directory says of the size is only a claim.
                data = member.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError) as error:
            raise self.damaged() from error
        except (RuntimeError, zipfile.LargeZipFile) as error:
            raise self.locked() from error
        if len(data) > most:
            raise self.bomb()
        self._left -= len(data)
        return data

    def xml(self, name: str) -> Any | None:
        """The root element of an XML member, None if there is none of that name.

        Raises IssueError if it is not well-formed or has a DOCTYPE, without which there are no entities to expand.
        """
        data = self.read(name)
        return None if data is None else self._parse(data)

    def _parse(self, data: bytes) -> Any:
        if any(mark in data for mark in _DOCTYPES):
            raise self.entities()
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged() from error
        if root.getroottree().docinfo.doctype:
            raise self.entities()
        return root

    def damaged(self) -> IssueError:
        """The error that says that the file cannot be read as what its name says."""
        return self._error(f"손상되었거나 {self.kind}가 아닙니다. 원본을 다시 받거나 편집기에서 다시 저장해 주세요.")

    def locked(self) -> IssueError:
        """The error that says that a password is needed."""
        return self._error("암호가 걸린 파일입니다. 암호를 풀어 다시 저장해 주세요.")

    def bomb(self) -> IssueError:
        """The error that says that unpacking it would take too much."""
        return self._error("압축을 풀면 지나치게 커지는 파일이라 읽지 않았습니다. 편집기에서 열어 다시 저장해 주세요.")

    def entities(self) -> IssueError:
        """The error about a DOCTYPE, which no word processor writes."""
        return self._error(f"{self.kind}에 없어야 할 XML 선언(DOCTYPE)이 있어 읽지 않았습니다. 다시 저장해 주세요.")

    def _error(self, message: str) -> IssueError:
        return IssueError(self.file, f"{self.file}: {message}")
