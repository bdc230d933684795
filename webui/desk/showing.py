"""How pages of the desk write times and browsers."""

from __future__ import annotations

import re
from datetime import datetime

from archive.language import day
from archive.language import gettext as _

_BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Whale": "Whale",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
_SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


def moment(time: float) -> str:
    """A time (s since 1970) as people of this place write it, to the minute."""
    here = datetime.fromtimestamp(time).astimezone()
    return f"{day(here.date())} {here:%H:%M}"


def browser(said: str) -> str:
    """Which browser on which system, as far as it says; other browsers name those that they are made of too."""
    name = next((name for mark, name in _BROWSERS.items() if re.search(rf"\b{mark}\w*/", said)), "")
    system = next((name for mark, name in _SYSTEMS.items() if mark in said), "")
    return ", ".join(filter(None, (name, system))) or said[:40] or _("모르는 브라우저")
