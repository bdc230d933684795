"""`seogo backup` and `seogo restore`: everything that cannot be made again, in one file, and back in its place."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.settings import Settings
from commands.common import add_command, add_desk, tell

if TYPE_CHECKING:
    from indexer.backup_manifest import Manifest
    from indexer.backup_restoring import Restored


def add(commands: Any, at: argparse.ArgumentParser) -> None:
    """Both commands."""
    about = "말뭉치와 설정과 편집실의 자료를 파일 하나로 백업합니다."
    parser = add_command(commands, at, "backup", _backup, about, "seogo backup /백업/seogo.tar.gz")
    parser.add_argument("file", metavar="FILE", type=Path, help="만들 파일 (.tar.gz)")
    parser.add_argument("--with-passwords", action="store_true", help="설정 파일의 비밀번호도 넣습니다")
    add_desk(parser)
    about = "백업을 확인하여 제자리에 풀어 놓습니다."
    parser = add_command(commands, at, "restore", _restore, about, "seogo restore /백업/seogo.tar.gz --into 서고")
    parser.add_argument("file", metavar="FILE", type=Path, help="seogo backup이 만든 파일")
    parser.add_argument("--into", metavar="FOLDER", type=Path, help="풀어 놓을 폴더 (없으면 설정이 정한 자리)")
    parser.add_argument("--replace", action="store_true", help="그 자리에 있는 것은 옆으로 옮겨 둡니다")
    parser.add_argument("--check", action="store_true", help="온전한지 끝까지 읽어 보기만 합니다")
    add_desk(parser)


def _backup(options: argparse.Namespace, settings: Settings) -> int:
    from indexer.backup import back_up
    from indexer.backup_noting import note

    with _bar("백업") as progress:
        made = back_up(settings, Path.cwd(), options.file, progress, with_passwords=options.with_passwords)
    note(settings, made)
    print(f"{made.file}에 백업했습니다: {_counted(made.manifest)}, {made.size:,}바이트.")
    if not made.manifest.passwords:
        tell("설정 파일의 비밀번호는 넣지 않았습니다. 넣으려면 --with-passwords를 붙여 주세요.")
    return 0


def _restore(options: argparse.Namespace, settings: Settings) -> int:
    from indexer.backup_restoring import Places, check_backup, restore

    if options.check:
        with _bar("확인") as progress:
            manifest = check_backup(options.file, progress)
        print(f"백업 {options.file}은(는) 온전합니다: {_counted(manifest)}, {manifest.made}에 만들었습니다.")
        return 0
    places = Places.below(options.into) if options.into else Places.of(settings, Path.cwd())
    with _bar("복원") as progress:
        restored = restore(options.file, places, progress, replace=options.replace)
    print(f"백업 {options.file}을(를) 풀었습니다: {_counted(restored.manifest)}.")
    for path in restored.placed.values():
        print(f"  {path}")
    for path in restored.kept:
        print(f"있던 것은 {path}(으)로 옮겨 두었습니다.")
    _tell_what_is_next(restored, options.into)
    return 0


def _tell_what_is_next(restored: Restored, into: Path | None) -> None:
    from archive.fingerprint import FINGERPRINT

    if restored.manifest.index != FINGERPRINT:
        tell("백업을 만든 서고와 판이 달라 찾은 결과의 차례나 수가 조금 다를 수 있습니다.")
    where = f"cd '{into}' && " if into else ""
    print(f"이어서 {where}seogo index를 실행하면 찾을 수 있습니다.")


def _counted(manifest: Manifest) -> str:
    from indexer.backup_manifest import CORPUS, DESK

    parts = (("말뭉치", CORPUS), ("편집실", DESK))
    counts = [f"{name} 파일 {len(manifest.part(part)):,}개" for name, part in parts if manifest.part(part)]
    return ", ".join(counts) or "파일 없음"


@contextmanager
def _bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar of bytes on standard error, in a terminal only, that goes with the block."""
    from tqdm import tqdm

    with tqdm(disable=None, leave=False, desc=what, unit="B", unit_scale=True, dynamic_ncols=True) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield progress
