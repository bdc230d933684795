"""OpenSearch with nori: its jars, a node, an index of articles, and the search that a page of hits needs."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

from benchmarks.peers.servers import ROOT
from tests.opensearch.jars import fetch
from tests.opensearch.nodes import free_port
from tests.opensearch.versions import VERSIONS

VERSION = VERSIONS["3"]
NORI = "org.apache.lucene:lucene-analysis-nori:10.3.0"
HEAP = "1g"

INDEX = "articles"
MADE = "made"
"""A file in the node's folder that is there once the index is whole."""

FOLDER = ROOT / ".venv" / "opensearch-nori"
"""Where the jar of nori is, and the classes of NoriNode."""

_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
_SOURCE = Path(__file__).with_name("NoriNode.java")

_TEXT = {"type": "text", "analyzer": "nori", "index_options": "offsets"}
"""With offsets, or every hit is analyzed anew for its marks, which takes ten times as long as all the rest."""

_KEYWORD = {"type": "keyword"}
MAPPING: dict[str, Any] = {
    "settings": {"number_of_shards": 1, "number_of_replicas": 0},
    "mappings": {
        "properties": {
            "id": _KEYWORD,
            "title": _TEXT,
            "text": _TEXT,
            "section": _KEYWORD,
            "outlet": _KEYWORD,
            "date": {"type": "date"},
            "year": {"type": "integer"},
        }
    },
}


def prepare() -> None:
    """Fetch the server and nori from Maven and compile the node, where that is not done."""
    if VERSION.java is None:
        raise SystemExit(f"OpenSearch {VERSION.runner}에는 JDK {VERSION.least} 이상이 있어야 합니다. 설치해 주세요.")
    if not VERSION.jars.exists():
        fetch(VERSION)
    if not list(FOLDER.glob("*.jar")):
        subprocess.run(["mvn", "-q", "-B", _COPY, f"-Dartifact={NORI}", f"-DoutputDirectory={FOLDER}"], check=True)
    compiler = VERSION.java.with_name("javac")
    subprocess.run([compiler, "-nowarn", "-d", FOLDER, "-cp", _jars(), _SOURCE], check=True)


def command(folder: Path, port: int) -> list[str]:
    """What starts a node that keeps its data in `folder` and answers at `port`."""
    settings = {
        "http.port": port,
        "transport.port": free_port(),
        "network.host": "127.0.0.1",
        "discovery.type": "single-node",
        # A disk that is nearly full is no matter of speed.
        "cluster.routing.allocation.disk.threshold_enabled": "false",
    }
    memory = f"-Xms{HEAP}", f"-Xmx{HEAP}"
    start = [str(VERSION.java), *memory, "-cp", f"{FOLDER}{os.pathsep}{_jars()}", "NoriNode", str(folder)]
    return [*start, *(f"{name}={value}" for name, value in settings.items())]


def search(query: str, size: int) -> dict[str, Any]:
    """A page of hits that hold all of the query: titles and fragments with marks, three facets, an exact total."""
    return {
        "query": {
            "simple_query_string": {"query": query, "fields": ["title", "text"], "default_operator": "and"},
        },
        "size": size,
        "track_total_hits": True,
        "_source": ["id", "title", "section", "outlet", "date"],
        "highlight": {"fields": {"title": {"number_of_fragments": 0}, "text": {"number_of_fragments": 2}}},
        "aggs": {
            "section": {"terms": {"field": "section"}},
            "outlet": {"terms": {"field": "outlet"}},
            "year": {"date_histogram": {"field": "date", "calendar_interval": "year"}},
        },
    }


def _jars() -> str:
    return f"{FOLDER}/*{os.pathsep}{VERSION.jars}/*"
