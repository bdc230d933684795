"""Articles into OpenSearch by its own client: python -m benchmarks.peers.bulk PORT ARTICLES.jsonl

An index that is there is made anew. At the end it is refreshed, so that all articles are found.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.helpers import bulk

from benchmarks.peers.archives import rows
from benchmarks.peers.opensearch import INDEX, MAPPING


def put(port: int, file: Path) -> int:
    """How many articles the index holds in the end."""
    client = OpenSearch(f"http://127.0.0.1:{port}", timeout=120)
    client.indices.delete(index=INDEX, ignore_unavailable=True)
    client.indices.create(index=INDEX, body=MAPPING)
    bulk(client, _actions(file))
    client.indices.refresh(index=INDEX)
    return int(client.count(index=INDEX)["count"])


def _actions(file: Path) -> Iterator[dict[str, Any]]:
    for row in rows(file):
        yield {"_index": INDEX, "_id": row.id, **asdict(row)}


if __name__ == "__main__":
    print(put(int(sys.argv[1]), Path(sys.argv[2])))
