"""The desk of an application: the settings it works with, and what it remembers."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import cast

from flask import current_app

from archive.errors import SettingsError
from archive.language import gettext as _
from archive.settings import LOGIN, Settings
from webui.desk.audit_log import AuditLog
from webui.desk.missed_searches import MissedSearches
from webui.desk.sessions import Sessions
from webui.desk.store import Store
from webui.desk.throttle import Throttle
from webui.desk.tokens import Tokens
from webui.desk.users import Users

KEY = "seogo_desk"


class Desk:
    """All that pages of the desk work on; making one opens and writes nothing. `clock` tells the time (s)."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        self.settings = settings
        self.store = Store(settings.desk)
        self.users = Users(self.store)
        self.sessions = Sessions(self.store, clock)
        self.tokens = Tokens(self.store)
        self.throttle = Throttle(self.store, clock)
        self.log = AuditLog(settings.desk)
        self.missed = MissedSearches(self.store, clock)

    @property
    def closes_the_site(self) -> bool:
        """Whether nobody reads the site who has not come in."""
        return self.settings.access == LOGIN

    @property
    def is_open(self) -> bool:
        """Whether there is a desk at all: somebody can come in, or everybody has to. Raises DeskUnusable."""
        return self.closes_the_site or self.users.exist()

    def check(self) -> None:
        """Raises SettingsError where the site is closed to everybody, DeskUnusable where nothing can be kept."""
        if self.closes_the_site and not self.users.exist():
            raise SettingsError(
                _(
                    "설정 access가 login인데 들어올 수 있는 사람이 없습니다."
                    " seogo user add 이름으로 먼저 한 사람을 더해 주세요."
                )
            )


def desk_or_none() -> Desk | None:
    """The desk that `create_app` was given."""
    return cast(Desk | None, current_app.extensions[KEY])


def the_desk() -> Desk:
    """The same, for pages of the desk, which nobody reaches where there is none."""
    return cast(Desk, current_app.extensions[KEY])


def closes_the_site() -> bool:
    """Whether whoever sees a page of this site has come in."""
    desk = desk_or_none()
    return desk is not None and desk.closes_the_site
