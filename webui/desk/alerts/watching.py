"""A look a minute while the site is served: what is new is found, and mailed once it has settled."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from archive.errors import SeogoError
from archive.search import Archive
from webui.desk.alerts.looking import find
from webui.desk.alerts.sending import send
from webui.desk.place import Desk

EVERY = 60.0
"""Seconds between two looks."""

_faults = logging.getLogger("seogo.faults")


def watch(desk: Desk, archive: Archive, pause: Callable[[float], None] = time.sleep) -> None:
    """Look for good; in a thread of each process that answers, which take turns."""
    while True:
        pause(EVERY)
        look_once(desk, archive)


def look_once(desk: Desk, archive: Archive) -> None:
    """One look, where there is a desk. Whatever goes wrong is logged, and tried again at the next."""
    try:
        if desk.is_open:
            find(desk, archive, wait=False)
            send(desk, archive)
    except SeogoError as error:
        _faults.warning("alerts: %s", error)
    except Exception:
        _faults.exception("alerts")
