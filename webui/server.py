"""The web server: waitress, which needs nothing beside Python."""

from __future__ import annotations

import errno
from collections.abc import Callable

from flask import Flask
from waitress.server import MultiSocketServer, TcpWSGIServer, create_server

from archive.errors import ServeError

THREADS = 4
Server = TcpWSGIServer | MultiSocketServer


def serve(app: Flask, host: str, port: int, ready: Callable[[str], None] | None = None) -> None:
    """Answer requests until interrupted; `ready` is told the address once the port is ours.

    Raises ServeError if the address cannot be served.
    """
    server = listen(app, host, port)
    if ready:
        ready(address(server, host))
    server.run()


def listen(app: Flask, host: str, port: int) -> Server:
    """A server that holds its port; `run()` it. Raises ServeError."""
    try:
        return create_server(app, host=host, port=port, threads=THREADS, ident="")  # type: ignore[no-any-return]
    except OverflowError as error:
        raise ServeError(f"포트 {port}은(는) 쓸 수 없습니다. 1부터 65535 사이의 번호를 정해 주세요.") from error
    except ValueError as error:
        raise ServeError(f"주소 {host}을(를) 찾을 수 없습니다. --host 127.0.0.1처럼 이 컴퓨터의 주소를 적어 주세요.") from error
    except OSError as error:
        raise ServeError(_reason(error, host, port)) from error


def address(server: Server, host: str) -> str:
    """What a person types into a browser on this machine; the server knows which port it was given for port 0."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{name}:{port_of(server)}"


def port_of(server: Server) -> int:
    """The port that a server holds."""
    several = isinstance(server, MultiSocketServer)
    return int(server.effective_listen[0][1] if several else server.effective_port)


def _reason(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else 8000
        return (
            f"포트 {port}은(는) 이미 다른 프로그램이 쓰고 있습니다."
            f" seogo serve --port {other}처럼 다른 번호를 정해 주세요."
        )
    if error.errno == errno.EACCES:
        return f"포트 {port}을(를) 열 권한이 없습니다. seogo serve --port 8000처럼 1024 이상의 번호를 정해 주세요."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"주소 {host}은(는) 이 컴퓨터의 주소가 아닙니다. --host 127.0.0.1이나 --host 0.0.0.0으로 해 주세요."
    return f"{host}:{port}에서 열 수 없습니다({error.strerror}). 다른 --host나 --port로 해 주세요."
