"""`python -m tests.opensearch.jars` fetches the servers that the tests start, for every version that finds its Java."""

from __future__ import annotations

import shutil
import subprocess

from tests.opensearch.versions import VERSIONS, Version

_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"


def fetch(version: Version) -> None:
    """Put the jars of a version where `Version.jars` looks for them; all of them, or none."""
    draft = version.jars.with_name(version.jars.name + ".new")
    shutil.rmtree(draft, ignore_errors=True)
    pom = version.jars.parents[1] / "tests" / "opensearch" / "pom.xml"
    options = [f"-Dserver={version.runner}", f"-DoutputDirectory={draft}"]
    subprocess.run(["mvn", "-q", "-B", "-f", pom, *options, _COPY], check=True)
    draft.rename(version.jars)


if __name__ == "__main__":
    for version in VERSIONS.values():
        if version.java and not version.jars.exists():
            print(f"OpenSearch {version.runner}을(를) 받습니다 / Fetching OpenSearch {version.runner}, some 60 MB")
            fetch(version)
