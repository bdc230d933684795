"""Connections that wait for their clients: which one goes when there is no room for another."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from selectors import DefaultSelector

import pytest

from webui.connections import Connections

Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def pairs() -> Iterator[list[Pair]]:
    """Four connections, each as the client has it and as the site does."""
    made = [socket.socketpair() for _ in range(4)]
    for client, ours in made:
        ours.setblocking(False)
        client.settimeout(5)
    yield made
    for pair in made:
        for each in pair:
            each.close()


@pytest.fixture
def waiting(pairs: list[Pair], monkeypatch: pytest.MonkeyPatch) -> Connections:
    """Where the first three wait, and no more have room."""
    monkeypatch.setattr("webui.connections.MOST", 3)
    connections = Connections([], DefaultSelector(), lambda _: None)
    for _, ours in pairs[:3]:
        connections.keep(ours)
    return connections


def is_closed(client: socket.socket) -> bool:
    client.setblocking(False)
    try:
        return client.recv(1) == b""
    except BlockingIOError:
        return False


def test_the_one_that_is_silent_for_longest_makes_room(pairs: list[Pair], waiting: Connections) -> None:
    waiting.keep(pairs[3][1])
    assert [is_closed(client) for client, _ in pairs] == [True, False, False, False]


def test_one_on_which_a_request_has_come_is_not_closed(pairs: list[Pair], waiting: Connections) -> None:
    pairs[0][0].sendall(b"GET / HTTP/1.1\r\n")
    waiting.keep(pairs[3][1])
    assert [is_closed(client) for client, _ in pairs] == [False, True, False, False]


def test_one_whose_client_has_gone_makes_room_first(pairs: list[Pair], waiting: Connections) -> None:
    pairs[0][0].sendall(b"G")
    pairs[2][0].close()
    pairs[1][0].sendall(b"G")
    waiting.keep(pairs[3][1])
    assert not is_closed(pairs[0][0]) and not is_closed(pairs[1][0]) and not is_closed(pairs[3][0])


def test_where_all_have_something_to_say_the_oldest_goes(pairs: list[Pair], waiting: Connections) -> None:
    for client, _ in pairs[:3]:
        client.sendall(b"G")
    waiting.keep(pairs[3][1])
    assert pairs[0][1].fileno() == -1 and pairs[1][1].fileno() != -1
