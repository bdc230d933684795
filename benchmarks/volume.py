"""What indexing many issues of PDF takes: time, memory of all processes, and what is done twice after a stop.

    python -m benchmarks.volume FOLDER [--issues 500] [--stop-at 250] [--texts FILE]

FOLDER keeps the printed issues (see benchmarks/volume_corpus.py), so that another run need not print them again; the
indexes in it are made anew. Every run is `seogo index` in a process of its own, with a terminal.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium

from benchmarks.volume_bad import write_bad_files
from benchmarks.volume_corpus import add_issues, name_of
from benchmarks.volume_run import Run, index


def main() -> None:
    options = _options()
    printed, numbers = options.folder / "printed", range(1, options.issues + 1)
    add_issues(printed, [*numbers, options.issues + 1], options.texts)
    corpus = _corpus(options.folder / "corpus", [printed / name_of(number) for number in numbers])
    _print_sizes(corpus)
    place = _emptied(options.folder / "index")
    first = index(corpus, place)
    _print_run("all", first)
    _print_bar(first)
    _print_run("nothing new", index(corpus, place))
    _link(corpus, printed / name_of(options.issues + 1))
    _print_run("one more", index(corpus, place))
    (corpus / "issues" / name_of(options.issues + 1)).unlink()
    write_bad_files(corpus / "issues")
    _stop_and_go_on(corpus, _emptied(options.folder / "index"), options.stop_at)
    _print_run("rebuild", index(corpus, place, "--rebuild"))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--issues", type=int, default=500)
    parser.add_argument("--stop-at", type=int, default=250, help="files done when Ctrl+C is pressed")
    parser.add_argument("--texts", type=Path, help="JSON lines with more Korean text, under 'text'")
    return parser.parse_args()


def _corpus(folder: Path, files: Sequence[Path]) -> Path:
    _emptied(folder / "issues").mkdir(parents=True)
    for path in files:
        _link(folder, path)
    return folder


def _link(corpus: Path, path: Path) -> None:
    os.link(path, corpus / "issues" / path.name)


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def _print_sizes(corpus: Path) -> None:
    files = sorted((corpus / "issues").iterdir())
    pages = 0
    for path in files:
        with pdfium.PdfDocument(path) as document:
            pages += len(document)
    print(f"{len(files)} issues, {pages} pages, {sum(path.stat().st_size for path in files) / 1e6:.0f} MB of PDF")
    heads = ("issues", "articles", "new", "failed", "s", "PSS MB", "RSS MB", "main", "worker", "processes", "exit")
    print(f"{'':24}" + "".join(f"{head:>10}" for head in heads), flush=True)


def _print_run(name: str, run: Run) -> None:
    report, peaks = run.report, run.peaks
    counts = [report.get(key, "") for key in ("issues", "articles", "added")]
    row = [*counts, len(report.get("failed", ())), f"{run.seconds:.1f}"]
    row += [f"{each:.0f}" for each in (peaks.pss, peaks.rss, peaks.first, peaks.other)]
    print(f"{name:24}" + "".join(f"{each:>10}" for each in (*row, peaks.processes, run.status)), flush=True)


def _print_bar(run: Run) -> None:
    """How good the time left was that the bar gave half-way, and what it said when all files were done."""
    issues = run.report["issues"]
    for part in (0.25, 0.5, 0.75):
        told = next((each for each in run.told if each.left and each.done >= part * issues), None)
        if told is not None:
            print(
                f"  after {told.done} files: {told.left} s left, said the bar; {run.seconds - told.seconds:.0f} it were"
            )
    last = next(each for each in run.told if each.done == issues)
    said = dict.fromkeys(re.findall(f"{issues}/{issues}호, ([^\r\x1b]+)", run.shown))
    print(
        f"  {run.seconds - last.seconds:.1f} s after the last file, said: {', '.join(map(str.strip, said))}", flush=True
    )


def _stop_and_go_on(corpus: Path, place: Path, stop_at: int) -> None:
    stopped = index(corpus, place, stop_at=stop_at)
    _print_run(f"stopped at {stopped.done}", stopped)
    rest = index(corpus, place)
    _print_run("the rest", rest)
    kept = rest.report["issues"] - rest.report["added"]
    print(f"  {kept} were in the index, {stopped.done - kept} of the {stopped.done} done were read again; failed were:")
    for failed in rest.report["failed"]:
        print(f"  {failed['error']}")


if __name__ == "__main__":
    main()
