"""Tantivy: in this process, files in a folder, fast up to millions of articles."""

from archive.engines.tantivy.engine import TantivyEngine, build

__all__ = ["TantivyEngine", "build"]
