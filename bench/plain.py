"""The same turns as a minimal program would write them by hand: plain SQL through the raw driver, nothing else.

What is written comes ready made: the rows of one turn that Mshauri itself has done before, tokens and all. So the two
write the same columns and the same number of bytes, and plain SQL pays for no thinking, no wording and no encryption.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import psycopg
from sqlalchemy import Engine

from bench.crowd import Member

Row = dict[str, Any]
Rows = Mapping[str, Row]
"""The row of each table that a turn has written or changed, as it lies in the database."""


class Driver(Protocol):
    """A raw connection; every statement names its values `:like_this`."""

    lock: str
    """What a query adds that keeps other turns of the same person out."""

    def stamp(self, moment: datetime) -> object:
        """A moment as this database keeps it."""

    def run(self, statement: str, **values: object) -> Any:
        """The cursor of one statement."""

    def close(self) -> None:
        """Gives the connection back."""


class Sqlite:
    """One file, set as Mshauri sets it: WAL, synchronous=FULL, BEGIN IMMEDIATE."""

    lock = ""

    def __init__(self, engine: Engine) -> None:
        self._raw = sqlite3.connect(str(engine.url.database), isolation_level=None, timeout=30)
        for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            self._raw.execute(f"PRAGMA {setting}")

    def stamp(self, moment: datetime) -> object:
        return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")

    def run(self, statement: str, **values: object) -> sqlite3.Cursor:
        return self._raw.execute("BEGIN IMMEDIATE" if statement == "BEGIN" else statement, values)

    def close(self) -> None:
        self._raw.close()


class Postgresql:
    """One connection through psycopg, which prepares what it sees often, as it does under Mshauri too."""

    lock = "FOR NO KEY UPDATE OF people, addresses"

    def __init__(self, engine: Engine) -> None:
        url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._raw = psycopg.connect(url, autocommit=True)
        self._written: dict[str, str] = {}

    def stamp(self, moment: datetime) -> object:
        return moment

    def run(self, statement: str, **values: object) -> Any:
        if statement not in self._written:
            self._written[statement] = re.sub(r":(\w+)", r"%(\1)s", statement)
        return self._raw.execute(self._written[statement], values or None)

    def close(self) -> None:
        self._raw.close()


def driver(engine: Engine) -> Driver:
    """A raw connection of our own to the same database."""
    return Sqlite(engine) if engine.dialect.name == "sqlite" else Postgresql(engine)


# what each turn writes, and the least that must be looked up to write it


def answer(db: Driver, who: Member, message: str, like: Rows, now: datetime) -> None:
    """A plain answer in an open form."""
    db.run("BEGIN")
    person = _person(db, who)
    heard = _heard(db, who, person, message, like, now)
    db.run("SELECT form, about, answers, sittings, state FROM drafts WHERE id = :id", id=who.draft_id).fetchone()
    _keep(db, "drafts", who.draft_id, _of(like, "drafts", "about", "answers", "sittings", "state"), touched_at=now)
    place = re.sub(r"draft=\d+", f"draft={who.draft_id}", like["addresses"]["place"])
    _keep(db, "addresses", person, {"place": place, "misses": 0}, said_at=now, asked_at=now)
    _say(db, who, person, heard, like, now)
    db.run("COMMIT")


def log(db: Driver, who: Member, message: str, like: Rows, now: datetime) -> None:
    """A session logged in one SMS: its record, the author's signature, the notice for the partner."""
    db.run("BEGIN")
    person = _person(db, who)
    heard = _heard(db, who, person, message, like, now)
    version = like["versions"]
    session, mentor = db.run(
        "SELECT sessions.id, pairs.mentor_id FROM pairs JOIN sessions ON sessions.pair_id = pairs.id"
        " WHERE pairs.mentee_id = :person AND coalesce(sessions.day, sessions.day) = :day",  # not by the index on days
        person=person,
        day=version["day"],
    ).fetchone()
    held = _of(like, "sessions", "day", "venue", "settled", "missed_reason", "missed_words")
    _keep(db, "sessions", session, held)
    made = _add(db, "versions", version, session_id=session, author_id=person, made_at=now)
    signed = {"version_id": made, "person_id": person, "inbox_id": heard, "address": who.address}
    _add(db, "signatures", like["signatures"], **signed, made_at=now)
    told = {"person_id": mentor, "place": f"SessionToSign?session={session}&version={made}", "cause": f"sign:{made}"}
    _add(db, "notices", like["notices"], **told, made_at=now)
    _add(db, "saves", like["saves"], person_id=person, saved_at=now)
    _keep(db, "addresses", person, _of(like, "addresses", "place", "misses"), said_at=now)
    _say(db, who, person, heard, like, now)
    db.run("COMMIT")


def status(db: Driver, who: Member, message: str, like: Rows, now: datetime) -> None:
    """Where a pair stands: three figures and two sessions, read and said."""
    db.run("BEGIN")
    person = _person(db, who)
    heard = _heard(db, who, person, message, like, now)
    db.run(_FIGURES, person=person, today=(now + timedelta(hours=3)).date().isoformat()).fetchall()
    _say(db, who, person, heard, like, now)
    db.run("COMMIT")


Turn = Callable[[Driver, Member, str, Rows, datetime], None]
TURNS: dict[str, Turn] = {"answer": answer, "log": log, "status": status}

_FIGURES = """
    SELECT pairs.id, pairs.start, partner.name, sessions.number, sessions.day, sessions.hour, sessions.scheduled,
           sessions.day <= :today, versions.id, versions.plan, versions.refused_at,
           (SELECT count(*) FROM signatures WHERE signatures.version_id = versions.id)
    FROM pairs
    JOIN people AS partner ON partner.id = pairs.mentor_id
    JOIN sessions ON sessions.pair_id = pairs.id
    LEFT JOIN versions ON versions.session_id = sessions.id
    WHERE pairs.mentee_id = :person ORDER BY sessions.number"""


def _person(db: Driver, who: Member) -> int:
    found = db.run(
        "SELECT people.id, name, language, state, muted_at, place, misses, said_at FROM addresses"
        " JOIN people ON people.id = addresses.person_id"
        f" WHERE channel = :channel AND address = :address {db.lock}",
        channel="sms",
        address=who.address,
    ).fetchone()
    return int(found[0])


def _heard(db: Driver, who: Member, person: int, message: str, like: Rows, now: datetime) -> int:
    own = {"address": who.address, "person_id": person, "provider_id": message}
    return _add(db, "inbox", like["inbox"], **own, received_at=now)


def _say(db: Driver, who: Member, person: int, heard: int, like: Rows, now: datetime) -> None:
    own = {"address": who.address, "person_id": person, "inbox_id": heard}
    _add(db, "outbox", like["outbox"], **own, due_at=now, made_at=now)


_ONCE = {"inbox": "ON CONFLICT (channel, provider_id) DO NOTHING"}


def _add(db: Driver, table: str, like: Row, **own: object) -> int:
    """One more row like that one, with values of its own; empty columns stay out, as they do in Mshauri's INSERT."""
    row = {**like, **{name: _value(db, value) for name, value in own.items()}}
    names = [name for name, value in row.items() if name != "id" and value is not None]
    marks = ", ".join(f":{name}" for name in names)
    key = "person_id" if table == "saves" else "id"
    once = _ONCE.get(table, "")
    if table == "saves":
        once = f"ON CONFLICT (person_id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in names)}"
    statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks}) {once} RETURNING {key}"
    return int(db.run(statement, **{name: row[name] for name in names}).fetchone()[0])


def _keep(db: Driver, table: str, id_: int | None, new: Row, **own: object) -> None:
    """The row with this id as it is from now on."""
    row = {**new, **{name: _value(db, value) for name, value in own.items()}}
    changes = ", ".join(f"{name} = :{name}" for name in row)
    db.run(f"UPDATE {table} SET {changes} WHERE id = :own_id", **row, own_id=id_)


def _of(like: Rows, table: str, *names: str) -> Row:
    return {name: like[table][name] for name in names}


def _value(db: Driver, value: object) -> object:
    return db.stamp(value) if isinstance(value, datetime) else value


# what a turn has left behind

_LAST = {
    "addresses": "SELECT * FROM addresses WHERE person_id = :person",
    "inbox": "SELECT * FROM inbox WHERE person_id = :person ORDER BY id DESC LIMIT 1",
    "drafts": "SELECT * FROM drafts WHERE person_id = :person ORDER BY id DESC LIMIT 1",
    "versions": "SELECT * FROM versions WHERE author_id = :person ORDER BY id DESC LIMIT 1",
    "sessions": "SELECT sessions.* FROM sessions JOIN versions ON versions.session_id = sessions.id"
    " WHERE author_id = :person ORDER BY versions.id DESC LIMIT 1",
    "signatures": "SELECT * FROM signatures WHERE person_id = :person ORDER BY id DESC LIMIT 1",
    "notices": "SELECT notices.* FROM notices JOIN pairs ON pairs.mentor_id = notices.person_id"
    " WHERE pairs.mentee_id = :person ORDER BY notices.id DESC LIMIT 1",
    "saves": "SELECT * FROM saves WHERE person_id = :person",
    "outbox": "SELECT * FROM outbox WHERE person_id = :person ORDER BY id DESC LIMIT 1",
}


def rows_of(db: Driver, who: Member) -> Rows:
    """The latest row of each table that is this person's, as it lies there."""
    found = {}
    for table, statement in _LAST.items():
        cursor = db.run(statement, person=who.person_id)
        row = cursor.fetchone()
        if row is not None:
            found[table] = dict(zip([column[0] for column in cursor.description], row, strict=True))
    return found
