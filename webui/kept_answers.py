"""Answers that were given, kept for whoever asks the same again while the index stays the same.

What an answer says follows from its tag (webui/caching.py), so the tag is its name. The room is one piece of memory of
a fixed size, which all worker processes share: it is made before they part, and whatever one has answered the others
have too. Nobody waits for anybody: a place that two write to at once, or that is read while it is written, does not
agree with its checksum, and holds nothing.
"""

from __future__ import annotations

import json
import mmap
import struct
from hashlib import blake2b
from typing import cast
from zlib import crc32

from flask import Flask, Response, current_app, g, request

PLACES = 4096
PLACE = 32 * 1024
"""Bytes of one answer at most, as it is sent. The system gives memory for what is written: a page of results with
twenty hits takes some 12 KB of its place."""

WAYS = 2
"""Places that an answer may be kept in; of those it takes a free one, or the one that was written first."""

KEY = "seogo_kept_answers"

_HEAD = struct.Struct("<IIQ16s")
"""Checksum of all that follows, length, number of the writing, name."""


class KeptAnswers:
    """Bytes by name. Safe to use from several threads and from processes that were forked from this one."""

    def __init__(self, places: int = PLACES) -> None:
        self._places = places
        self._room = mmap.mmap(-1, places * PLACE)

    def get(self, name: str) -> bytes | None:
        """What was kept under a name; None if nothing was, or something else has taken its place since."""
        digest = _digest(name)
        for at in self._of(digest):
            found = self._read(at)
            if found and found[1] == digest:
                return found[2]
        return None

    def put(self, name: str, answer: bytes) -> None:
        """Keep an answer; what is longer than a place is not kept."""
        if len(answer) > PLACE - _HEAD.size:
            return
        digest = _digest(name)
        found = {at: self._read(at) or (0, b"", b"") for at in self._of(digest)}
        at = min(found, key=lambda place: (found[place][1] != digest, found[place][0]))
        written = max(number for number, _, _ in found.values()) + 1
        rest = struct.pack("<IQ16s", len(answer), written, digest) + answer
        self._room[at : at + 4 + len(rest)] = struct.pack("<I", crc32(rest)) + rest

    def _of(self, digest: bytes) -> list[int]:
        first, step = struct.unpack_from("<II", digest)
        return [(first + way * (step | 1)) % self._places * PLACE for way in range(WAYS)]

    def _read(self, at: int) -> tuple[int, bytes, bytes] | None:
        """Number of the writing, name and answer of a place that holds one."""
        checksum, length, written, digest = _HEAD.unpack_from(self._room, at)
        if not written or length > PLACE - _HEAD.size:
            return None
        whole = self._room[at + 4 : at + _HEAD.size + length]
        return (written, digest, whole[_HEAD.size - 4 :]) if crc32(whole) == checksum else None


def register(app: Flask, kept: KeptAnswers) -> None:
    """Keep what is answered as it is sent. To be called before all that changes an answer."""
    app.extensions[KEY] = kept

    def keep(answer: Response) -> Response:
        name = g.get("kept_as")
        if name and answer.status_code == 200 and not answer.is_streamed and not answer.direct_passthrough:
            packed = [each for each in answer.headers.items() if each[0] == "Content-Encoding"]
            kept.put(name, json.dumps([*g.own_headers, *packed]).encode() + b"\n" + answer.get_data())
        return answer

    app.after_request(keep)


def register_last(app: Flask) -> None:
    """See an answer as its page has made it. To be called after all that changes one."""

    def note(answer: Response) -> Response:
        g.own_headers = [each for each in answer.headers.items() if each[0] != "Content-Length"]
        return answer

    app.after_request(note)


def kept_answer(tag: str) -> Response | None:
    """The answer of this tag in the form that this request takes; otherwise what will be answered is to be kept."""
    name = f"{tag} {request.accept_encodings['gzip'] > 0}"
    found = cast(KeptAnswers, current_app.extensions[KEY]).get(name)
    if found is None:
        g.kept_as = name
        return None
    g.was_kept = True
    head, _, body = found.partition(b"\n")
    # All other headers come from what happens to every answer.
    return Response(body, headers=json.loads(head))


def _digest(name: str) -> bytes:
    return blake2b(name.encode(), digest_size=16).digest()
