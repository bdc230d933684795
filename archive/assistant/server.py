"""The protocol around the desk (Model Context Protocol, by its own Python package)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import Lock, Thread
from typing import ParamSpec, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError, ToolError
from mcp_types import ToolAnnotations

from archive.assistant.desk import Desk
from archive.errors import NotFound, SeogoError
from archive.search import Archive

P = ParamSpec("P")
R = TypeVar("R")

INSTRUCTIONS = """\
서고 (Seogo) is the full-text archive of the Korean weekly newsletter 주간 중국 창업 on innovation and start-ups in
China, in Korean with Chinese names. Search first, then read before you quote. Quote the Korean words as printed, give
the permanent link of the article with every quotation, and say the date: an article tells what was known on the day of
its issue. Say nothing about the newsletter that no article supports; where nothing is found, say so."""

_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


def serve(opened: Callable[[], Archive], site: str) -> None:
    """Answer over standard input and output until the input ends.

    `opened` gives the archive; that takes seconds, which the assistant does not wait for before it asks. `site` is the
    address of the archive in permanent links.
    """
    archive = _Once(opened)
    Thread(target=archive, daemon=True).start()
    make_server(Desk(archive, site)).run("stdio")


def make_server(desk: Desk) -> MCPServer[None]:
    """The server with its tools and resources."""
    # What goes wrong by the caller's mistake is told to the caller; the log is for crashes.
    server: MCPServer[None] = MCPServer("seogo", title="서고", instructions=INSTRUCTIONS, log_level="ERROR")
    for tool, title in ((desk.search, "글 찾기"), (desk.read, "글 읽기"), (desk.cite, "인용"), (desk.names, "이름")):
        server.add_tool(_telling(tool), title=title, annotations=_READS)

    @server.resource("seogo://articles/{article_id}", title="글", mime_type="text/plain")
    def article(article_id: str) -> str:
        """An article of the newsletter as plain text, headed by its citation with the permanent link."""
        try:
            return desk.text(article_id)
        except NotFound as error:
            raise ResourceNotFoundError(str(error)) from error
        except SeogoError as error:
            raise ResourceError(str(error)) from error

    return server


def _telling(tool: Callable[P, R]) -> Callable[P, R]:
    """The tool with messages for people as errors of the tool, which the assistant reads and passes on."""

    @wraps(tool)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return tool(*args, **kwargs)
        except SeogoError as error:
            raise ToolError(str(error)) from error

    return told


class _Once:
    """Gives the archive, opened by whoever asks first; others wait."""

    def __init__(self, opened: Callable[[], Archive]) -> None:
        self._opened = opened
        self._archive: Archive | None = None
        self._lock = Lock()

    def __call__(self) -> Archive:
        with self._lock:
            if self._archive is None:
                self._archive = self._opened()
            return self._archive
