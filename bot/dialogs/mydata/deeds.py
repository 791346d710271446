"""A copy of everything that is held of somebody, for them alone: in words, for machines; the code that opens it."""

from __future__ import annotations

import json
import secrets
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import Enum
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection

from bot.dialogs.mydata.pages import SPOKEN_IN, VALUES
from bot.dialogs.mydata.rules import LABELS, NO, TITLES, YES
from bot.dialogs.people.deeds import Given, check_strangers_pin
from bot.dialogs.refusals import PinLocked, PinNotSet, PinWrong
from bot.dialogs.telling import confides
from bot.dialogs.trail import deeds as trail
from bot.language import Marked, Name, local, local_day, say, speak
from bot.messages import Channel
from bot.store import areas, pairs, pictures
from bot.store.keys.pepper import pepper
from bot.store.outbox import sent
from bot.store.people import people
from bot.store.rights import data_copies, data_requests
from bot.store.rights.data_requests import DataAnswer, NewDataRequest, RequestedData
from bot.store.rights.held import HELD, Held, HeldRow, Kind, rows_of
from bot.store.rights.terms import due, terms
from bot.store.sessions import sessions, versions
from bot.store.trail import TrailDeed

TRIES = 5
"""Wrong PINs after which a code opens nothing any more."""
STAYS = {"inbox": "received_at", "outbox": "made_at", "letters": "made_at"}
"""Of what was erased, that which may have to stay for a while, with its moment."""
NOT_BY_SMS = frozenset({Kind.MESSAGES, Kind.ACCESS})
"""What stands in the phone already, or tells nothing without a screen: it is in the file."""
NEVER_BY_SMS: Mapping[str, frozenset[str]] = {"enrolments": frozenset({"category", "reason"})}
"""What no SMS tells, to whomever it goes (requirement D314), by table: it is in the file."""


@dataclass
class CopyDesk:
    """Says what the numbers of a copy stand for: people by name, sessions by number; each looked up once."""

    db: Connection
    who: int
    _names: dict[int, str] = field(default_factory=dict)

    def name(self, person_id: int) -> str:
        """Somebody else of whom a row tells."""
        if person_id not in self._names:
            found = people.get(self.db, person_id)
            self._names[person_id] = Name(found.name).short if found else "-"
        return self._names[person_id]

    def belongs_to(self, row: HeldRow) -> Iterator[tuple[str, str]]:
        """The pair, session and place of a row, and who else had a hand in it."""
        for column, number in row.refers.items():
            if column == "pair_id":
                pair = pairs.get(self.db, number)
                if pair is not None and pair.side(self.who) is not None:
                    yield "pair", Name(pair.partner_name(self.who)).short
            elif column in ("session_id", "version_id"):
                yield from self._session(column, number)
            elif column == "area_id":
                area = areas.get(self.db, number)
                yield from [("area", area.name)] if area else []
            elif column in SAID and number != self.who:
                yield SAID[column], self.name(number)

    def _session(self, column: str, number: int) -> Iterator[tuple[str, str]]:
        version = versions.get(self.db, number) if column == "version_id" else None
        session_id = version.session_id if version else number
        found = sessions.get(self.db, session_id) if version or column == "session_id" else None
        if found is not None:
            yield "session", str(found[0].number)


SAID: Mapping[str, str] = {
    **dict.fromkeys(("by_id", "author_id", "from_id", "head_id", "asked_by_id", "answered_by_id", "approver_id"), "by"),
    **dict.fromkeys(("mentor_id", "mentee_id", "to_id"), "pair"),
}
"""How those are told of who had a hand in a row."""


@dataclass(frozen=True)
class CopiedTable:
    """What one table has of somebody: each row as its columns with their values, what it belongs to before."""

    name: str
    kind: Kind
    rows: tuple[Mapping[str, Any], ...]


def copy_of(db: Connection, who: int) -> tuple[CopiedTable, ...]:
    """Everything that is held of somebody, without what is another's: a case stands in the copy of its writer alone."""
    desk, until = CopyDesk(db, who), _erased_until(db, who)
    confided = {number for number, place in sent.places_of(db, who) if confides(place)}
    kept = ((held, _not_erased(held, rows_of(db, held, who), until)) for held in HELD)
    found = (
        (held, [one for one in rows if held.name != "outbox" or one.number not in confided]) for held, rows in kept
    )
    return tuple(CopiedTable(held.name, held.kind, _rows(desk, rows)) for held, rows in found if rows)


def _erased_until(db: Connection, who: int) -> datetime | None:
    """Up to when somebody has had erased what still had to stay: to them it is gone."""
    left = (one.answered_at for one in data_requests.of_person(db, who) if one.left)
    return max((at for at in left if at is not None), default=None)


def _not_erased(held: Held, rows: list[HeldRow], until: datetime | None) -> list[HeldRow]:
    made = STAYS.get(held.name)
    if until is None or made is None:
        return rows
    return [row for row in rows if not row.by_her or row.shown[made] > until]


def _rows(desk: CopyDesk, rows: list[HeldRow]) -> tuple[Mapping[str, Any], ...]:
    shown = [{**dict(desk.belongs_to(row)), **row.shown} for row in rows]
    return tuple(row for row in shown if row)


# for reading


@dataclass(frozen=True)
class CopyChapter:
    """A part of a copy in words: its title, and a line for each row."""

    title: str
    lines: tuple[str, ...]


def chapters(copied: tuple[CopiedTable, ...], language: str) -> tuple[CopyChapter, ...]:
    """A copy as its owner reads it."""
    return tuple(
        CopyChapter(say(TITLES[one.name], language), tuple(_line(row, language) for row in one.rows)) for one in copied
    )


def by_sms(copied: tuple[CopiedTable, ...], language: str) -> str:
    """The same as one text for a phone, without what stands there already."""
    return "\n".join(
        f"{one.title.upper()}: {' / '.join(one.lines)}."
        for one in chapters(tuple(_for_sms(one) for one in copied if one.kind not in NOT_BY_SMS), language)
    )


def _line(row: Mapping[str, Any], language: str) -> str:
    return "; ".join(f"{say(LABELS[name], language)}: {_spoken(value, language)}" for name, value in row.items())


def _for_sms(table: CopiedTable) -> CopiedTable:
    untold = NEVER_BY_SMS.get(table.name, frozenset())
    rows = ({name: value for name, value in row.items() if name not in untold} for row in table.rows)
    return replace(table, rows=tuple(rows))


def _spoken(value: Any, language: str) -> str:
    match value:
        case bool():
            return say(YES if value else NO, language)
        case datetime():
            return f"{speak(local(value).date(), language, 'year')} {local(value):%H:%M}"
        case date():
            return speak(value, language, "year")
        case time():
            return f"{value:%H:%M}"
        case Enum():
            return say(VALUES.get(value.value, Marked(str(value.value))), language)
        case str() if value in SPOKEN_IN:
            return SPOKEN_IN[value]
        case Mapping() if "text" in value:
            return str(value["text"])
        case Mapping():  # a list in it is of numbers of ours
            plain = ((name, one) for name, one in value.items() if not isinstance(one, list))
            return ", ".join(f"{name} {_spoken(one, language)}" for name, one in plain)
    return str(value).strip().rstrip(".")


# for machines


def as_json(db: Connection, who: int, copied: tuple[CopiedTable, ...], now: datetime) -> bytes:
    """The same for machines: a list of rows for each table, with the pictures that its owner has sent."""
    tables = {one.name: [{name: _plain(value) for name, value in row.items()} for row in one.rows] for one in copied}
    shown = [
        {"type": type_, "content": b64encode(content).decode()} for type_, content in pictures.contents_by(db, who)
    ]
    whole = {"held_by": "TSC, TIMEC", "made_at": now.isoformat(), **tables, **({"pictures": shown} if shown else {})}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _plain(value: Any) -> Any:
    match value:
        case bool() | int() | str():
            return value
        case Enum():
            return str(value.value)
        case date() | time():
            return value.isoformat()
        case Mapping() if "text" in value:
            return str(value["text"])
        case Mapping():
            return {name: _plain(one) for name, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
    return str(value)


# that it was made, and the code that opens it


def copied(db: Connection, who: int, how: str, now: datetime) -> int:
    """A copy was asked for and is given at once: it stands among the requests and in the trail; its number."""
    new = NewDataRequest(
        person_id=who,
        kind=RequestedData.COPY,
        made_at=now,
        due=due(RequestedData.COPY, local_day(now)),
        answer=DataAnswer.DONE,
        answered_by_id=who,
        answered_at=now,
    )
    trail.own(db, who, who, how, TrailDeed.EXPORTED, now)
    return data_requests.add(db, new)


def open_code(db: Connection, who: int, now: datetime) -> tuple[str, datetime]:
    """A code that opens their copy once, with their PIN, and until when."""
    until = now + timedelta(days=terms().open_days)
    while True:
        code = f"{secrets.randbelow(1_000_000):06}"
        if data_copies.add(db, who, _hashed(db, code), now, until):
            return code, until


def _hashed(db: Connection, code: str) -> str:
    key = pepper(db)
    return key.mixed(b"copy code", code).hex() if key else sha256(code.encode()).hexdigest()


def opened(db: Connection, code: str, pin: str, address: str, now: datetime) -> int | None:
    """Whose copy a code and a PIN open, this once; None where they do not. Commit either way, or guessing is free.

    `address`: from where they came. Wrong PINs and wrong codes count there as a stranger's; whether it was the code or
    the PIN that was wrong is never said, nor told by the time that it takes.
    """
    digits = "".join(letter for letter in code if letter.isdigit())
    given = data_copies.by_hash(db, _hashed(db, digits), now)
    try:
        check_strangers_pin(
            db, given.person_id if given else None, pin.strip(), Given(Channel.SMS, f"web {address}", now)
        )
    except (PinWrong, PinLocked, PinNotSet):
        if given is not None:
            data_copies.tried(db, given)
            if given.tries + 1 >= TRIES:
                data_copies.use(db, given.id, now)
        return None
    assert given is not None, "a PIN is right for somebody"
    data_copies.use(db, given.id, now)
    trail.own(db, given.person_id, given.person_id, "CopyOpened", TrailDeed.EXPORTED, now)
    return given.person_id
