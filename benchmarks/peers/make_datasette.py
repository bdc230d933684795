"""The file that Datasette serves: python -m benchmarks.peers.make_datasette ARTICLES.jsonl FILE.db

One table with an index on each column that facets count, and SQLite's FTS5 over titles and texts with the trigram
tokenizer, its best for Korean: without it a word is found only with the very particle that is written behind it.
Datasette finds the search table of a table by how `content` is written.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable
from contextlib import closing
from dataclasses import astuple
from pathlib import Path

from benchmarks.peers.archives import Row, rows

_SCHEMA = """
CREATE TABLE articles (
    id TEXT PRIMARY KEY, title TEXT, section TEXT, outlet TEXT, date TEXT, year INTEGER, text TEXT
);
CREATE INDEX articles_section ON articles (section);
CREATE INDEX articles_outlet ON articles (outlet);
CREATE INDEX articles_year ON articles (year);
CREATE VIRTUAL TABLE articles_fts USING fts5 (title, text, content="articles", tokenize='trigram');
"""


def make(articles: Iterable[Row], file: Path) -> None:
    """Write the articles into a new database; a file that is there is replaced."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as base, base:
        base.executescript(_SCHEMA)
        base.executemany("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?)", map(astuple, articles))
        base.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")


if __name__ == "__main__":
    make(rows(Path(sys.argv[1])), Path(sys.argv[2]))
