"""A small site in several processes, whose pages say which process answers and wait for each other or for the test.

    python -m tests.waiting_site WORKERS FOLDER [ending]

It says its address on standard output. FOLDER has the pipes `begun` and `go`; with `ending` each process ends at once.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from pathlib import Path

from flask import Flask

from archive.errors import ServeError
from webui.server import serve


def site(folder: Path) -> Flask:
    app = Flask(__name__)
    both = multiprocessing.get_context("fork").Barrier(2)

    @app.get("/who")
    def who() -> str:
        return str(os.getpid())

    @app.get("/meet")
    def meet() -> str:
        """Comes to an end only while another request for it is being answered."""
        both.wait(60)
        return str(os.getpid())

    @app.get("/wait")
    def wait() -> str:
        """Opening a pipe waits for whoever opens its other end."""
        (folder / "begun").write_text("begun")
        return (folder / "go").read_text()

    return app


def main(workers: int, folder: Path, *, ending: bool) -> int:
    beside = (lambda: os._exit(3)) if ending else None
    try:
        serve(site(folder), "127.0.0.1", 0, lambda url: print(url, flush=True), workers=workers, beside=beside)
    except ServeError as error:
        print(f"seogo: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2]), ending=sys.argv[3:] == ["ending"]))
