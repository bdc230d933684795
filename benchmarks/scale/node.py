"""A genuine OpenSearch node to be measured: python -m benchmarks.scale.node FOLDER [--port 9200] [--heap 2g]

It keeps its data in FOLDER, runs as Java runs servers (the nodes of the tests are made to start quickly instead), says
its address when it answers, and ends with Ctrl+C. `python -m tests.opensearch.jars` fetches it.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
from pathlib import Path

from tests.opensearch.nodes import free_port
from tests.opensearch.versions import ROOT, VERSIONS


def main() -> None:
    options = _options()
    version = VERSIONS[options.version]
    if version.java is None or not version.jars.exists():
        raise SystemExit(f"OpenSearch {version.runner} or its Java is missing: python -m tests.opensearch.jars")
    options.folder.mkdir(parents=True, exist_ok=True)
    memory = f"-Xms{options.heap}", f"-Xmx{options.heap}"
    program = ROOT / "tests" / "opensearch" / "Node.java"
    settings = {
        "http.port": options.port,
        "transport.port": free_port(),
        "network.host": "127.0.0.1",
        "discovery.type": "single-node",
        # A disk that is nearly full is no matter of speed.
        "cluster.routing.allocation.disk.threshold_enabled": "false",
    }
    command = [str(version.java), *memory, "-cp", f"{version.jars}/*", str(program), str(options.folder)]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    # The node ends when its input does, so that it does not outlive this process.
    command += [f"{name}={value}" for name, value in settings.items()]
    with (
        (options.folder / "log.txt").open("ab") as log,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log) as node,
    ):
        # The runner that starts the server has more to say there.
        if node.stdout is None or b"started\n" not in iter(node.stdout.readline, b""):
            raise SystemExit(f"The node ended before it answered: {options.folder / 'log.txt'} says why.")
        print(f"http://127.0.0.1:{options.port}", flush=True)
        try:
            node.wait()
        except KeyboardInterrupt:
            node.terminate()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=9200)
    parser.add_argument("--heap", default="2g")
    parser.add_argument("--version", choices=VERSIONS, default="3")
    return parser.parse_args()


if __name__ == "__main__":
    main()
