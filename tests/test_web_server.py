"""The web server: it answers, and says plainly why it cannot."""

from __future__ import annotations

import logging
import socket
import threading
from urllib.request import urlopen

import pytest

from archive.errors import ServeError
from archive.search import Archive
from webui import create_app
from webui.server import listen, serve


def test_it_answers_where_it_says(archive: Archive) -> None:
    told: list[str] = []
    ready = threading.Event()

    def tell(url: str) -> None:
        told.append(url)
        ready.set()

    threading.Thread(target=serve, args=(create_app(archive), "127.0.0.1", 0, tell), daemon=True).start()
    assert ready.wait(10)
    with urlopen(f"{told[0]}/healthz", timeout=10) as answer:
        assert answer.status == 200
        assert "Server" not in answer.headers


def test_a_port_in_use_is_named_with_a_way_out(archive: Archive) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServeError, match=rf"포트 {port}은.*seogo serve --port"):
            listen(create_app(archive), "127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "port", "said"),
    [
        ("no-such-host.invalid", 0, "찾을 수 없습니다"),
        ("203.0.113.7", 0, "이 컴퓨터의 주소가 아닙니다"),
        ("127.0.0.1", 70000, "65535"),
    ],
)
def test_an_impossible_address_is_explained(archive: Archive, host: str, port: int, said: str) -> None:
    with pytest.raises(ServeError, match=said):
        listen(create_app(archive), host, port)


def test_the_address_is_one_that_a_browser_on_this_machine_opens(archive: Archive) -> None:
    server = listen(create_app(archive), "0.0.0.0", 0)
    server.close()
    assert server.url.startswith("http://127.0.0.1:")
    assert not server.url.endswith(":0")


def test_requests_that_wait_for_a_thread_are_not_told_of_one_by_one() -> None:
    assert not logging.getLogger("waitress.queue").isEnabledFor(logging.WARNING)
