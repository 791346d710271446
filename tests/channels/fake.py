"""A provider on this machine: it writes down every request, and answers as its rules say or as a test has told it."""

from __future__ import annotations

import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from werkzeug import Request, Response
from werkzeug.serving import WSGIRequestHandler, make_server


@dataclass(frozen=True)
class Asked:
    """One request as the provider received it, decoded; `files`: name and content of what was uploaded."""

    method: str
    path: str
    headers: dict[str, str]
    query: dict[str, list[str]]
    form: dict[str, list[str]]
    files: dict[str, tuple[str | None, bytes]]
    body: bytes

    def one(self, name: str) -> str:
        """The only value of a parameter; empty when there is none."""
        (value,) = self.form.get(name) or [""]
        return value


@dataclass(frozen=True)
class Answered:
    """What the provider says: a status, a body, headers; or nothing at all."""

    status: int
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)


CUT = Answered(-1)
"""The provider takes the request and the connection breaks."""
SILENT = Answered(-2)
"""The provider takes the request and does not answer before the test is over."""

Rules = Callable[[Asked], Answered]


class Provider:
    """One provider: `url` is its base address, `asked` what came; `tell` says what is answered next, once each."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.asked: list[Asked] = []
        self.url = ""
        self.over = threading.Event()
        self._told: deque[Answered] = deque()

    def tell(self, *answers: Answered) -> None:
        """The next requests are answered so, whatever they ask."""
        self._told.extend(answers)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        """The provider as a WSGI application."""
        with Request(environ) as request:
            asked = _decoded(request)
        self.asked.append(asked)
        answer = self._told.popleft() if self._told else self.rules(asked)
        if answer is SILENT:
            self.over.wait()
        if answer in (CUT, SILENT):
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
            return Response()(environ, start_response)
        return Response(answer.body, answer.status, answer.headers)(environ, start_response)


def _decoded(request: Request) -> Asked:
    body = request.get_data(cache=True, parse_form_data=False)
    files = {name: (file.filename, file.read()) for name, file in request.files.items()}
    return Asked(
        method=request.method,
        path=request.path,
        headers=dict(request.headers),
        query=dict(request.args.lists()),
        form=dict(request.form.lists()),
        files=files,
        body=body,
    )


class Quiet(WSGIRequestHandler):
    """Keeps connections, as the real ones do, and says nothing."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - the name it has there
        """No line a request."""


@contextmanager
def running(rules: Rules) -> Iterator[Provider]:
    """A provider that listens on a port of this machine until the end of the block."""
    provider = Provider(rules)
    server = make_server("127.0.0.1", 0, provider, threaded=True, request_handler=Quiet)
    server.daemon_threads = True  # type: ignore[attr-defined]
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        provider.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
