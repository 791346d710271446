"""The web server: a few threads, none of which waits for long for what somebody only began to send."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from math import inf
from selectors import EVENT_READ
from time import monotonic
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

READS = 5.0
"""Seconds within which a request must have come whole; a provider needs far less, and whoever needs more is gone."""
LINGERS = 0.5
"""Seconds that whoever was answered has to take the answer, before the connection is closed."""
MOST_UNREAD = 65_536
THREADS = 16
"""More than strangers can hold (`conversation/arrivals.py`), and no more than the database has connections."""


class Hurried:
    """A connection whose requests are read to the end in time, or not at all: then it is as if it had been closed."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._until = inf

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def begin(self) -> None:
        """From now on the time of one request runs."""
        self._until = monotonic() + READS

    def recv(self, size: int, *how: int) -> bytes:
        """What came; nothing more where the time is over."""
        left = self._until - monotonic()
        if left <= 0:
            return b""
        before = self._connection.gettimeout()
        self._connection.settimeout(left)
        try:
            return self._connection.recv(size, *how)
        except TimeoutError:
            return b""
        finally:
            self._connection.settimeout(before)

    def leave(self) -> None:
        """Nothing more is read; what was said can still be taken: a refusal is not lost with what it refuses."""
        read = 0
        with suppress(OSError):
            self._connection.shutdown(socket.SHUT_WR)
            self._until = min(self._until, monotonic() + LINGERS)
            while read < MOST_UNREAD and (part := self.recv(4096)):
                read += len(part)
        self._until = 0.0


class Worker(ThreadWorker):  # type: ignore[misc] # it says nothing of its types
    """Gunicorn's threads, which would wait for the rest of a request for ever: eight of those silenced us.

    Its main loop would wait for those who do not close a connection, and hear nobody meanwhile; so each thread does.
    """

    def enqueue_req(self, conn: Any) -> None:
        """A connection on which nothing has come yet waits without a thread, for as long as one that is kept alive."""
        if conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
            return
        conn.sock.settimeout(0)
        conn.set_timeout()
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def handle(self, conn: Any) -> Any:
        """One request of a connection; False where that is to be closed."""
        if not isinstance(conn.sock, Hurried):
            conn.sock = Hurried(conn.sock)
        conn.sock.begin()
        goes_on = super().handle(conn)
        if goes_on is False:
            conn.sock.leave()
        return goes_on


def serve(host: str, port: int, load: Callable[[], Flask], leave: Callable[[], None] = lambda: None) -> None:
    """One worker with threads, until it is stopped; `load` runs in it, after the fork, and `leave` at its end."""

    class Application(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            options = {
                "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
                "worker_class": Worker,
                "threads": THREADS,
                "control_socket_disable": True,
                "worker_exit": lambda _server, _worker: leave(),
            }
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return load()

    Application().run()
