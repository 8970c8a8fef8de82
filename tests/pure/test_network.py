"""Tests reach this machine and no other."""

import socket

import pytest


def test_nothing_beyond_this_machine_is_reached() -> None:
    with socket.socket() as far, pytest.raises(AssertionError, match=r"tried to reach 192\.0\.2\.1"):
        far.connect(("192.0.2.1", 80))


def test_loopback_is() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()[:2]) as client:
        assert client.getpeername() == server.getsockname()
