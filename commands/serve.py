"""`seogo serve`: the site, on a production WSGI server (docs/operating.md)."""

from __future__ import annotations

import argparse
from typing import Any

from archive.flags import port
from archive.settings import Settings
from commands.common import add_command, add_desk, tell


def add(commands: Any, at: argparse.ArgumentParser) -> None:
    """The command and its flags."""
    parser = add_command(commands, at, "serve", serve, "사이트를 엽니다.", "seogo serve --port 8080")
    parser.add_argument("--host", default="127.0.0.1", metavar="H", help="주소 (기본 127.0.0.1)")
    parser.add_argument("--port", default=8000, type=port, metavar="P", help="포트 (기본 8000)")
    add_desk(parser)
    parser.add_argument("--access", metavar="WHO", help="public: 모두가 읽음, login: 들어온 사람만 (기본 public)")
    parser.add_argument("--workers", metavar="N", help="요청에 답하는 프로세스 수 (기본 코어 수만큼, 넷까지)")


def serve(options: argparse.Namespace, settings: Settings) -> int:
    """Answer until interrupted."""
    from archive import mailing
    from archive.analysis import build_analyzer
    from archive.engines import open_engine
    from archive.opening import open_archive
    from archive.page_images import PageImages
    from webui import create_app
    from webui.desk import Desk, editing
    from webui.desk.alerts.watching import watch
    from webui.observing import log_lines, observing_of
    from webui.outside import outside_of
    from webui.server import serve as serve_app
    from webui.worker_processes import usual_number

    staff = Desk(settings)
    staff.check()
    mailing.check(settings)
    editing.load(staff)
    open_engine(settings)
    log_lines.open_log(settings.log, settings.log_file)
    tell("언어 모델을 여는 중입니다 …")
    workers = settings.workers or usual_number()
    archive = open_archive(settings, build_analyzer(threads=workers == 1))
    images = PageImages(settings.corpus, settings.index.parent / "pages")

    def beside() -> None:
        # The first to type would wait for the table of completions, the first to publish for the choices of names.
        archive.prepare()
        editing.prepare(staff, archive)
        watch(staff, archive)

    serve_app(
        create_app(
            archive,
            images,
            settings.base_url,
            observing=observing_of(settings, workers),
            staff=staff,
            outside=outside_of(settings),
        ),
        options.host,
        options.port,
        ready=lambda url: tell(f"{url} 에서 열었습니다. 멈추려면 Ctrl+C를 누르세요."),
        workers=workers,
        beside=beside,
    )
    return 0
