"""The simulator over HTTP: JSON in and out, and the page with the phones."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, ParamSpec
from uuid import uuid4

from flask import Blueprint, Response, abort, jsonify, request
from werkzeug.exceptions import HTTPException

from bot.dialogs.refusals import Refusal
from bot.messages import Channel
from bot.simulator import asked, fallen_due, living, paper, past, persons, site, transcript, updates, written, year
from bot.simulator.asked import BadCall
from bot.simulator.updates import ReadMark, message, moment
from bot.simulator.world import IntoThePast, NothingPlanned, SendFault, Simulation
from bot.store.engine import reading
from bot.store.outbox import sent as outgoing
from bot.store.people import people

P = ParamSpec("P")
Again = Callable[[str | None], None]

SENTENCES: dict[type[Exception], str] = {
    IntoThePast: "Virtual time goes forward only.",
    NothingPlanned: "No prompt is planned.",
    persons.NumberTaken: "Somebody has this tsc_number already.",
}
REFUSALS = {
    "unknown_school": "No school has this school_code.",
    "unknown_area": "Not exactly one area of this role's kind has this name.",
    "pin_unfit": "Field 'pin' must be four digits that are no row, no repetition and no year of birth.",
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

    def __init__(self, simulation: Simulation, again: Again) -> None:
        self._simulation = simulation
        self._again = again

    def people(self) -> Any:
        """Everybody, the cast first."""
        with reading(self._simulation.engine) as db:
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
        with reading(self._simulation.engine) as db:
            return [message(one) for one in outgoing.sent(db, asked.after(request.args), *self._where())]

    def clock(self) -> Any:
        """The virtual moment."""
        return {"now": moment(self._simulation.now)}

    def move(self) -> Any:
        """Virtual time passes."""
        target = asked.target_of(asked.read(request.get_data(), "advance", "to"), self._simulation.now)
        now = self._simulation.move_to_next() if target is None else self._simulation.move(target)
        return {"now": moment(now)}

    def live(self) -> Any:
        """The pair of the story lives a week of its year."""
        asked.read(request.get_data() or b"{}")
        goes_on = living.live(self._simulation)
        return {"now": moment(self._simulation.now), "goes_on": goes_on}

    def written(self) -> Any:
        """To whom the programme has written since a mark of `news`, in words and by phone."""
        _run, _, mark = request.args.get("after", "").partition(":")
        with reading(self._simulation.engine) as db:
            told = written.since(db, asked.mark_of(mark).sent, asked.ways_of(request.args), site.language())
        return {**told, "others": site.phones_of(self._simulation, told["others"], site.language())}

    def fail(self) -> Any:
        """The next sends to an address are to fail."""
        body = asked.read(request.get_data(), "channel", "address", "as", "times")
        fault = asked.one_of(body, "as", SendFault)
        self._simulation.phones.fail(asked.channel_of(body), asked.text(body, "address"), fault, asked.times(body))
        return {"now": moment(self._simulation.now)}

    def crash(self) -> Any:
        """The application dies and starts anew."""
        asked.read(request.get_data() or b"{}")
        self._simulation.crash()
        return {"now": moment(self._simulation.now)}

    def again(self) -> Any:
        """The demo starts again in its database; the cast reads the language asked for, else their own."""
        body = asked.read(request.get_data() or b"{}", "language")
        self._again(asked.language_of(body) if "language" in body else None)
        return {"now": moment(self._simulation.now)}

    def news(self) -> Any:
        """What happened on some phones since a page last asked."""
        run, _, mark = request.args.get("after", "").partition(":")
        seen = asked.mark_of(mark) if run == self._simulation.run else ReadMark()
        with reading(self._simulation.engine) as db:
            begun, now = self._simulation.begun, self._simulation.now
            told = updates.since(db, seen, asked.ways_of(request.args), begun, now, site.language())
        after = f"{self._simulation.run}:{told.pop('mark')}"
        clock = updates.clock(self._simulation.now, site.language())  # it may have gone on while we read, never back
        return {**told, **clock, "run": self._simulation.run, "after": after}

    def fell(self) -> Any:
        """The prompts that fell due for the cast, and why."""
        with reading(self._simulation.engine) as db:
            cast = [person.id for member in persons.CAST if (person := people.by_tsc(db, member.tsc_number))]
            found, _others, _last = fallen_due.since(
                db, asked.after(request.args), self._simulation.begun, cast, site.language()
            )
        return [{"id": one.id, "at": moment(one.at), "text": one.text} for one in found]

    def record(self) -> Any:
        """A session's record as the paper form, as the mentee sees it."""
        with reading(self._simulation.engine) as db:
            mentee = people.by_tsc(db, request.args.get("mentee", past.MENTEE))
            now, number = self._simulation.now, asked.number_of(request.args, "session")
            return paper.sheet(db, mentee.id, number, now, site.language()) if mentee else None

    def year(self) -> Any:
        """A pair's year as a line of dots, by the TSC number of its mentee."""
        with reading(self._simulation.engine) as db:
            mentee = people.by_tsc(db, request.args.get("mentee", past.MENTEE))
            return year.of_mentee(db, mentee.id, self._simulation.now, site.language()) if mentee else None

    def transcript(self) -> Any:
        """What was said at an address, or on several phones, as a story."""
        channel, address = self._where()
        ways: list[tuple[Channel | None, str]] = [*asked.ways_of(request.args)]
        if address is not None:
            ways.append((channel, address))
        if not ways:
            raise BadCall("Name the address.")
        with reading(self._simulation.engine) as db:
            words = transcript.write(db, ways, self._simulation.language)
        return Response(words, content_type="text/plain; charset=utf-8")

    def media(self, seq: int, place: int) -> Any:
        """A picture or document that was sent."""
        with reading(self._simulation.engine) as db:
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
    ("POST", "/live", "live"),
    ("GET", "/written", "written"),
    ("POST", "/fail", "fail"),
    ("POST", "/crash", "crash"),
    ("POST", "/again", "again"),
    ("GET", "/news", "news"),
    ("GET", "/fell", "fell"),
    ("GET", "/record", "record"),
    ("GET", "/year", "year"),
    ("GET", "/transcript", "transcript"),
    ("GET", "/media/<int:seq>/<int:place>", "media"),
)


def blueprint(simulation: Simulation, again: Again) -> Blueprint:
    """The calls and the page; everything that goes wrong below /simulator is JSON. `again` starts the demo again."""
    made = Blueprint("simulator", __name__)
    calls = Calls(simulation, again)
    for method, path, name in ROUTES:
        made.add_url_rule(f"/simulator{path}", name, _answered(getattr(calls, name)), methods=[method])
    site.add_to(made, simulation)
    made.register_error_handler(HTTPException, _failed)
    return made


def _failed(error: HTTPException) -> Response:
    """A refusal of the framework, or a bug, as JSON; a bug's own words stay in the log."""
    status = HTTPStatus(error.code or 500)
    answer = jsonify(error=f"{status.description or status.phrase}.")
    answer.status_code = status
    return answer
