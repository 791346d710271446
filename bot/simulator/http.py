"""The simulator over HTTP: JSON in and out, and the page with the phones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial, wraps
from http import HTTPStatus
from pathlib import Path
from typing import Any, ParamSpec
from uuid import uuid4

from flask import Blueprint, Response, abort, jsonify, request
from werkzeug.exceptions import HTTPException

from bot.messages import Channel
from bot.programme.calendar import NAIROBI
from bot.programme.refusals import Refusal
from bot.simulator import asked, persons, transcript
from bot.simulator.asked import BadCall
from bot.simulator.world import Fault, IntoThePast, NothingPlanned, Simulation
from bot.store import outbox as outgoing
from bot.store.outbox import Sent

HERE = Path(__file__).parent

P = ParamSpec("P")

SENTENCES: dict[type[Exception], str] = {
    IntoThePast: "Virtual time goes forward only.",
    NothingPlanned: "No prompt is planned.",
    persons.NumberTaken: "Somebody has this tsc_number already.",
}
REFUSALS = {
    "unknown_school": "No school has this school_code.",
    "unknown_area": "Not exactly one area of this role's kind has this name.",
    "pin_unfit": "Field 'pin' must be four digits.",
}


def moment(at: datetime) -> str:
    """A moment as the calls give it: ISO 8601 in Kenya's time, to the second."""
    return at.astimezone(NAIROBI).isoformat(timespec="seconds")


def message(sent: Sent) -> dict[str, Any]:
    """One received message as the calls give it."""
    return {
        "seq": sent.seq,
        "id": sent.provider_id,
        "at": moment(sent.sent_at),
        "channel": sent.channel.value,
        "address": sent.address,
        "text": sent.outbound.text,
        "choices": [{"label": choice.label, "data": choice.data} for choice in sent.outbound.choices],
        "media": [
            {"name": item.name, "type": item.type, "url": f"/simulator/media/{sent.seq}/{place}"}
            for place, item in enumerate(sent.outbound.media)
        ],
        "template": sent.outbound.template,
        "segments": sent.segments,
    }


def _answered(call: Callable[P, Any]) -> Callable[P, Response]:
    """What the call answers, as JSON; what cannot be done is a 400 with one sentence."""

    @wraps(call)
    def answered(*args: P.args, **kwargs: P.kwargs) -> Response:
        try:
            answer = call(*args, **kwargs)
            return answer if isinstance(answer, Response) else jsonify(answer)
        except ValueError as error:
            if type(error) not in SENTENCES and not isinstance(error, BadCall):
                raise
            sentence = SENTENCES.get(type(error), str(error))
        except Refusal as refusal:
            sentence = REFUSALS[refusal.reason]
        refused = jsonify(error=sentence)
        refused.status_code = 400
        return refused

    return answered


class Calls:
    """Every call of the simulator, on one simulation."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation

    def people(self) -> Any:
        """Everybody, the cast first."""
        with self._simulation.engine.connect() as db:
            return persons.everybody(db, self._simulation.now, self._simulation.pins)

    def add(self) -> Any:
        """One more person, consented and oriented; answers them as `people` does."""
        body = asked.read(
            request.get_data(), "name", "role", "tsc_number", "school_code", "area", "language", "pin", "addresses"
        )
        person = asked.added_of(body)
        with self._simulation.alone() as engine, engine.begin() as db:
            person_id = persons.add(db, person, self._simulation.now)
            if person.pin is not None:
                self._simulation.pins[person_id] = person.pin
            everybody = persons.everybody(db, self._simulation.now, self._simulation.pins)
        return next(one for one in everybody if one["tsc_number"] == person.tsc_number)

    def say(self) -> Any:
        """One message comes in."""
        fields = ("channel", "address", "text", "press", "id", "media", "contact", "group")
        inbound = asked.inbound_of(asked.read(request.get_data(), *fields), new_id=uuid4().hex)
        sent = self._simulation.say(inbound)
        return {"now": moment(self._simulation.now), "messages": [message(one) for one in sent]}

    def messages(self) -> Any:
        """What a phone received, or all phones when no address is given."""
        with self._simulation.engine.connect() as db:
            return [message(one) for one in outgoing.sent(db, asked.after(request.args), *self._where())]

    def clock(self) -> Any:
        """The virtual moment."""
        return {"now": moment(self._simulation.now)}

    def move(self) -> Any:
        """Virtual time passes."""
        target = asked.target_of(asked.read(request.get_data(), "advance", "to"), self._simulation.now)
        now = self._simulation.move_to_next() if target is None else self._simulation.move(target)
        return {"now": moment(now)}

    def fail(self) -> Any:
        """The next sends to an address are to fail."""
        body = asked.read(request.get_data(), "channel", "address", "as", "times")
        fault = asked.one_of(body, "as", Fault)
        self._simulation.phones.fail(asked.channel_of(body), asked.text(body, "address"), fault, asked.times(body))
        return {"now": moment(self._simulation.now)}

    def crash(self) -> Any:
        """The application dies and starts anew."""
        asked.read(request.get_data() or b"{}")
        self._simulation.crash()
        return {"now": moment(self._simulation.now)}

    def transcript(self) -> Any:
        """What was said at an address, as a story."""
        channel, address = self._where()
        if address is None:
            raise BadCall("Name the address.")
        with self._simulation.engine.connect() as db:
            words = transcript.write(db, address, channel)
        return Response(words, content_type="text/plain; charset=utf-8")

    def media(self, seq: int, place: int) -> Any:
        """A picture or document that was sent."""
        with self._simulation.engine.connect() as db:
            found = [one for one in outgoing.sent(db, seq - 1)[:1] if one.seq == seq]
        items = found[0].outbound.media if found else ()
        if place >= len(items):
            abort(404)
        answer = Response(items[place].content, content_type=items[place].type)
        answer.headers.set("Content-Disposition", "attachment", filename=items[place].name)
        return answer

    def _where(self) -> tuple[Channel | None, str | None]:
        channel = asked.channel_of(request.args) if "channel" in request.args else None
        return channel, request.args.get("address")


ROUTES = (
    ("GET", "/people", "people"),
    ("POST", "/people", "add"),
    ("POST", "/say", "say"),
    ("GET", "/messages", "messages"),
    ("GET", "/clock", "clock"),
    ("POST", "/clock", "move"),
    ("POST", "/fail", "fail"),
    ("POST", "/crash", "crash"),
    ("GET", "/transcript", "transcript"),
    ("GET", "/media/<int:seq>/<int:place>", "media"),
)


PAGE = (
    ("/", "page.html", "text/html"),
    ("/page.css", "page.css", "text/css"),
    ("/page.js", "page.js", "text/javascript"),
)


def _page(file: str, kind: str) -> Response:
    return Response((HERE / file).read_bytes(), content_type=f"{kind}; charset=utf-8")


def blueprint(simulation: Simulation) -> Blueprint:
    """The calls and the page; everything that goes wrong below /simulator is JSON."""
    made = Blueprint("simulator", __name__)
    calls = Calls(simulation)
    for method, path, name in ROUTES:
        made.add_url_rule(f"/simulator{path}", name, _answered(getattr(calls, name)), methods=[method])
    for path, file, kind in PAGE:
        made.add_url_rule(path, file.replace(".", "_"), partial(_page, file, kind))
    made.register_error_handler(HTTPException, _failed)
    return made


def _failed(error: HTTPException) -> Response:
    """A refusal of the framework, or a bug, as JSON; a bug's own words stay in the log."""
    status = HTTPStatus(error.code or 500)
    answer = jsonify(error=f"{status.description or status.phrase}.")
    answer.status_code = status
    return answer
