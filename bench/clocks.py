"""A small nation's year in virtual time: two clocks that die now and then, and people who move, pause and fall silent.

After every tick it is looked what went out: nothing is said twice, outside its hours, on a day without school, or more
than the day and the week allow. After a tick that said something, in which a clock died, and else after one in four, it
is asked of everything there is what is due: nothing may be left, and what was not said keeps why. What is lost stays
lost for days, so that it is found all the same. The dice are seeded, and the seed is printed: who gives it again lives
through the same year on SQLite; on PostgreSQL the two clocks share the work anew each time. In the suite hypothesis
throws them (`tests/scheduler/test_small_nation.py`), for shorter lives that it makes shorter still where they fail.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

import click
from cryptography.fernet import Fernet
from sqlalchemy import Connection, Engine, event, select, update
from tqdm import tqdm

from bench.crowd import RECORD
from bench.nation import DUE_DAY, Nation
from bench.turns import _names, engine_name, stores
from bot import app
from bot.dialogs.calendar import EVENING, MORNING, SchoolDays, moment
from bot.language import local, local_day
from bot.messages import Channel
from bot.store import calendar, pairs
from bot.store.areas import Level
from bot.store.calendar import StretchKind
from bot.store.engine import open_store, reading, upgrade
from bot.store.outbox.outbox import MessageKind, MessageState, is_waiting, outbox
from bot.store.pairs import PairState, Side
from bot.store.people import addresses, people
from bot.store.session_rows import NewSession
from bot.store.sessions import changes, sessions, versions
from bot.store.signing import Evidence, Method
from bot.store.signing import add as sign
from bot.store.talk.notices import NoticeKind, NoticeState, notices
from bot.talk.unasked.quiet_hours import A_WEEK
from scheduler import due

HOURS = (None, None, time(8, 0), time(12, 30), time(17, 0))
"""At which people may want to be asked."""
LOOKS = (time(5, 0), MORNING, time(8, 0), time(12, 30), time(16, 15), time(17, 0), EVENING, time(21, 0))
"""When the clocks look on each day, each at a minute of its own after it."""
DEATHS, SKIPPED, CHECKED = 12, 40, 4
"""One tick in so many is killed; on one day in so many no clock runs for a while; after one quiet tick in so many it is
asked of everything what is due."""
AWAY = (timedelta(hours=1), timedelta(days=1), timedelta(days=20))
RESTS = {row.opens: rule.rests for rule in due.RULES if rule.rests for row in rule.rows}
"""How long the rule of a prompt rests: who comes under it meanwhile is found after that."""
EXAMPLE = Evidence(Channel.SMS, "+254700000000", Method.REPLY, "en", read=True)
Move = Callable[["World", Connection, int, datetime], None]


class Killed(BaseException):
    """A clock is gone in the middle of its work; nothing that passes faults over may catch it."""


@dataclass
class Said:
    """What went out so far, to hold the next message against."""

    notices: set[int] = field(default_factory=set)
    last_id: int = 0
    prompts: defaultdict[int, list[datetime]] = field(default_factory=lambda: defaultdict(list))


@dataclass
class World:
    """A store with so many pairs, the dice, and what was found wrong."""

    engine: Engine
    count: int
    dice: Random
    said: Said = field(default_factory=Said)
    faults: list[str] = field(default_factory=list)
    deaths: int = 0
    left: dict[str, datetime] = field(default_factory=dict)
    """What was due at the last look and not opened, because its rule rested, and since when."""

    @classmethod
    def of(cls, engine: Engine, count: int, dice: Random) -> World:
        Nation(count, bar=False).fill(engine)
        return cls(engine, count, dice)

    def live(self, until: date, bar: bool = False) -> None:
        """Day after day until then."""
        days = [DUE_DAY + timedelta(days=n) for n in range((until - DUE_DAY).days)]
        away_until = moment(DUE_DAY, time.min)
        for day in tqdm(days, unit=" days", disable=None if bar else True, leave=False):
            if self.dice.randrange(SKIPPED) == 0:
                away_until = moment(day, MORNING) + self.dice.choice(AWAY)
            for look in LOOKS:
                now = moment(day, look) + timedelta(seconds=self.dice.randrange(90))
                self._move(now)
                if now >= away_until:
                    self.tick(now)

    def _move(self, now: datetime) -> None:
        with self.engine.begin() as db:
            for _ in range(self.dice.randrange(2 + self.count // 10)):
                self.dice.choice(MOVES)(self, db, self.dice.randint(1, self.count), now)

    def tick(self, now: datetime) -> None:
        """Two clocks look at this moment; where one is killed, another one looks after it."""
        deadly = self.dice.randrange(DEATHS) == 0
        with _dying(self.engine, self.dice.randrange(60)) if deadly else _living() as killed:
            if self.engine.dialect.name == "postgresql":
                with ThreadPoolExecutor(2) as clocks:
                    said = sum([done.result() for done in [clocks.submit(self._look, now) for _ in range(2)]])
            else:
                said = self._look(now)
        self.deaths += len(killed)
        if killed:
            said += self._look(now)
        self._went_out(now)
        if said or killed or self.dice.randrange(CHECKED) == 0:
            self.check(now)

    def _look(self, now: datetime) -> int:
        try:
            return app.tick(self.engine, now)
        except Killed:
            return 0

    def check(self, now: datetime) -> None:
        """Nothing that is due is left, and what was not said keeps why."""
        with reading(self.engine) as db:
            found = {str(one.cause): RESTS.get(type(one.page), timedelta(0)) for one in due.due(db, now)}
            self.left = {cause: self.left.get(cause, now) for cause in found}
            late = [cause for cause, since in self.left.items() if now - since >= found[cause]]
            self._fault(now, late, "is due and was not opened")
            kept = select(notices.c.cause).where(
                notices.c.state.in_((NoticeState.DROPPED, NoticeState.SUPPRESSED)), notices.c.became.is_(None)
            )
            self._fault(now, list(db.execute(kept).scalars()), "was not said, and nobody knows why")

    def _went_out(self, now: datetime) -> None:
        """What the last tick has said may be said now, and was not said before; and it is sent."""
        with reading(self.engine) as db:
            days = SchoolDays.around(db, local_day(now))
            new = select(
                outbox.c.id, outbox.c.notice_id, outbox.c.person_id, outbox.c.made_at, outbox.c.kind, notices.c.kind
            )
            rows = list(db.execute(new.join_from(outbox, notices).where(outbox.c.id > self.said.last_id)))
        for row_id, notice, person, at, kind, of in rows:
            self.said.last_id = max(self.said.last_id, row_id)
            self._fault(now, [notice] if notice in self.said.notices else [], "was said twice")
            self.said.notices.add(notice)
            if kind is MessageKind.PROMPT:
                self._prompt(person, at, days, counts=of is NoticeKind.PROMPT)
        if rows:
            with self.engine.begin() as db:
                db.execute(update(outbox).where(is_waiting).values(state=MessageState.SENT, sent_at=now))

    def _prompt(self, person: int, at: datetime, days: SchoolDays, *, counts: bool) -> None:
        day, hour = local_day(at), local(at).time().replace(second=0, microsecond=0)
        decent = days.is_open(day, Level.PRIMARY) and MORNING <= hour <= EVENING
        self._fault(at, [] if decent else [str(person)], "was written to outside school time")
        if counts:
            monday = day - timedelta(days=day.weekday())
            before = [one for one in self.said.prompts[person] if local_day(one) >= monday]
            self._fault(at, [str(person)] if any(local_day(one) == day for one in before) else [], "had two in a day")
            self._fault(at, [str(person)] if len(before) >= A_WEEK else [], "had more than the week allows")
            self.said.prompts[person].append(at)

    def _fault(self, at: datetime, which: list[object] | list[str], what: str) -> None:
        self.faults += [f"{local(at):%d %b %Y %H:%M}: {one} {what}" for one in which]


@contextmanager
def _living() -> Iterator[list[int]]:
    yield []


@contextmanager
def _dying(engine: Engine, after: int) -> Iterator[list[int]]:
    """Whoever runs the statement of this number meanwhile is killed."""
    ran, killed = 0, list[int]()

    def count(*_rest: object) -> None:
        nonlocal ran
        ran += 1
        if ran == after:
            killed.append(after)
            raise Killed

    event.listen(engine, "before_cursor_execute", count)
    yield killed
    event.remove(engine, "before_cursor_execute", count)


# what people do


def _open_session(world: World, db: Connection, pair: int, before: date) -> int | None:
    """One of the pair's without a record."""
    found = [
        one.id for one in sessions.of_pair(db, pair) if one.version_id is None and not one.settled and one.day <= before
    ]
    return world.dice.choice(found) if found else None


def _log(world: World, db: Connection, pair: int, now: datetime) -> None:
    session = _open_session(world, db, pair, local_day(now))
    if session is not None:
        known = pairs.get(db, pair)
        assert known is not None
        changes.hold(db, session, local_day(now), "library")
        version = versions.add(db, session, 1, RECORD, known.mentee_id, now)
        both = ((known.mentee_id, Side.MENTEE), (known.mentor_id, Side.MENTOR))
        for who, role in both[: world.dice.randint(1, 2)]:
            sign(db, version_id=version, person_id=who, role=role, hash=RECORD.hash, evidence=EXAMPLE, now=now)


def _plan(world: World, db: Connection, pair: int, now: datetime) -> None:
    day = local_day(now) + timedelta(days=world.dice.randrange(21))
    number = max((one.number for one in sessions.of_pair(db, pair)), default=0) + 1
    hour = world.dice.choice((None, time(9), time(13), time(16, 30)))
    changes.add(db, NewSession(pair_id=pair, number=number, day=day, hour=hour, scheduled=True))


def _change_session(world: World, db: Connection, pair: int, now: datetime) -> None:
    session = _open_session(world, db, pair, date.max)
    if session is None:
        return
    if world.dice.randrange(4) == 0:
        changes.settle(db, session)
        return
    day = local_day(now) + timedelta(days=world.dice.randrange(-1, 12))
    changes.move(db, session, day, time(13), local_day(now))


def _pause(world: World, db: Connection, pair: int, _now: datetime) -> None:
    known = pairs.get(db, pair)
    assert known is not None
    rests = known.state is PairState.PAUSED
    if rests or world.dice.randrange(3) == 0:
        pairs.set_state(db, pair, PairState.ACTIVE if rests else PairState.PAUSED)


def _fall_silent(world: World, db: Connection, pair: int, now: datetime) -> None:
    person = world.dice.choice((2 * pair - 1, 2 * pair))
    who = people.get(db, person)
    assert who is not None
    people.set_muted(db, person, None if who.muted_at is not None else now)


def _choose_hour(world: World, db: Connection, pair: int, _now: datetime) -> None:
    people.set_prompt_hour(db, world.dice.choice((2 * pair - 1, 2 * pair)), world.dice.choice(HOURS))


def _lose_phone(_world: World, db: Connection, pair: int, now: datetime) -> None:
    """The mentee has no phone any more, or a new one."""
    known = addresses.of_person(db, 2 * pair)
    for way in known:
        addresses.remove(db, way.id)
    if not known:
        number = f"+2547{pair:08}"
        addresses.add(db, person_id=2 * pair, channel=Channel.SMS, address=number, rank=0, now=now, verified_at=now)


def _close_schools(world: World, db: Connection, _pair: int, now: datetime) -> None:
    if world.dice.randrange(20) == 0:
        first = local_day(now) + timedelta(days=world.dice.randrange(9))
        last = first + timedelta(days=world.dice.randrange(3))
        of = StretchKind.HOLIDAY
        calendar.add(db, year=first.year, level=Level.PRIMARY, kind=of, name=f"rains {now}", first=first, last=last)


MOVES: tuple[Move, ...] = (
    *(_log,) * 6,
    *(_plan,) * 3,
    *(_change_session,) * 3,
    _pause,
    _fall_silent,
    _choose_hour,
    _lose_phone,
    _close_schools,
)


@click.command(help=__doc__)
@click.option("--pairs", "count", default=200, show_default=True)
@click.option("--days", default=365, show_default=True)
@click.option("--seed", type=int, help="Of the dice; without one it is a new year each time.")
@click.option("--databases", callback=_names, default="postgresql", show_default=True)
def main(count: int, days: int, seed: int | None, databases: tuple[str, ...]) -> None:
    seed = seed if seed is not None else Random().randrange(1_000_000)
    click.echo(f"seed {seed}")
    with ExitStack() as stack:
        for urls in stores(databases, stack).values():
            engine = open_store(next(urls), (Fernet.generate_key().decode(),))
            upgrade(engine)
            click.echo(engine_name(engine))
            world = World.of(engine, count, Random(seed))
            world.live(DUE_DAY + timedelta(days=days), bar=True)
            prompts = sum(map(len, world.said.prompts.values()))
            click.echo(
                f"{count} pairs, {days} days: {len(world.said.notices):,} messages, {prompts:,} of them prompts;"
            )
            click.echo(f"clocks killed in the middle of a tick: {world.deaths}; faults: {len(world.faults)}")
            engine.dispose()
            if world.faults:
                raise click.ClickException("\n".join(world.faults[:20]))


if __name__ == "__main__":
    main()
