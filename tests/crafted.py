"""Strangers' hands on our buttons: every page and form as everybody of the cast, about others' ids, with right PINs.

Two pairs have written words that only they may read. Whatever the others open, press and sign: none of these words is
shown to them, and nothing of the pair's is changed. Buttons come as nobody made them, and as an older version of ours
might have; places as they would stand if we had said what we never say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import count
from random import Random
from typing import Any

from sqlalchemy import Connection, Engine, func, select, update

from bot.dialogs.goals import deeds as goal_deeds
from bot.dialogs.offices.deeds import own_school
from bot.dialogs.people.rules import pin_hash
from bot.forms.dialog import Argument, Dialog, arguments, written
from bot.forms.form import FORMS
from bot.forms.page import PAGES, Each
from bot.forms.place import Place
from bot.language import NAIROBI
from bot.messages import Channel, Inbound
from bot.simulator.persons import CAST, Added, add
from bot.store import areas, pairs, session_rows
from bot.store.goals.goals import NewGoal, Owner
from bot.store.outbox import outbox
from bot.store.people import addresses, people
from bot.store.people.roles import Role
from bot.store.sessions import versions
from bot.store.tables import metadata
from bot.store.talk import drafts, inbox
from bot.talk import hear
from bot.talk.turn import World
from tests.memory import driver_of, kept, put_back
from tests.offering import offered
from tests.stories.given import begin

NOW = datetime(2026, 6, 18, 17, 0, tzinfo=NAIROBI)
WORLD = World(replies_an_hour=10**9)
SECRETS = {"812345": "zanzibarisha", "812399": "pembashwari"}
"""What the mentee of each pair has written."""
BRIAN, JANE = "534777", "401122"
OUTSIDE = (
    Added("Nuru Kahawa", Role.HEAD, "401999", None, "en", "3141", ((Channel.TELEGRAM, "70091"),)),
    Added("Zawadi Chai", Role.MENTOR, "534999", None, "en", "2718", ((Channel.TELEGRAM, "70092"),)),
)
"""The head and a mentor of another school."""
LOOSE = frozenset(
    {
        "inbox", "outbox", "misses", "passed_over", "beats", "holders", "lines", "guesses", "notices",
        "saves", "drafts", "addresses",
    }
)  # fmt: skip
"""What any message may change."""
OFFICE = frozenset(
    {
        "people", "pairs", "pauses", "closings", "statements", "trainings", "topics", "orientations", "proposals",
        "unlocks", "decisions", "refreshers", "remarks", "requests", "consents", "certificates", "serials", "links",
        "moves", "supports", "calendar", "areas", "roles", "levels", "misses", "group_trainings",
    }
)  # fmt: skip
"""What an office may change by what is its own to do; what a pair has written is never among it."""
KEYS = {
    "session": "sessions", "version": "versions", "pair": "pairs", "letter": "letters", "person": "people",
    "who": "people", "by": "people", "teacher": "people", "for": "people", "people": "people", "head": "people",
    "document": "documents", "goal": "goals", "plan": "plans", "proposal": "proposals", "decision": "decisions",
    "remark": "remarks", "unlock": "unlocks", "address": "addresses", "draft": "drafts", "inbox": "inbox",
    "school": "areas", "ids": "areas", "refresher": "refreshers", "statement": "statements", "review": "reviews",
    "notices": "notices", "id": "versions", "area": "areas", "report": "reports", "call": "calls",
    "evaluation": "evaluations", "training": "trainings", "group": "group_trainings", "observation": "observations",
}  # fmt: skip
"""Of which table a number is, by the name under which it is written."""
TEXTS: Mapping[Any, tuple[str, ...]] = {
    bool: ("1",),
    date: ("2026-06-18", "2026-05-28"),
    time: ("16:15",),
    str: (
        "812345",
        "812399",
        "TM26-00001",
        "record",
        "plan",
        "declaration",
        "assessment",
        "SessionRecord",
        "Menu",
        "1",
    ),
}
EVERY: list[type[Dialog]] = [*PAGES.values(), *FORMS.values()]
TELLING = [one for one in EVERY if one.shows in ("journal", "objectives", "feedback")]
"""Those that show what a pair has written."""
LAST = 6
"""So many ids of a table are tried, the newest."""


@dataclass(frozen=True)
class Attacker:
    """One of the cast at one of their addresses."""

    id: int
    name: str
    channel: Channel
    address: str
    pin: str
    office: bool
    pair: int | None


@dataclass
class Result:
    """What came of it: how often what was tried, and every time that something gave way."""

    tried: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    own: int = 0
    """How often somebody was shown what their own pair has written: as often the words of others were within reach."""

    def __str__(self) -> str:
        done = ", ".join(f"{number:,} {what}" for what, number in self.tried.items())
        return f"{done}; own words shown: {self.own:,}; others' shown, changed or failed: {len(self.broken)}"


class Stage:
    """Two pairs and everybody around them, in memory, put back after each attempt."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.numbers, self.result = engine, count(), Result()
        self.of_number: dict[str, int] = {}
        begin(engine, "session 5 is planned", None)
        self._write()
        self.attackers = self._cast()
        self._cheap_pins()
        with engine.begin() as db:
            self.ids = {table: _ids(db, table) for table in {*KEYS.values(), "outbox"}}
            self.newest = {pair: _newest(db, pair) for pair in self.of_number.values()}
        self.kept = kept(engine)
        self.at_first = {who: self.rows(who) for who in self.attackers}

    def _write(self) -> None:
        """The second pair, the other school, and what both pairs have written."""
        with self.engine.begin() as db:
            amina, brian = (people.by_tsc(db, number) for number in ("812399", BRIAN))
            assert amina is not None
            assert brian is not None
            kind, start = pairs.PairKind.MENTORSHIP, date(2026, 5, 4)
            pairs.add(db, mentor_id=brian.id, mentee_id=amina.id, kind=kind, start=start, now=NOW)
        self.another_school()
        with self.engine.begin() as db:
            for number, secret in SECRETS.items():
                mentee = people.by_tsc(db, number)
                assert mentee is not None
                [pair] = pairs.pairs_of(db, mentee.id)
                self.of_number[number] = pair.id
                words, seen = f"{secret} goal", f"{secret} seen"
                goal = NewGoal(pair.id, mentee.id, Owner.MENTEE, words, seen, date(2026, 9, 1), NOW)
                goal_deeds.propose(db, goal)
        for number, secret in SECRETS.items():
            with self.engine.begin() as db:
                mentee = people.by_tsc(db, number)
                assert mentee is not None
                [way] = addresses.of_person(db, mentee.id)
            for words in (
                f"LOG today library 1 {secret} areas 2 {secret} plan 3 done",
                "SAWA",  # the objectives of a meeting that nobody had planned
                f"ASK {secret} in a letter",
                f"NOTE {secret} in a note",
            ):
                self.say(way.channel, way.address, text=words)

    def another_school(self) -> None:
        """A head and a mentor who have nothing to do with any of the pairs."""
        with self.engine.begin() as db:
            jane = people.by_tsc(db, JANE)
            assert jane is not None
            here = own_school(db, jane.id, NOW)
            schools = db.execute(
                select(areas.areas.c.code).where(areas.areas.c.code.is_not(None), areas.areas.c.id != here)
            )
            other = schools.scalars().first()
            for one in OUTSIDE:
                add(db, Added(one.name, one.role, one.tsc_number, other, one.language, one.pin, one.ways), NOW)

    def _cast(self) -> list[Attacker]:
        found = []
        with self.engine.begin() as db:
            for member in (*CAST, *OUTSIDE):
                person = people.by_tsc(db, member.tsc_number)
                assert person is not None
                mine = pairs.pairs_of(db, person.id)
                office = member.tsc_number in (JANE, "300415", "300416", "300417", "401999")
                for channel, address in member.ways:
                    pair = mine[0].id if mine else None
                    found.append(Attacker(person.id, person.name, channel, address, member.pin or "", office, pair))
        return found

    def _cheap_pins(self) -> None:
        """Everybody's PIN hashed at the smallest cost, which stands in each hash: right ones are given every time."""
        with self.engine.begin() as db:
            for who in self.attackers:
                if who.pin:
                    people.set_pin(db, who.id, pin_hash(who.pin, cost=2))

    # attempts

    def attempt(self, dice: Random) -> None:
        """One of them, by somebody, about something; what gave way is kept in the result."""
        who = dice.choice(self.attackers)
        dialog = dice.choice(TELLING if dice.random() < 0.5 else EVERY)
        place = self.place(dialog, dice)
        how = dice.choice((self.presses, self.made_up, self.opens))
        put_back(self.kept, self.engine)
        with self.engine.connect() as db:
            seen = db.execute(select(outbox.outbox.c.id).order_by(outbox.outbox.c.id.desc()).limit(1)).scalar() or 0
        how(who, dialog, place, dice)
        self.result.tried[how.__name__] += 1
        for fault in (*self.shown(who, seen), *self.changed(who), *self._failed()):
            self.result.broken.append(f"{who.name} on {who.channel} {how.__name__} {place}: {fault}")

    def place(self, dialog: type[Dialog], dice: Random) -> Place:
        """A place of this dialog: about what one of the pairs wrote last, or about whatever there is or is not."""
        meant = self.newest[dice.choice(list(self.newest))] if dice.random() < 0.6 else {}
        given = {}
        for one in arguments(dialog).values():
            if one.needed or dice.random() < 0.7:
                table = KEYS.get(one.written, "versions")
                fits = one.kind is int and table in meant
                given[one.written] = str(meant[table]) if fits else self._value(one, dice)
        return Place(dialog.__name__, given)

    def _value(self, one: Argument, dice: Random) -> str:
        known = self.ids.get(KEYS.get(one.written, "versions"), [1])
        number = str(dice.choice([*known, *known, 99_999]))
        if one.kind is int:
            return number
        if isinstance(one.kind, type) and issubclass(one.kind, str) and one.kind is not str:
            return str(dice.choice(list(one.kind)))  # type: ignore[call-overload] # an Enum
        if one.kind in TEXTS:
            return dice.choice(TEXTS[one.kind])
        return ".".join(dice.sample([str(each) for each in known], min(2, len(known))))

    def presses(self, who: Attacker, dialog: type[Dialog], place: Place, dice: Random) -> None:
        """A button of an older version of ours, and the PIN where it asks for that."""
        choice = f"{place}#{self._key(dialog, dice)}"
        self.say(who.channel, who.address, press=offered(self.engine, who.channel, who.address, choice, NOW))
        self.say(who.channel, who.address, text=who.pin)

    def made_up(self, who: Attacker, dialog: type[Dialog], place: Place, dice: Random) -> None:
        """A button that nobody made, and the PIN."""
        numbers = self.ids["outbox"]
        other = f"~{dice.choice(numbers)}.{dice.randrange(4)}"
        self.say(who.channel, who.address, press=dice.choice((other, f"{place}#{self._key(dialog, dice)}")))
        self.say(who.channel, who.address, text=who.pin)

    def opens(self, who: Attacker, dialog: type[Dialog], place: Place, dice: Random) -> None:
        """The place stands at the address, as if we had said it: it is said again, its first choices are made."""
        with self.engine.begin() as db:
            at = place
            if dialog.__name__ in FORMS:
                about = written(dict(sorted(place.args.items())))
                draft = drafts.open_one(db, who.id, dialog.__name__, about, {}, None, NOW)
                at = Place(dialog.__name__, {"draft": str(draft.id)})
            known = addresses.of_person(db, who.id)
            [here] = [way.id for way in known if (way.channel, way.address) == (who.channel, who.address)]
            addresses.set_place(db, here, str(at), 0, NOW)
        for text in ("CONTINUE", f"{dice.randint(1, 3)} {who.pin}", dice.choice(("yes", "1", "done", who.pin))):
            self.say(who.channel, who.address, text=text)

    def _key(self, dialog: type[Dialog], dice: Random) -> str:
        if dialog.__name__ in FORMS:
            return dice.choice(("send", "1", "change", "yes", "no"))
        choices = PAGES[dialog.__name__].choices()
        name, choice = dice.choice(list(choices.items())) if choices else ("yes", None)
        return str(self.place(dialog, dice)) if isinstance(choice, Each) else name

    def say(self, channel: Channel, address: str, text: str = "", press: str | None = None) -> None:
        """Somebody writes or presses; everything that is said goes out."""
        hear(self.engine, Inbound(channel, address, f"crafted {next(self.numbers)}", text, press), NOW, WORLD)
        with self.engine.begin() as db:
            db.execute(update(outbox.outbox).values(state=outbox.MessageState.SENT))

    # what came of it

    def told(self, who: Attacker, seen: int) -> Sequence[dict[str, Any]]:
        """What was said at this address after the message numbered `seen`."""
        table = outbox.outbox.c
        mine = (table.id > seen, table.channel == who.channel, table.address == who.address)
        with self.engine.connect() as db:
            return db.execute(select(table.body).where(*mine)).scalars().all()

    def shown(self, who: Attacker, seen: int) -> Iterator[str]:
        """Words of a pair that this person is not one of, said to them."""
        told = self.told(who, seen)
        theirs = {secret for number, secret in SECRETS.items() if self.of_number[number] != who.pair}
        self.result.own += any(secret in str(body) for body in told for secret in {*SECRETS.values()} - theirs)
        yield from (f"shown: {body['text']}" for body in told if any(secret in str(body) for secret in theirs))

    def rows(self, who: Attacker) -> dict[str, set[tuple[Any, ...]]]:
        """The rows that are not this person's to change, by table."""
        skipped = LOOSE | (OFFICE if who.office else frozenset())
        driver = driver_of(self.engine)
        found = {}
        for table in metadata.tables.values():
            if table.name not in skipped:
                rows = driver.execute(f"SELECT * FROM {table.name}")
                names = [column[0] for column in rows.description]
                named = [(row, dict(zip(names, row, strict=True))) for row in rows]
                found[table.name] = {row for row, cells in named if not _is_theirs(cells, table.name, who)}
        return found

    def changed(self, who: Attacker) -> Iterator[str]:
        after = self.rows(who)
        yield from (f"changed: {table}" for table, rows in self.at_first[who].items() if after[table] != rows)

    def _failed(self) -> Iterator[str]:
        with self.engine.connect() as db:
            failed = db.execute(select(inbox.inbox.c.failed).where(inbox.inbox.c.failed.is_not(None))).scalars().all()
        yield from (f"failed: {why}" for why in failed)


def _ids(db: Connection, table: str) -> list[int]:
    column = metadata.tables[table].c["id"]
    return list(db.execute(select(column).order_by(column.desc()).limit(LAST)).scalars())


def _newest(db: Connection, pair: int) -> dict[str, int]:
    """What a pair has written last, by table."""
    found = {"pairs": pair}
    for table in metadata.sorted_tables:
        if {"id", "pair_id"} <= set(table.c.keys()):
            last = db.execute(select(func.max(table.c["id"])).where(table.c["pair_id"] == pair)).scalar()
            found |= {table.name: last} if last else {}
    known, written = session_rows.sessions.c, versions.versions.c
    record = select(written.session_id, written.id).join_from(versions.versions, session_rows.sessions)
    row = db.execute(record.where(known.pair_id == pair).order_by(written.id.desc()).limit(1)).one()
    return found | {"sessions": row.session_id, "versions": row.id}


OWNED = ("person_id", "by_id", "author_id", "from_id", "to_id", "head_id", "mentor_id", "mentee_id")


def _is_theirs(row: Mapping[str, Any], table: str, who: Attacker) -> bool:
    """Whether a row is this person's own, or of their own pair."""
    if table == "people":
        return bool(row["id"] == who.id)
    if any(row.get(name) == who.id for name in OWNED):
        return True
    return who.pair is not None and (row.get("pair_id") == who.pair or (table == "pairs" and row["id"] == who.pair))


def attempts(engine: Engine, seed: int, many: int) -> Result:
    """So many attempts, the same for the same seed."""
    stage, dice = Stage(engine), Random(seed)
    for _time in range(many):
        stage.attempt(dice)
    return stage.result
