"""Damaged files against every reader: none may crash the program, hang it, or be refused without a plain word.

    python -m benchmarks.fuzz SEEDS [--cases 1000] [--seed 0]

SEEDS is a folder of sound files, one or more of each format. Each case takes one of them and damages it: bits, bytes,
pieces cut out, doubled or moved, members of a zip damaged inside. It is read as `seogo index` reads it, in a worker
with its limits.
"""

from __future__ import annotations

import argparse
import io
import random
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tqdm import tqdm

from archive.errors import IssueError
from indexer.workers import File, Limits, Workers

SECONDS = 60.0

Damage = Callable[[bytes, random.Random], bytes]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seeds", type=Path)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    files = [File(path.name, path.read_bytes()) for path in sorted(options.seeds.iterdir()) if path.is_file()]
    counts = fuzz(files, options.cases, options.seed)
    for suffix, of_suffix in sorted(counts.items()):
        print(f"{suffix:8}" + "  ".join(f"{what} {count}" for what, count in sorted(of_suffix.items())))


def fuzz(files: list[File], cases: int, seed: int) -> Mapping[str, Counter[str]]:
    """By suffix: how many damaged files were `read`, `refused`, `died`, `hung` or met a `fault` of ours."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    workers = Workers(limits=Limits(seconds=SECONDS))
    damaged_files = list(_cases(files, cases, seed))
    found = workers.parse_all(damaged_files)
    for file, parsed in zip(tqdm(damaged_files, leave=False, disable=None), found, strict=True):
        what = outcome(parsed)
        counts[Path(file.name).suffix][what] += 1
        if what in ("died", "hung", "fault"):
            print(f"{file.name}: {parsed}")
    workers.close()
    return counts


def outcome(parsed: object) -> str:
    """What became of a file: `read`, `refused`, `died`, `hung` or a `fault` of ours."""
    if not isinstance(parsed, IssueError):
        return "read"
    marks = {"멈추었습니다": "died", "걸려 그만두었습니다": "hung", "뜻밖의 잘못": "fault"}
    return next((what for mark, what in marks.items() if mark in str(parsed)), "refused")


def _cases(files: list[File], cases: int, seed: int) -> Iterator[File]:
    chance = random.Random(seed)
    for number in range(cases):
        file = files[number % len(files)]
        damage = chance.choice(_DAMAGES)
        yield File(f"{number}-{file.name}", damage(file.data, chance))


def _bits(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 5, 50))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _noise(data: bytes, chance: random.Random) -> bytes:
    start, end = _piece(data, chance)
    return data[:start] + chance.randbytes(end - start) + data[end:]


def _cut(data: bytes, chance: random.Random) -> bytes:
    start, end = _piece(data, chance)
    return data[:start] + data[end:]


def _truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = _piece(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 3, 20)) + data[end:]


def _moved(data: bytes, chance: random.Random) -> bytes:
    start, end = _piece(data, chance)
    rest = data[:start] + data[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def _inside_zip(data: bytes, chance: random.Random) -> bytes:
    """The members of a zip damaged one or two at a time, the zip itself sound; another file as `_bits` does it."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return _bits(data, chance)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as sound, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as damaged:
        names = sound.namelist()
        chosen = set(chance.sample(names, min(len(names), chance.choice((1, 2)))))
        for name in names:
            member = sound.read(name)
            damaged.writestr(name, chance.choice(_DAMAGES[:-1])(member, chance) if name in chosen else member)
    return made.getvalue()


def _piece(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 16, 1000, 50_000)))


_DAMAGES: tuple[Damage, ...] = (_bits, _noise, _cut, _truncated, _doubled, _moved, _inside_zip)


if __name__ == "__main__":
    main()
