"""Ask a running archive for thousands of addresses that its description allows and as many that it forbids.

    python -m benchmarks.api_fuzz --examples 200 [--url http://127.0.0.1:8000]

Schemathesis makes the addresses and holds every answer against the description. Without --url a server over the
project's own corpus is made for it. The requests of a failure are printed so that they can be repeated.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from archive.analysis import build_analyzer
from archive.engines.whoosh import WhooshEngine
from archive.search import Archive
from indexer.pipeline import update
from webui import create_app
from webui.server import listen

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = ROOT / "benchmarks" / "api_fuzz.toml"


def main() -> None:
    options = _options()
    with nullcontext(options.url) if options.url else _made() as url, tempfile.TemporaryDirectory() as place:
        done = subprocess.run(command(url, options.examples, chance=True), cwd=place, check=False)
    raise SystemExit(done.returncode)


def command(url: str, examples: int, *, chance: bool = False) -> list[str]:
    """How Schemathesis is run on this site: `examples` of each address and kind, other ones each time with `chance`."""
    return [
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(SETTINGS)),
        *("run", f"{url}/api/v1/openapi.json"),
        *("--phases", "examples,coverage,fuzzing"),
        *("--max-examples", str(examples), "--continue-on-failure", "--no-color"),
        *(("--generation-database", "none") if chance else ("--generation-deterministic",)),
    ]


@contextmanager
def _made() -> Iterator[str]:
    """The address of a site over the project's own corpus."""
    analyzer = build_analyzer()
    with tempfile.TemporaryDirectory() as place:
        engine = WhooshEngine(Path(place) / "index")
        update(ROOT / "corpus", engine, lambda: analyzer, lambda done, total: None)
        server = listen(create_app(Archive(engine, analyzer)), "127.0.0.1", 0)
        threading.Thread(target=server.run, daemon=True).start()
        yield server.url
        server.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=200, help="of each address, 200 if nothing is said")
    parser.add_argument("--url", help="a site that is running already")
    return parser.parse_args()


if __name__ == "__main__":
    main()
