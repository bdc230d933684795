"""Several processes behind one port: each request goes to one that is free, and what happens to one is mended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from archive.errors import ServeError
from tests.conftest import ROOT
from tests.waiting_site import site
from webui.server import serve


class Site:
    """A site in a process of its own, at its address."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        self.process = process
        self.url = process.stdout.readline().strip()

    def get(self, path: str) -> str:
        with urlopen(f"{self.url}{path}", timeout=60) as answer:
            return str(answer.read().decode())

    def workers(self) -> list[int]:
        return list(map(int, Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()))


@contextmanager
def open_site(workers: int, folder: Path, *options: str) -> Iterator[Site]:
    for name in ("begun", "go"):
        os.mkfifo(folder / name)
    command = [sys.executable, "-m", "tests.waiting_site", str(workers), str(folder), *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield Site(process)
        finally:
            process.kill()


@pytest.fixture(autouse=True)
def ctrl_c_counts() -> Iterator[None]:
    """A shell lets what it starts in the background ignore Ctrl+C, and all that the tests start in their turn."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Site]:
    with open_site(2, tmp_path) as opened:
        yield opened


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(happened: Callable[[], bool]) -> None:
    """A test that waits in vain is ended by the whole run's limit, and says where it was."""
    until = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.01)


def answers_nobody(url: str) -> bool:
    try:
        urlopen(url, timeout=60).close()
    except OSError:
        return True
    return False


def test_two_requests_at_once_are_answered_by_two_processes(two: Site) -> None:
    with ThreadPoolExecutor(2) as clients:
        met = [set(clients.map(two.get, ["/meet", "/meet"])) for _ in range(40)]
    assert_apart(met)


def test_connections_that_stay_open_keep_no_request_waiting_behind_another(two: Site) -> None:
    """Those that wait are many, and were all answered by one process: that says nothing of who answers next."""
    clients = [HTTPConnection(urlsplit(two.url).netloc, timeout=60) for _ in range(41)]
    for client in clients:
        asked_again(client, "/who")
    with ThreadPoolExecutor(2) as threads:
        met = [set(threads.map(asked_again, pair, ["/meet", "/meet"])) for pair in pairwise(clients)]
    assert_apart(met)
    for client in clients:
        client.close()


def assert_apart(met: list[set[str]]) -> None:
    """Chance would bring half of them together; a client can ask anew before it is known that it has its answer."""
    assert sum(len(workers) == 2 for workers in met) > len(met) * 0.8


def asked_again(client: HTTPConnection, path: str) -> str:
    """Over the connection that the client has."""
    before = client.sock
    client.request("GET", path)
    answer = client.getresponse().read().decode()
    assert before is None or client.sock is before
    return answer


def test_one_after_the_other_goes_to_the_same_whose_memory_is_warm(two: Site) -> None:
    client = HTTPConnection(urlsplit(two.url).netloc, timeout=60)
    assert len({asked_again(client, "/who") for _ in range(10)}) == 1
    client.close()


def test_requests_that_come_in_pieces_or_all_at_once_are_answered(two: Site) -> None:
    address = urlsplit(two.url)
    client = HTTPConnection(address.netloc, timeout=60)
    client.connect()
    sent = b"GET /who HTTP/1.1\r\nHost: a\r\n\r\n"
    for piece in (sent[:9], sent[9:] + sent + sent[:5], sent[5:]):
        client.sock.sendall(piece)
    with client.sock.makefile("rb") as answers:
        pids = [answer_in(answers.readline, answers.read) for _ in range(3)]
    assert set(map(int, pids)) <= set(two.workers())
    client.close()


def answer_in(line: Callable[[], bytes], read: Callable[[int], bytes]) -> bytes:
    """The body of the answer that comes next."""
    head = list(iter(line, b"\r\n"))
    assert head[0].startswith(b"HTTP/1.1 200")
    (length,) = (int(each.split()[1]) for each in head if each.lower().startswith(b"content-length"))
    return read(length)


def test_a_worker_that_is_killed_is_replaced_and_that_is_said(two: Site) -> None:
    killed = int(two.get("/who"))
    kept = set(two.workers()) - {killed}
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: len(set(two.workers()) - {killed}) == 2)
    assert int(two.get("/who")) != killed and kept < set(two.workers())
    two.process.terminate()
    assert two.process.wait(60) == -signal.SIGTERM
    assert two.process.stderr and two.process.stderr.read().splitlines() == [
        "seogo: 답하던 프로세스 하나가 멈추어(신호 9) 새로 엽니다."
    ]


def test_workers_that_end_as_soon_as_they_begin_are_given_up(tmp_path: Path) -> None:
    with open_site(2, tmp_path, "ending") as opened:
        _, said = opened.process.communicate(timeout=60)
    assert opened.process.returncode == 1
    assert "거듭 멈춥니다" in said.splitlines()[-1] and "--workers 1" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGTERM, -signal.SIGTERM), (signal.SIGINT, 0)])
def test_what_is_being_answered_when_it_is_stopped_is_answered(
    two: Site, tmp_path: Path, sent: signal.Signals, status: int
) -> None:
    workers = two.workers()
    with ThreadPoolExecutor(1) as client:
        answer = client.submit(two.get, "/wait")
        assert (tmp_path / "begun").read_text() == "begun"
        for each in (*workers, two.process.pid):  # as a terminal and systemd send it
            os.kill(each, sent)
        wait_until(lambda: answers_nobody(f"{two.url}/who"))
        (tmp_path / "go").write_text("all of it")
        assert answer.result(60) == "all of it"
    assert two.process.wait(60) == status
    assert two.process.stderr and two.process.stderr.read() == ""
    assert not any(map(is_alive, workers))


def test_a_second_ctrl_c_waits_for_nothing(two: Site, tmp_path: Path) -> None:
    workers = two.workers()
    with ThreadPoolExecutor(1) as client:
        answer = client.submit(two.get, "/wait")
        assert (tmp_path / "begun").read_text() == "begun"
        two.process.send_signal(signal.SIGINT)
        wait_until(lambda: answers_nobody(f"{two.url}/who"))
        two.process.send_signal(signal.SIGINT)
        assert two.process.wait(60) == -signal.SIGINT
        assert answer.exception(60)
    assert not any(map(is_alive, workers))


def test_nobody_is_left_when_the_process_that_holds_the_port_is_killed(two: Site) -> None:
    workers = two.workers()
    two.process.kill()
    wait_until(lambda: not any(map(is_alive, workers)))
    assert answers_nobody(f"{two.url}/who")


def test_one_worker_is_the_process_itself(tmp_path: Path) -> None:
    with open_site(1, tmp_path) as one:
        assert int(one.get("/who")) == one.process.pid
        assert one.workers() == []


def test_a_port_in_use_is_said_before_anything_is_forked(two: Site, tmp_path: Path) -> None:
    port = urlsplit(two.url).port
    assert port
    with pytest.raises(ServeError, match=rf"포트 {port}은.*seogo serve --port"):
        serve(site(tmp_path), "127.0.0.1", port, workers=2)


def test_a_port_is_told_once(two: Site) -> None:
    two.process.terminate()
    said, _ = two.process.communicate(timeout=60)
    assert said == ""
