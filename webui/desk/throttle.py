"""Logins that failed make the next ones wait, longer each time; nobody is locked out for good.

    one name from one network   after 5 that failed: 1, 2, 4, … s, a quarter of an hour at most
    one network, any name       after 30, in the same way
    one name from anywhere      after 30, a minute at most: less than 100 in an hour (ASVS 2.2.1)
    a name in a browser in which its user has been before: by itself only, after 5

So a stranger who types somebody's name again and again makes others wait a minute at most, and the user's own browser
not at all. What failed is forgotten after a day, and after a login as far as it concerns this user. An attempt counts
before the password is looked at, so many at once gain nothing.
"""

from __future__ import annotations

import ipaddress
import secrets
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from webui.desk.sessions import DAY, digest_of
from webui.desk.store import Store
from webui.desk.users import User, key_of

LONGEST = 15 * 60.0
KNOWN_FOR = 400 * DAY
"""Seconds that a browser is known after its user was last let in."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """How often something may fail without a wait, and the longest wait after that (s)."""

    free: int
    longest: float

    def wait(self, failed: int) -> float:
        return min(2.0 ** min(failed - self.free, 32), self.longest) if failed >= self.free else 0.0


_PAIR = _Rule(5, LONGEST)
_NETWORK = _Rule(30, LONGEST)
_NAME = _Rule(30, 60.0)


class Throttle:
    """All failed logins in a store; `clock` tells the time (s since 1970). Methods raise DeskUnusable where it cannot
    be read or written."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._clock = clock

    def attempt(self, name: str, address: str, browser: str | None) -> float:
        """Count an attempt, and 0; or the seconds to wait for the next, and then this one is not to be looked at.

        `browser` is the secret by which a browser is known, if it shows one.
        """
        now = self._clock()
        with self._store.changing() as desk:
            desk.execute("DELETE FROM failed_logins WHERE last < ?", (now - DAY,))
            rules = self._rules(desk, name, address, browser)
            left = max(_left(desk, key, rule, now) for key, rule in rules.items())
            if not left:
                desk.executemany(
                    "INSERT INTO failed_logins VALUES (?, 1, ?)"
                    " ON CONFLICT (key) DO UPDATE SET count = count + 1, last = excluded.last",
                    [(key, now) for key in rules],
                )
        return left

    def succeeded(self, user: User, address: str, browser: str | None) -> str:
        """Forget what failed before this login; the secret by which this browser is known from now on."""
        self.forget(user, address, browser)
        secret, now = secrets.token_urlsafe(32), self._clock()
        with self._store.changing() as desk:
            old = (digest_of(browser or ""), now - KNOWN_FOR)
            desk.execute("DELETE FROM known_browsers WHERE digest = ? OR seen < ?", old)
            desk.execute("INSERT INTO known_browsers VALUES (?, ?, ?)", (digest_of(secret), user.key, now))
        return secret

    def forget(self, user: User, address: str, browser: str | None) -> None:
        """Forget what failed for this user here: the password was right."""
        with self._store.changing() as desk:
            for key, rule in self._rules(desk, user.name, address, browser).items():
                # Of a network others may be; from what failed there this attempt alone is taken.
                if rule is _NETWORK:
                    desk.execute("UPDATE failed_logins SET count = count - 1 WHERE key = ?", (key,))
                else:
                    desk.execute("DELETE FROM failed_logins WHERE key = ?", (key,))

    def _rules(self, desk: sqlite3.Connection, name: str, address: str, browser: str | None) -> dict[str, _Rule]:
        known = (digest_of(browser or ""), key_of(name))
        if desk.execute("SELECT 1 FROM known_browsers WHERE digest = ? AND user = ?", known).fetchone():
            return {_key("browser", known[0].hex()): _PAIR}
        network = _net(address)
        return {
            _key("pair", key_of(name), network): _PAIR,
            _key("network", network): _NETWORK,
            _key("name", key_of(name)): _NAME,
        }


def _left(desk: sqlite3.Connection, key: str, rule: _Rule, now: float) -> float:
    row = desk.execute("SELECT count, last FROM failed_logins WHERE key = ?", (key,)).fetchone()
    # A clock that was set back would make it longer than it was.
    return max(min(row["last"], now) + rule.wait(row["count"]) - now, 0.0) if row else 0.0


def _key(*parts: str) -> str:
    """A name of what failed that tells nobody who reads the file what was typed."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _net(address: str) -> str:
    """The address, or of IPv6 the network that one client has all to itself (/64)."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((read, 64), strict=False)) if read.version == 6 else str(read)
