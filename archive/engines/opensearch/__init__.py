"""OpenSearch: a cluster that many machines share, reached over HTTP. Version 2 or 3. Documentation: docs/opensearch.md.

engine.py    snapshots and changes, by the newest state      server.py   requests, repeats, plain errors
state.py     which index and which change count              lease.py    who may write
mapping.py   how an index is laid out, and its rows          terms.py    how terms are written for Lucene
change.py    a change, from its first row to where it counts; writer.py, bulk.py, clearing.py, rewriting.py
snapshot.py  answers over a point in time; view.py, points.py, query.py, near.py, facets.py, pages.py, reading.py
"""

from archive.engines.opensearch.engine import OpenSearchEngine, build

__all__ = ["OpenSearchEngine", "build"]
