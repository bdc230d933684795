"""What an index was made with, so that one made with something else can be told."""

from __future__ import annotations

from archive import analysis

FORMAT = "format-8"
"""Raised when `stored` or `records` write other bytes than before; older indexes cannot be read then."""

FINGERPRINT = f"{FORMAT} {analysis.FINGERPRINT}"
"""Format and analysis: an index that has another is stale, one that has another format is unreadable."""


def is_readable(fingerprint: str) -> bool:
    """Whether what the index stores can be read, though its tokens may be stale."""
    return fingerprint.startswith(f"{FORMAT} ")
