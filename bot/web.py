"""The web side: hears providers, says whether the service is well, and counts; what goes wrong is one sentence."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cached_property, partial
from hashlib import sha256
from hmac import compare_digest
from http import HTTPStatus

from flask import Blueprint, Flask, Response, abort, jsonify, request
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from bot import metrics
from bot.channels import Heard, Request, Webhook, shown
from bot.channels.shape import form_shape
from bot.log import where
from bot.messages import CAPABILITIES, Inbound, Outbound, Receipt
from bot.store.engine import Away, reading
from bot.store.health import beats
from bot.store.outbox import lines, outbox, sent
from bot.store.talk import inbox
from bot.talk import hear
from bot.talk.arrivals import Crowded
from bot.talk.turn import World

STALE = timedelta(minutes=2)
"""A clock or sender that has not shown itself for so long is taken for dead."""
MOST_BYTES, MOST_FIELDS = 64_000, 100
"""No request that we expect is larger, no form has more fields."""
THIS_MACHINE = frozenset({"127.0.0.1", "::1"})
FORWARDED = ("forwarded", "x-forwarded-for")
"""Headers by which a proxy says that it asks for somebody else."""
BEATS = ("clock", "sender")
FETCHED = timedelta(hours=1)
"""For so long a picture of ours can be fetched after its message was made."""

Clock = Callable[[], datetime]
Settle = Callable[[Receipt, datetime], object]

log = logging.getLogger(__name__)


def make(
    engine: Callable[[], Engine],
    clock: Clock,
    webhooks: Blueprint | None = None,
    metrics_token: str = "",
    secret_key: str = "",
) -> Flask:
    """The Flask app with what every process of ours answers; `engine` and `clock` are asked anew at each request.

    `metrics_token`: what whoever collects figures must show; without one only this machine is answered. `secret_key`:
    by it we know the addresses of pictures that we have made; without one there are none.
    """
    app = Flask("mshauri", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.register_blueprint(_service(engine, clock, metrics_token))
    app.add_url_rule(shown.PATH, "shown", _shown(engine, clock, secret_key))
    if webhooks is not None:
        app.register_blueprint(webhooks)
    app.register_error_handler(HTTPException, _sentence)
    app.register_error_handler(Away, partial(_again, why="the database does not answer"))
    app.register_error_handler(Crowded, partial(_again, why="too many strangers write"))
    return app


def _again(_fault: Exception, why: str) -> Response:
    """What was posted is not kept: whoever posted it brings it again."""
    return Response(f"503: {why}.\n", 503, {"Retry-After": "5"}, mimetype="text/plain")


def _sentence(error: HTTPException) -> Response:
    """Any refusal or failure as one line of text; a bug's own words stay in the log."""
    status = HTTPStatus(error.code or 500)
    answer = Response(f"{status.value}: {status.description or status.phrase}.\n", status, mimetype="text/plain")
    answer.headers.extend(key_value for key_value in error.get_headers() if key_value[0] == "Allow")
    return answer


def webhooks(
    hooks: Sequence[Webhook], engine: Callable[[], Engine], clock: Clock, world: World, settle: Settle
) -> Blueprint:
    """The webhooks of the providers that are set up; `settle` writes down what became of a message of ours."""
    pages = Blueprint("webhooks", __name__)
    for hook in hooks:
        post = _view(hook, engine, clock, world, settle)
        for path in hook.paths:
            pages.add_url_rule(path, path.replace(".", "_"), post, methods=["POST"])
    return pages


def _view(
    hook: Webhook, engine: Callable[[], Engine], clock: Clock, world: World, settle: Settle
) -> Callable[..., Response]:
    def post(**_segments: str) -> Response:
        """403 and no trace unless it is genuine; 200 as soon as what it says is safe with us, handled or not.

        Its body is not read before that, where something else shows that it is not genuine.
        """
        asked, now = _Asked(), clock()
        if not hook.genuine(asked):
            abort(403)
        whole = Request(asked.path, asked.query, asked.headers, asked.body)
        heard = take(hook, whole, engine(), now, world, settle)
        answer = hook.answer(_said(engine(), heard.inbounds))
        return Response(answer.body, content_type=f"{answer.type}; charset=utf-8")

    return post


def take(hook: Webhook, asked: Request, engine: Engine, now: datetime, world: World, settle: Settle) -> Heard:
    """Everything that a genuine request says is heard and written down."""
    heard = _read(hook, asked, engine, now)
    for receipt in heard.receipts:
        settle(receipt, now)
    for inbound in heard.inbounds:
        hear(engine, inbound, now, world)
    return heard


def _said(engine: Engine, inbounds: Sequence[Inbound]) -> Outbound | None:
    """The reply that a live channel shows in the answer itself; said again when the provider asks again."""
    live = [inbound for inbound in inbounds if CAPABILITIES[inbound.channel].live]
    if not live:
        return None
    with reading(engine) as db:
        return outbox.reply_to(db, live[-1].channel, live[-1].provider_id)


class _Asked(Request):
    """What is being asked of us; its body is read when somebody looks at it. 413 where that is too large."""

    def __init__(self) -> None:
        headers = {name.lower(): value for name, value in request.headers.items()}
        vars(self).update(path=request.path, query=request.query_string.decode(errors="replace"), headers=headers)

    @cached_property
    def body(self) -> bytes:
        """Whole, or not at all: 400 where its sender broke off."""
        found, said = request.get_data(), request.content_length
        is_form = "json" not in self.headers.get("content-type", "")
        if (said is None and len(found) >= MOST_BYTES) or (is_form and found.count(b"&") >= MOST_FIELDS):
            abort(413)
        if said is not None and len(found) < said:
            abort(400)
        return found


def _read(hook: Webhook, asked: Request, engine: Engine, now: datetime) -> Heard:
    """What the provider says; nothing, where it cannot be read, which is counted once however often it comes."""
    try:
        return hook.read(asked)
    except Exception as fault:  # noqa: BLE001 - logged below without its message, which may hold anybody's words
        reason = f"unreadable: {type(fault).__name__}"
        said = form_shape(asked.body, asked.query)
        log.error("a request on %s cannot be read: %s; its shape: %s", hook.channel, where(fault), said)
        with engine.begin() as db:
            inbox.unread(db, hook.channel, sha256(asked.body).hexdigest(), reason, now)
        return Heard()


def _service(engine: Callable[[], Engine], clock: Clock, metrics_token: str) -> Blueprint:
    service = Blueprint("service", __name__)

    @service.get("/health")
    def health() -> tuple[Response, int]:
        """200 when the database answers; with ?all also only when clock and sender have shown themselves lately.

        `lines`: those that are stopped or down; no restart of ours would mend them.
        """
        try:
            with reading(engine()) as db:
                seen, unusable = beats.last(db), sorted(lines.unusable(db))
        except SQLAlchemyError as error:
            return jsonify(status="failing", reason=f"the database does not answer: {type(error).__name__}"), 503
        ages = {name: _age(seen.get(name), clock()) for name in BEATS}
        stale = [name for name, age in ages.items() if age is None or age > STALE.total_seconds()]
        if stale and "all" in request.args:
            return jsonify(status="failing", reason=f"not seen lately: {', '.join(stale)}", beats=ages), 503
        return jsonify(status="ok", beats=ages, **({"lines": unusable} if unusable else {})), 200

    @service.get("/metrics")
    def figures() -> Response:
        """For whoever shows the token; where there is none, for this machine."""
        if not _may_collect(metrics_token):
            abort(403)
        return Response(metrics.text(engine, clock), content_type=metrics.TYPE)

    return service


def _may_collect(token: str) -> bool:
    if token:
        return compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode())
    return request.remote_addr in THIS_MACHINE and not any(name in request.headers for name in FORWARDED)


def _shown(engine: Callable[[], Engine], clock: Clock, key: str) -> Callable[..., Response]:
    def picture(reference: int, place: int, proof: str) -> Response:
        """A picture of a message that has just been given to its provider, who fetches it; 404 for all else."""
        if not shown.is_ours(key, reference, place, proof):
            abort(404)
        with reading(engine()) as db:
            media = sent.media_since(db, reference, clock() - FETCHED)
        if place >= len(media):
            abort(404)
        headers = {"Cache-Control": "no-store", "Content-Disposition": f'inline; filename="{media[place].name}"'}
        return Response(media[place].content, content_type=media[place].type, headers=headers)

    return picture


def _age(at: datetime | None, now: datetime) -> float | None:
    """Seconds since the last beat."""
    return max(0.0, round((now - at).total_seconds(), 1)) if at else None
