"""Plays messages at a moment: each moment is lived through once and copied for every phrase."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from random import Random
from typing import Any

from cryptography.fernet import Fernet
from sqlalchemy import Column, Connection, Engine, select
from sqlalchemy.dialects import sqlite

from bench.hearing.moments import Moment
from bot import app
from bot.app import House
from bot.language import NAIROBI
from bot.messages import Channel, Inbound
from bot.operator import load
from bot.settings import Settings, read
from bot.simulator import demo
from bot.simulator.world import Simulation
from bot.store.engine import reading
from bot.store.keys.confidential import SEAL, Confidential, known
from bot.store.keys.vault import Vault
from bot.store.outbox import sent as outbox
from bot.store.outbox.sent import SentMessage
from bot.store.people import people
from bot.store.tables import metadata
from bot.store.talk.drafts import DraftState, drafts
from tests.memory import driver_of, in_memory, kept, put_back

Facts = frozenset[tuple[Any, ...]]
Tables = dict[str, list[tuple[Any, ...]]]

PHONES = {
    "Faith": "+254712000001",
    "Peter": "+254712000002",
    "Jane": "+254712000003",
    "Ali": "+254712000004",
    "Amina": "+254712000007",
    "Brian": "+254712000008",
    "Mercy": "+254799555101",
    "Stranger": "+254799555199",
}
PASSING = frozenset(
    {
        "misses",
        "extensions",
        "inbox",
        "outbox",
        "notices",
        "addresses",
        "beats",
        "drafts",
        "passed_over",
        "holders",
        "lines",
        "guesses",
        "resets",
        "trail",
    }
)
"""Tables that say what was written and told, and where a talk stands: not what is so."""
_SEALED = " sealed "
"""Stands before what is sealed, where a row is read as it lies in the file."""
UNTIL = timedelta(days=60)
"""How long a text is awaited."""


@dataclass(frozen=True)
class Outcome:
    """What came of some messages."""

    reply: tuple[str, ...]
    """What the phone itself showed after the last of them."""
    told: tuple[tuple[str, str], ...]
    """What others were told meanwhile."""
    facts: Facts
    """What is so afterwards and was not before, and what is no longer so."""
    answers: tuple[tuple[str, str, str, str], ...]
    """What stands in forms that are not sent yet: person, form, question, answer."""
    place: str
    """What an answer would be read at."""
    later: tuple[tuple[str, ...], ...]
    """The replies to what was said after them."""

    @property
    def text(self) -> str:
        """The reply in one."""
        return "\n".join(self.reply)


class Stage:
    """The demo at its moments: one that is made in a folder of its own, or the one of this file with these keys."""

    def __init__(self, file: Path | None = None, keys: Sequence[str] = ()) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="hearing-")
        self._lived = file
        self._file = file or Path(self._folder.name) / "demo.db"
        self._keys = tuple(keys) or (Fernet.generate_key().decode(),)
        self._known: dict[tuple[str, ...], sqlite3.Connection] = {}
        self._before: dict[tuple[str, ...], Tables] = {}
        self._number = 0

    def close(self) -> None:
        """Forgets everything."""
        self.__dict__.pop("house", None)
        for aside in self._known.values():
            aside.close()
        self._folder.cleanup()

    @cached_property
    def settings(self) -> Settings:
        """Of a demo of our own."""
        return replace(read({}, demo=True), database_url=f"sqlite:///{self._file}", field_keys=self._keys)

    @cached_property
    def house(self) -> House:
        """The application on it, in memory: hundreds of times it is put back and read whole."""
        if self._lived is None:
            demo.prepare(self.settings)
        built = app.build(self.settings)
        built.engine.dispose()
        return replace(built, engine=in_memory(self._file, self.settings.field_keys))

    @property
    def engine(self) -> Engine:
        """Its store."""
        return self.house.engine

    def play(self, moment: Moment, messages: Sequence[str], after: Sequence[str] = ()) -> Outcome:
        """These messages at this moment, one after the other, then those `after` them."""
        world = self._at(moment.steps)
        sent = [self._say(world, moment.phone, moment.channel, words) for words in messages]
        mine = PHONES[moment.phone]
        reply = tuple(_shown(one) for one in (sent[-1] if sent else ()) if one.address == mine)
        told = tuple((one.address, _shown(one)) for said in sent for one in said if one.address != mine)
        facts = self._changed(moment.steps, world.now)
        with reading(self.engine) as db:
            answers, place = _answers(db), self._place(db, moment)
        later = [
            tuple(_shown(one) for one in self._say(world, moment.phone, moment.channel, words) if one.address == mine)
            for words in after
        ]
        return Outcome(reply, told, facts, answers, place, tuple(later))

    def _changed(self, steps: tuple[str, ...], now: datetime) -> Facts:
        if steps not in self._before:
            self._before[steps] = _rows(self._known[steps])
        facts: set[tuple[Any, ...]] = set()
        for (table, before), after in zip(
            self._before[steps].items(), _rows(driver_of(self.engine)).values(), strict=True
        ):
            if before != after:
                new, gone = set(after) - set(before), set(before) - set(after)
                facts |= {(table, *(self._plain(value, now) for value in row)) for row in new}
                facts |= {("-", table, *row) for row in gone}
        return frozenset(facts)

    def _plain(self, value: object, now: datetime) -> object:
        """A value as it is meant: opened where it is confidential, “now” where it is this very minute."""
        if not isinstance(value, str):
            return value
        place, _between, token = value.rpartition(_SEALED)
        if place:
            return Vault(self.settings.field_keys).open(token, place).decode()
        return "now" if value.startswith(f"{now.astimezone(UTC):%Y-%m-%d %H:%M:}") else value

    def _place(self, db: Connection, moment: Moment) -> str:
        here = people.at_address(db, moment.channel.book, PHONES[moment.phone])
        return re.sub(r"(inbox|draft)=\d+", r"\1", here[0][1].place or "") if here else ""

    def _at(self, steps: tuple[str, ...]) -> Simulation:
        """The world after these steps, in the store."""
        if steps in self._known:
            return self._copied(steps)
        if not steps:
            world = self._world() if self.house else None
            assert world is not None
            self._keep(steps)
            return world
        world = self._at(steps[:-1])
        self._step(world, steps[-1])
        self._keep(steps)
        return world

    def _world(self) -> Simulation:
        return Simulation(lambda: self.house, demo.OPENING, Random(1))

    def _keep(self, steps: tuple[str, ...]) -> None:
        self._known[steps] = kept(self.engine)

    def _copied(self, steps: tuple[str, ...]) -> Simulation:
        put_back(self._known[steps], self.engine)
        return self._world()

    def _step(self, world: Simulation, step: str) -> None:
        match step.split(maxsplit=2):
            case ["--", "next"]:
                world.move_to_next()
            case ["--", "to", when]:
                world.move(datetime.fromisoformat(when).replace(tzinfo=NAIROBI))
            case ["--", "load", table]:
                self._load(world, table)
            case ["--", "await", rest]:
                self._await(world, *rest.split(maxsplit=1))
            case _:
                who, _colon, words = step.partition(": ")
                name, _at, channel = who.partition("@")
                self._say(world, name, Channel(channel or "sms"), words)

    def _load(self, world: Simulation, table: str) -> None:
        file = Path(self._folder.name) / "people.csv"
        file.write_text(table.replace("\\n", "\n") + "\n", encoding="utf-8")
        report = load.run(world.engine, [file], dry_run=False, now=world.now)
        assert report.ok, list(report.lines())

    def _await(self, world: Simulation, name: str, words: str) -> None:
        """Day by day until this phone has shown such a text."""
        last = world.now + UNTIL
        while world.now < last:
            with reading(self.engine) as db:
                before = outbox.last_seq(db)
            world.move(world.now + timedelta(days=1))
            with reading(self.engine) as db:
                sent = outbox.sent(db, before, address=PHONES[name])
            if any(words in one.outbound.text for one in sent):
                return
        raise AssertionError(f"{name} is never told of {words}")

    def _say(self, world: Simulation, name: str, channel: Channel, words: str) -> list[SentMessage]:
        self._number += 1
        return world.say(Inbound(channel, PHONES[name], f"hearing {self._number}", words))


def _shown(sent: SentMessage) -> str:
    return sent.outbound.text + "".join(f" [{choice.label}]" for choice in sent.outbound.choices)


def _rows(db: sqlite3.Connection) -> Tables:
    """Every row that says what is so, as it lies in the store; numbers of rows say nothing."""
    return {table: db.execute(f"SELECT {chosen} FROM {table}").fetchall() for table, chosen in _columns().items()}


@cache
def _columns() -> dict[str, str]:
    kept = {
        table.name: [c for c in table.c if not (c.primary_key or c.name in ("inbox_id", "version_id", SEAL))]
        for table in metadata.sorted_tables
        if table.name not in PASSING
    }
    return {table: ", ".join(map(_chosen, columns)) for table, columns in kept.items() if columns}


def _chosen(column: Column[Any]) -> str:
    """A column as it is read; a confidential one after its place, so that it can be opened."""
    if not isinstance(column.type, Confidential):
        return f'"{column.name}"'
    row_is = known(column.table, column.type.known_by)
    row = " || '|' || ".join(str(part.compile(dialect=sqlite.dialect())) for part in row_is)
    return f"'{column.type.place} ' || {row} || '{_SEALED}' || {column.name}"


def _answers(db: Connection) -> tuple[tuple[str, str, str, str], ...]:
    """What is written in forms that are not sent yet."""
    shown = select(drafts.c.person_id, drafts.c.form, drafts.c.answers).where(drafts.c.state != DraftState.DONE)
    return tuple(
        sorted(
            (str(who), form, question, words)
            for who, form, answers in db.execute(shown)
            for question, words in answers.items()
        )
    )
