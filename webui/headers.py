"""Headers of every answer: nothing comes from elsewhere, nothing runs but our own files."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, request, url_for

from webui.context import BASE_URL

POLICY = (
    *("default-src 'none'", "style-src 'self'", "img-src 'self'", "script-src 'self'", "connect-src 'self'"),
    *("form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"),
    # No script may make a page of text, not even one of ours: a mistake in it could not let a stranger's script in.
    *("require-trusted-types-for 'script'", "trusted-types 'none'"),
)
UNUSED = (
    *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation"),
    *("gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment", "picture-in-picture"),
    *("publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
"""What browsers can do for a page and no page of ours needs; of all of them, those that every browser of the last years
knows, since it complains of others. The clipboard is not among them: citations go there."""

SECURITY = {
    "Content-Security-Policy": "; ".join(POLICY),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
}
ONLY_TLS = {"Strict-Transport-Security": "max-age=31536000"}
"""For sites whose address is https; other names below the same one are not spoken for."""

A_YEAR = "public, max-age=31536000, immutable"


def register(app: Flask) -> None:
    """Set the headers, and give templates `asset(name)`: a static file's address with its version."""
    folder = Path(app.static_folder or "")
    versions = {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()[:12]
        for path in folder.rglob("*")
        if path.is_file()
    }

    def asset(name: str) -> str:
        return _address(request.script_root, name, versions[name])

    every = SECURITY | (ONLY_TLS if app.extensions[BASE_URL].startswith("https:") else {})

    def after(answer: Response) -> Response:
        answer.headers.extend((name, value) for name, value in every.items() if name not in answer.headers)
        versioned = request.endpoint == "static" and "v" in request.args and answer.status_code == 200
        # Pages change with the index; a copy may be kept but must be asked about.
        if answer.status_code >= 400:
            # What is wrong now may be right the next time, without the tag of anything having changed.
            answer.headers["Cache-Control"] = "no-store"
        elif request.endpoint == "static" or "Cache-Control" not in answer.headers:
            answer.headers["Cache-Control"] = A_YEAR if versioned else "no-cache"
        return answer

    app.add_template_global(asset)
    app.after_request(after)


@lru_cache(maxsize=200)
def _address(root: str, name: str, version: str) -> str:
    return url_for("static", filename=name, v=version)
