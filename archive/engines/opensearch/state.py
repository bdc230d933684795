"""The one document of an archive in a cluster that says which index counts, up to which change, and who may write.

<name>-state     holds it
<name>-<time>    the index that it points to, and, while an index is built anew, the one that is being made
<name>           an alias of the index that counts, for people

It is replaced only by who has read its newest version (compare and set), so a change becomes visible in one step, and
a writer that was taken for dead can no longer make its change visible.
"""

from __future__ import annotations

import re
import time
from dataclasses import asdict, dataclass, replace
from typing import Any

from opensearchpy.exceptions import ConflictError, NotFoundError, TransportError
from opensearchpy.exceptions import ConnectionError as NoConnection

from archive.engines.opensearch.errors import may_pass, unwritten
from archive.engines.opensearch.server import Server
from archive.errors import IndexUnusable
from archive.language import gettext as _

FORMAT = "seogo-opensearch-1"
MOST_DEAD = 100
"""So many changes that came to nothing are remembered, for a writer that was only slow may still write rows of one."""

_TRIES = 8


@dataclass(frozen=True, slots=True)
class Lease:
    """Who writes: a name for the holder, the machine and process it is, and when it counts as dead (seconds, UTC)."""

    holder: str
    place: str
    process: int
    until: float


@dataclass(frozen=True, slots=True)
class State:
    """What readers and writers share.

    Rows count whose change is at most `change`, unless it is one of `dead`, or the row is of one of the sources
    `hidden` and older than `change`: those wait to be purged. `attempt` is the number of the last change that was
    begun; `legacy` tells that BM25 has a factor of k1 + 1 in this index, which the contract has not; `removed` articles
    no longer count, but are still in the statistics of scores. `retired` are indexes that another has replaced, each
    with the time (seconds, UTC): who still reads them goes on for a while.
    """

    format: str = FORMAT
    index: str = ""
    fingerprint: str = ""
    change: int = 0
    attempt: int = 0
    legacy: bool = False
    removed: int = 0
    retired: tuple[tuple[str, float], ...] = ()
    written: str = ""
    hidden: tuple[str, ...] = ()
    dead: tuple[int, ...] = ()
    lease: Lease | None = None

    @property
    def generation(self) -> str:
        return f"{self.index}/{self.change}"


@dataclass(frozen=True, slots=True)
class Versioned:
    """A state as it was read, and the version of it that may be replaced."""

    state: State
    sequence: int
    term: int


class Superseded(Exception):
    """Another writer has replaced the state since it was read."""


class Shared:
    """The state of the archive of one name."""

    def __init__(self, server: Server, name: str, replicas: int) -> None:
        self.server = server
        self.name = name
        self._replicas = replicas
        self._path = f"/{name}-state/_doc/state"

    def read(self) -> Versioned | None:
        """The newest state; None where there is none yet. Raises EngineAway, IndexUnusable."""
        try:
            found = self.server.ask("GET", self._path)
        except NotFoundError:
            return None
        try:
            return Versioned(_state(found["_source"]), found["_seq_no"], found["_primary_term"])
        except (KeyError, TypeError, ValueError) as error:
            raise self.unusable() from error

    def write(self, state: State, instead: Versioned | None) -> Versioned:
        """Replace the state that was read, or make the first. Raises Superseded, EngineAway, IndexUnwritable."""
        if instead is None:
            self._make_place()
            condition: dict[str, str | int] = {"op_type": "create"}
        else:
            condition = {"if_seq_no": instead.sequence, "if_primary_term": instead.term}
        pause = 0.2
        for attempt in range(_TRIES):
            try:
                done = self.server.once("PUT", self._path, asdict(state), **condition)
            except ConflictError as error:
                # An attempt that was not answered may have come through all the same.
                now = self.read() if attempt else None
                if now is not None and now.state == state:
                    return now
                raise Superseded from error
            except TransportError as error:
                if not may_pass(error) or attempt == _TRIES - 1:
                    raise unwritten(self.server.address, error) from error
                time.sleep(pause)
                pause = min(pause * 2, 5.0)
            else:
                return Versioned(state, done["_seq_no"], done["_primary_term"])
        raise AssertionError("the last attempt returns or raises")

    def new_index(self) -> str:
        """A name for an index that is to be made."""
        return f"{self.name}-{time.time_ns():x}"

    def indexes(self) -> list[str]:
        """Names of all indexes that were made for this archive, whether they count or not."""
        try:
            found = self.server.ask("GET", f"/{self.name}-*/_alias")
        except NotFoundError:
            return []
        return [index for index in found if self.is_ours(index)]

    def is_ours(self, index: str) -> bool:
        """Whether the name is one that `new_index` gives."""
        return re.fullmatch(re.escape(self.name) + "-[0-9a-f]{14,20}", index) is not None

    def named(self) -> list[str]:
        """The indexes that the archive's name stands for."""
        try:
            return list(self.server.ask("GET", f"/{self.name}/_alias"))
        except NotFoundError:
            return []

    def check_alias(self) -> None:
        """Raises IndexUnusable where the archive's name belongs to somebody else in the cluster."""
        foreign = [index for index in self.named() if not self.is_ours(index)]
        if foreign:
            raise IndexUnusable(
                _(
                    "OpenSearch %(address)s의 %(name)s은(는) 서고의 색인이 아닙니다(%(foreign)s). 설정 "
                    "opensearch_index에 다른 이름을 적어 주세요.",
                    address=self.server.address,
                    name=self.name,
                    foreign=min(foreign)[:80],
                )
            )

    def unusable(self) -> IndexUnusable:
        """What to say of an index that cannot be read."""
        return IndexUnusable(
            _(
                "OpenSearch %(address)s의 색인 %(name)s은(는) 이 판의 서고가 읽을 수 없습니다(손상되었거나 다른 판의 "
                "것). seogo index --rebuild로 다시 만들어 주세요. 원본은 그대로 있습니다.",
                address=self.server.address,
                name=self.name,
            )
        )

    def _make_place(self) -> None:
        body = {
            "settings": {"index.number_of_shards": 1, "index.number_of_replicas": self._replicas},
            "mappings": {"enabled": False},
        }
        try:
            self.server.once("PUT", f"/{self.name}-state", body)
        except NoConnection as error:
            raise unwritten(self.server.address, error) from error
        except TransportError as error:
            if "already_exists" not in str(error):
                raise unwritten(self.server.address, error) from error


def _state(source: Any) -> State:
    """The state in a document; one of another format has nothing but its format."""
    if source["format"] != FORMAT:
        return State(format=str(source["format"]))
    lease = source["lease"]
    read = State(**{**source, "lease": None})
    return replace(
        read,
        hidden=tuple(read.hidden),
        dead=tuple(read.dead),
        retired=tuple((str(index), float(since)) for index, since in read.retired),
        lease=None if lease is None else Lease(**lease),
    )
