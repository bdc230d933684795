"""Office files taken apart and put together again with some of their parts changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping


def rewritten(data: bytes, changes: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """A zip file with some members changed, or added where there were none."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        members = {name: old.read(name) for name in old.namelist()}
        for name in dict.fromkeys([*members, *changes]):
            content = members.get(name, b"")
            new.writestr(name, changes[name](content) if name in changes else content)
    return target.getvalue()
