"""A random walker over pages and forms: people of every role on two channels each, notices queued, sent, refused and
read in any order, versions that do not know each other's places. What a number means must have been said there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from random import Random
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import Connection, Engine, bindparam, or_, select, update

from bot import app, outbox
from bot.app import House
from bot.messages import Channel, Inbound, data_of_choice
from bot.outbox import Sender
from bot.simulator.demo import OPENING
from bot.simulator.past import ENROLLED
from bot.simulator.persons import CAST, give_ways
from bot.simulator.world import WITHOUT_LIMIT, Phones, SendFault, SimulatedLine
from bot.store.among import among
from bot.store.engine import reading
from bot.store.outbox import outbox as outbox_outbox
from bot.store.outbox import sent as outbox_sent
from bot.store.outbox.outbox import MessageKind, MessageState
from bot.store.people import addresses, people
from bot.store.talk import inbox, notices
from bot.talk import hear
from bot.talk import waiting as speak
from bot.talk.commands import keywords
from bot.talk.turn import World

WORDS = (
    *"123456789",
    *(
        "yes",
        "no",
        "ok",
        "sawa",
        "ndiyo",
        "hapana",
        "done",
        "same",
        "today",
        "leo",
        "BACK",
        "RUDI",
        "MENU",
        "MORE",
        "SKIP",
    ),
    *("STATUS", "HALI", "SIGN", "SIGN 3", "SAINI", "EDIT 3", "UNDO", "LOG", "REKODI", "HELP", "mambo vipi", "asante"),
    *(
        "1 lesson notes 2 group work 3 did 2 of 3",
        "LOG 27/5 library 1 marking 2 seat plan 3 done",
        "library",
        "class 4",
    ),
    *(
        "4821",
        "7730",
        "2094",
        "SIGN 4821",
        "1 7730",
        "tue 1pm",
        "jumanne saa 7",
        "exam supervision",
        "ASK can we meet?",
    ),
)
REFUSALS = (SendFault.REFUSED, SendFault.TRY_LATER)
UNSAID = ("WhoIsThis", "Gate", "NewPin")
"""What a phone is asked before it is known who writes; it is read by nobody's number."""


class Broken(AssertionError):
    """Something was done, or would be, that was never said there; or a message could not be handled."""


@dataclass
class Walk:
    """Where the walk stands: its clock, its phones, and how many turns were heard."""

    engine: Engine
    now: datetime = OPENING
    turns: int = 0

    def __post_init__(self) -> None:
        self.phones, self._ids = Phones(), count(1)
        lines = {channel: SimulatedLine(channel, self.phones) for channel in Channel}
        house = House(self.engine, World(replies_an_hour=10**6), "walk")
        rates = dict.fromkeys(Channel, WITHOUT_LIMIT)
        self.sender: Sender = replace(app.sender_of(house, lines), worker="walk", rates=rates)
        self.ways = _everybody_on_two(self.engine, self.now)
        self.words = [*WORDS, *sorted(keywords())]
        self._stood: dict[int, str] = {}

    def step(self, dice: Random) -> None:
        """One thing happens, whatever it is; then all that was said anywhere must have been sent there."""
        does = dice.choices(
            (self._write, self._press, self._tick, self._deliver, self._refuse, self._pass, self._deploy),
            (10, 4, 3, 5, 1, 2, 0.5),
        )[0]
        does(dice)
        self.now += timedelta(seconds=dice.choice((1, 5, 40)))
        with reading(self.engine) as db:
            self._check(db)

    def _hear(self, inbound: Inbound) -> None:
        self.turns += 1
        hear(self.engine, inbound, self.now, World(replies_an_hour=10**6))

    def _write(self, dice: Random) -> None:
        channel, address = dice.choice(self.ways)
        self._hear(Inbound(channel, address, f"walk {next(self._ids)}", dice.choice(self.words)))

    def _press(self, dice: Random) -> None:
        """Any button that is on some phone, old or new; or one that we never made."""
        with reading(self.engine) as db:
            sent = [one for one in outbox_sent.sent(db, max(0, outbox_sent.last_seq(db) - 40)) if one.outbound.choices]
        if not sent:
            return
        one = dice.choice(sent)
        data = data_of_choice(one.id + dice.choice((0, 0, 0, 1)), dice.randrange(len(one.outbound.choices)))
        self._hear(Inbound(one.channel, one.address, f"walk {next(self._ids)}", press=data))

    def _tick(self, _dice: Random) -> None:
        app.tick(self.engine, self.now)

    def _deliver(self, dice: Random) -> None:
        speak.say_waiting(self.engine, self.now)
        outbox.deliver(self.engine, self.sender, self.now, batch=dice.choice((1, 2, 50)))

    def _refuse(self, dice: Random) -> None:
        self.phones.fail(*dice.choice(self.ways), dice.choice(REFUSALS), 1)

    def _pass(self, dice: Random) -> None:
        self.now += timedelta(minutes=dice.choice((1, 61, 60 * 9, 60 * 25)))

    def _deploy(self, dice: Random) -> None:
        """Another version: a page has another name, or an argument more or less, in what waits or was said."""
        with self.engine.begin() as db:
            waiting = [one for who in notices.waiting_people(db) for one in notices.waiting(db, who)]
            if waiting:
                one = dice.choice(waiting)
                changed = {"place": _changed(one.place, dice)}
                db.execute(update(notices.notices).where(notices.notices.c.id == one.id), changed)

    def _check(self, db: Connection) -> None:
        """Whatever stands at an address since the last look was sent there."""
        if self.turns and (failed := db.execute(_FAILED).scalar()) is not None:
            raise Broken(f"a message could not be handled: {failed}")
        stood, self._stood = self._stood, {}
        for address_id, channel, address, person_id, place in db.execute(_STANDS):
            self._stood[address_id] = place
            if stood.get(address_id) == place or place.partition("?")[0] in UNSAID:
                continue
            here = {"book": [one for one in Channel if one.book is channel], "address": address, "who": person_id}
            if _whole(place) not in {_whole(one) for one in db.execute(_TOLD, here).scalars()}:
                raise Broken(f"address {address_id} stands at {place}, which was never sent there")


_WAYS, _SAID = addresses.addresses.c, outbox_outbox.outbox.c
_FAILED = select(inbox.inbox.c.failed).where(inbox.inbox.c.failed.is_not(None)).limit(1)
_STANDS = select(_WAYS.id, _WAYS.channel, _WAYS.address, _WAYS.person_id, _WAYS.place).where(_WAYS.place.is_not(None))
_TOLD = select(_SAID.place).where(
    among(_SAID.channel, "book"),
    _SAID.address == bindparam("address"),
    _SAID.person_id == bindparam("who"),
    _SAID.place.is_not(None),
    or_(_SAID.kind == MessageKind.REPLY, _SAID.state.in_([MessageState.SENT, MessageState.DELIVERED])),
)


def _whole(place: str) -> str:
    """A place, whichever part of it was shown."""
    name, _mark, args = place.partition("?")
    return f"{name}?{urlencode([(key, value) for key, value in parse_qsl(args) if key not in ('part', 'of')])}"


def _changed(place: str, dice: Random) -> str:
    name, _mark, args = place.partition("?")
    kept = parse_qsl(args)
    return dice.choice((f"{name}Once?{args}", f"{name}?{urlencode(kept[1:])}", f"{name}?{args}&more=1", "%%%"))


def _everybody_on_two(engine: Engine, now: datetime) -> list[tuple[Channel, str]]:
    """Each of the cast has a phone and a chat."""
    ways: list[tuple[Channel, str]] = []
    with engine.begin() as db:
        for number, member in enumerate(CAST, start=1):
            person = people.by_tsc(db, member.tsc_number)
            assert person is not None
            two = [(Channel.SMS, f"+2547120000{number:02}"), (Channel.TELEGRAM, f"700{number:02}")]
            give_ways(db, person.id, two, ENROLLED)
            ways += two
            for way in addresses.of_person(db, person.id):
                addresses.set_place(db, way.id, None, 0, now)
    return ways
