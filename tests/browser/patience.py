"""A click in a browser is over once the page that it leads to is whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from playwright.sync_api import Locator

DEEDS = ("click", "tap", "press")


def teach_patience() -> None:
    """Make Playwright's locators wait for whole pages, in this process.

    By themselves they go on as soon as the new page's address is there. What a test then counts or lists, and does not
    wait for by name, may be still on its way on a machine that is busy.
    """
    for name in DEEDS:
        deed = getattr(Locator, name)
        if not hasattr(deed, "__wrapped__"):
            setattr(Locator, name, _patient(deed))


def _patient(deed: Callable[..., None]) -> Callable[..., None]:
    @wraps(deed)
    def done(self: Locator, *told: Any, **named: Any) -> None:
        deed(self, *told, **named)
        self.page.wait_for_load_state()

    return done
