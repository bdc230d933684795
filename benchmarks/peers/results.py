"""What was measured, kept as JSON lines: a run that is cut short keeps what it has, and tables need no measuring."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Key:
    """What a row is of: a part of the benchmark, an archive (long-3500), a side, and where there are any a way to ask
    it and a number of clients."""

    part: str
    archive: str
    side: str
    way: str = ""
    clients: int = 0


class Results:
    """The rows in a file; of each key the newest counts."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.rows: dict[Key, Row] = {}
        if file.exists():
            for line in file.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                self.rows[Key(**row["key"])] = row

    def measure(self, key: Key, what: Callable[[], Row], again: bool = False) -> Row:
        """The row of this key: the one that is kept, or, where there is none or `again` is wanted, a new one."""
        if again or key not in self.rows:
            names = ("part", "archive", "side", "way", "clients")
            row = {"key": {name: getattr(key, name) for name in names}, **what(), "load": os.getloadavg()[0]}
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
            self.rows[key] = row
        return self.rows[key]
