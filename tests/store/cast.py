"""A pair as the store keeps one, for tests that need somebody to write about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Connection

from bot.dialogs.sessions.rules import Record
from bot.messages import Channel, Inbound
from bot.store import pairs, signing
from bot.store.pairs import PairKind, Side
from bot.store.people import addresses, people
from bot.store.people.people import PersonState
from bot.store.session_rows import NewSession
from bot.store.sessions import changes, versions
from bot.store.signing import Evidence, Method
from bot.store.talk import inbox

NOW = datetime(2026, 5, 28, 13, 10, tzinfo=UTC)
FAITH_PHONE = "+254712000001"


@dataclass(frozen=True)
class Cast:
    """Ids of Faith (mentee), Peter (mentor), their pair and its first, scheduled session."""

    faith: int
    peter: int
    pair: int
    session: int


def person(db: Connection, name: str, address: str = "", tsc_number: str | None = None) -> int:
    """Somebody active, with an address for SMS when one is given."""
    made = people.add(
        db, people.NewPerson(name=name, language="en", state=PersonState.ACTIVE, made_at=NOW, tsc_number=tsc_number)
    )
    if address:
        addresses.add(db, person_id=made, channel=Channel.SMS, address=address, rank=0, now=NOW)
    return made


def pair(db: Connection) -> Cast:
    """Faith and Peter, who are to meet on 7 May."""
    faith, peter = person(db, "Faith Mutua", FAITH_PHONE, "812345"), person(db, "Peter Otieno", "+254712000002")
    both = pairs.add(db, mentor_id=peter, mentee_id=faith, kind=PairKind.MENTORSHIP, start=date(2026, 5, 4), now=NOW)
    first = changes.add(db, NewSession(pair_id=both, number=1, day=date(2026, 5, 7), scheduled=True))
    return Cast(faith, peter, both, first)


def version(db: Connection, session_id: int, number: int, author_id: int, plan: str = "mark books") -> int:
    """A version of a session's record."""
    coached = ("a chart", "plans")
    record = Record("2026-05-07", "staffroom", "lesson notes", "schemes of work", plan, "did all", *coached)
    return versions.add(db, session_id, number, record, author_id, NOW)


def sign(db: Connection, version_id: int, person_id: int, role: Side, shown: str | None = None) -> int | None:
    """A signature by SMS."""
    return signing.add(
        db,
        version_id=version_id,
        person_id=person_id,
        role=role,
        hash="0" * 64,
        now=NOW,
        evidence=Evidence(
            channel=Channel.SMS, address=FAITH_PHONE, method=Method.REPLY, language="en", read=True, shown=shown
        ),
    )


def hear(db: Connection, text: str, provider_id: str, person_id: int | None = None) -> int | None:
    """One SMS from Faith's phone."""
    return inbox.record(db, Inbound(Channel.SMS, FAITH_PHONE, provider_id, text), person_id, NOW)
