"""Which articles the archive had when it was last looked at, so that new ones can be told from the rest.

New is what was not there before, whatever its date: an issue of 2019 that is put in today is new today. What was
corrected is not, nor what is put back. Splitting an issue anew numbers its articles anew, so an article is known by its
title, and by its id where its old title is gone.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from archive.engines.contract import Snapshot
from archive.records import SourceRecord
from archive.stored import unpack_article
from webui.desk.store import Store

Titles = Mapping[str, str]
"""Ids of articles to their titles."""


class Met(NamedTuple):
    """An article as some look met it first; `there` is whether the last look still did, under this title."""

    article: str
    title: str
    look: int
    there: bool


class SeenArticles:
    """What was seen, in this store. Methods raise DeskUnusable."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def look(self, snapshot: Snapshot) -> int:
        """Look at the archive as it is now; the number of this look, or of the last where nothing has changed since.

        To be called by one at a time. Raises IndexUnavailable where articles cannot be read.
        """
        with self._store.reading() as tables:
            last = tables.execute("SELECT number, generation FROM looks ORDER BY number DESC LIMIT 1").fetchone()
            if last and last["generation"] == snapshot.generation:
                return int(last["number"])
            known = {row["source"]: row["digest"] for row in tables.execute("SELECT * FROM seen_sources")}
        records = snapshot.sources()
        digests = {source: hashlib.sha256(record).digest() for source, record in records.items()}
        changed = {source: digest for source, digest in digests.items() if known.get(source) != digest}
        # Read before the tables are held: a first look at a large archive takes seconds.
        titles = {source: _titles(snapshot, records[source]) for source in changed}
        with self._store.changing() as tables:
            number = _next_look(tables, snapshot.generation)
            for source, found in titles.items():
                _see(tables, source, found, number)
            tables.executemany("INSERT OR REPLACE INTO seen_sources VALUES (?, ?)", changed.items())
            # Its articles stay known: who takes an issue out and puts it back tells nobody anything new.
            tables.executemany(
                "DELETE FROM seen_sources WHERE source = ?", [(each,) for each in known.keys() - digests]
            )
        return number

    def since(self, look: int) -> frozenset[str]:
        """Ids of articles that were met after the look of this number."""
        with self._store.reading() as tables:
            rows = tables.execute("SELECT article FROM seen_articles WHERE look > ? AND there", (look,)).fetchall()
        return frozenset(row["article"] for row in rows)


def _titles(snapshot: Snapshot, record: bytes) -> Titles:
    ids = SourceRecord.from_bytes(record).articles
    stored = zip(ids, snapshot.stored(ids), strict=True)
    return {article_id: unpack_article(found).title for article_id, found in stored if found is not None}


def _next_look(tables: sqlite3.Connection, generation: str) -> int:
    number = tables.execute("INSERT INTO looks (generation) VALUES (?)", (generation,)).lastrowid
    tables.execute("DELETE FROM looks WHERE number < ?", (number,))
    return int(number or 0)


def _see(tables: sqlite3.Connection, source: str, titles: Titles, number: int) -> None:
    """Take in the articles of one file; those that are not known have this look's number."""
    looks = looks_of(titles, list(_met(tables, source, titles)), number)
    _are_there_no_more(tables, source)
    tables.executemany("UPDATE seen_articles SET there = 0 WHERE article = ?", [(each,) for each in titles])
    tables.executemany(
        "INSERT OR REPLACE INTO seen_articles VALUES (?, ?, ?, ?, 1)",
        [(article_id, title, source, looks[article_id]) for article_id, title in titles.items()],
    )


def _are_there_no_more(tables: sqlite3.Connection, source: str) -> None:
    tables.execute("UPDATE seen_articles SET there = 0 WHERE source = ?", (source,))


def _met(tables: sqlite3.Connection, source: str, ids: Iterable[str]) -> Iterator[Met]:
    """What was ever met of a file's articles, also where they were in a file of another name."""
    columns = "SELECT article, title, look, there FROM seen_articles"
    rows = tables.execute(f"{columns} WHERE source = ?", (source,)).fetchall()
    for article_id in ids:
        rows += tables.execute(f"{columns} WHERE article = ? AND source <> ?", (article_id, source)).fetchall()
    return (Met(row["article"], row["title"], row["look"], bool(row["there"])) for row in rows)


def looks_of(titles: Titles, met: Iterable[Met], number: int) -> dict[str, int]:
    """The look that met each of these articles first; `number`, where none did."""
    as_it_is, by_title, corrected = dict[tuple[str, str], int](), dict[str, int](), dict[str, int]()
    still = set(titles.values())
    for each in met:
        as_it_is[each.article, each.title] = each.look
        if titles.get(each.article) != each.title:
            by_title[each.title] = min(each.look, by_title.get(each.title, each.look))
        if each.there and each.title not in still:
            corrected[each.article] = each.look
    return {
        article_id: as_it_is.get((article_id, title)) or by_title.get(title) or corrected.get(article_id) or number
        for article_id, title in titles.items()
    }
