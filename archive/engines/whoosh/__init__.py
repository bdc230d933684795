"""Whoosh: in this process, files in a folder, nothing to run. The default engine."""

from archive.engines.whoosh.engine import WhooshEngine, build

__all__ = ["WhooshEngine", "build"]
