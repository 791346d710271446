"""The web side: says whether the service is well, and counts; what goes wrong is said in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from http import HTTPStatus

from flask import Blueprint, Flask, Response, jsonify, request
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from bot.store import beats, inbox, outbox
from bot.store.outbox import State

STALE = timedelta(minutes=2)
"""A clock or sender that has not shown itself for so long is taken for dead."""
MOST_BYTES = 1_000_000
"""No request that we expect is larger."""
BEATS = ("clock", "sender")

Clock = Callable[[], datetime]


def make(engine: Callable[[], Engine], clock: Clock) -> Flask:
    """The Flask app with what every process of ours answers; `engine` and `clock` are asked anew at each request."""
    app = Flask("mshauri", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.register_blueprint(_service(engine, clock))
    app.register_error_handler(HTTPException, _sentence)
    return app


def _sentence(error: HTTPException) -> Response:
    """Any refusal or failure as one line of text; a bug's own words stay in the log."""
    status = HTTPStatus(error.code or 500)
    answer = Response(f"{status.value}: {status.description or status.phrase}.\n", status, mimetype="text/plain")
    answer.headers.extend(key_value for key_value in error.get_headers() if key_value[0] == "Allow")
    return answer


def _service(engine: Callable[[], Engine], clock: Clock) -> Blueprint:
    service = Blueprint("service", __name__)

    @service.get("/health")
    def health() -> tuple[Response, int]:
        """200 when the database answers; with ?all also only when clock and sender have shown themselves lately."""
        try:
            with engine().connect() as db:
                seen = beats.last(db)
        except SQLAlchemyError as error:
            return jsonify(status="failing", reason=f"the database does not answer: {type(error).__name__}"), 503
        ages = {name: _age(seen.get(name), clock()) for name in BEATS}
        stale = [name for name, age in ages.items() if age is None or age > STALE.total_seconds()]
        if stale and "all" in request.args:
            return jsonify(status="failing", reason=f"not seen lately: {', '.join(stale)}", beats=ages), 503
        return jsonify(status="ok", beats=ages), 200

    @service.get("/metrics")
    def metrics() -> Response:
        with engine().connect() as db:
            lines = [*_inbox_lines(inbox.counts(db)), *_outbox_lines(outbox.counts(db)), ""]
        return Response("\n".join(lines), content_type="text/plain; version=0.0.4; charset=utf-8")

    return service


def _age(at: datetime | None, now: datetime) -> float | None:
    """Seconds since the last beat."""
    return max(0.0, round((now - at).total_seconds(), 1)) if at else None


def _inbox_lines(counts: tuple[int, int]) -> Iterator[str]:
    yield "# HELP mshauri_inbox_messages Messages heard, by what became of them."
    yield "# TYPE mshauri_inbox_messages gauge"
    for name, count in zip(("handled", "failed"), counts, strict=True):
        yield f'mshauri_inbox_messages{{state="{name}"}} {count}'


def _outbox_lines(counts: dict[State, int]) -> Iterator[str]:
    yield "# HELP mshauri_outbox_messages Messages made, by how far they have come."
    yield "# TYPE mshauri_outbox_messages gauge"
    for state in State:
        yield f'mshauri_outbox_messages{{state="{state.value}"}} {counts.get(state, 0)}'
