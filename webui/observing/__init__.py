"""What whoever runs the site sees of it: numbers for Prometheus, a log, slow searches, searches that found nothing.

Nothing here tells who asked, or what: docs/operating.md, What the site tells of itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.settings import Settings


@dataclass(frozen=True, slots=True)
class Observing:
    """How a site is watched: the settings of these names, and how many workers may count beside the first process."""

    log: str = "off"
    slow_ms: int = 1000
    metrics: str = field(default="local", repr=False)
    workers: int = 0


def observing_of(settings: Settings, workers: int) -> Observing:
    """What the settings say, for a site of so many workers."""
    return Observing(settings.log, settings.slow_ms, settings.metrics, workers)
