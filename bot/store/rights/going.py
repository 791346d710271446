"""How rows go when their time is over: table by table in the order of their numbers, some at a time, the oldest first.

Nothing is looked for by age. A table grows at one end, so what is old lies at the other: a look begins there, and ends
at the first row that is too young to go.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Date, Table, bindparam, exists, or_, select, true

from bot.store.base import Moment, literal
from bot.store.certificates import certificates
from bot.store.outbox.outbox import is_open, outbox
from bot.store.pairs import PRESENT, pairs
from bot.store.pausing.closings import closings
from bot.store.people.people import people
from bot.store.people.roles import roles
from bot.store.rights import removing
from bot.store.rights.data_requests import data_requests
from bot.store.rights.held import Kind
from bot.store.rights.holds import OnHold
from bot.store.session_rows import sessions
from bot.store.statement import Query, several
from bot.store.tables import metadata
from bot.store.talk.notices import notices

Limits = Mapping[Kind, tuple[date, datetime]]
"""For each kind the day, and the moment at which it began: what is counted from before it goes."""
LOOKED_AT = 500
"""So many rows are looked at in one transaction, and no more of them go."""
_BEFORE = bindparam("before", type_=Moment)
_DAY = bindparam("day", type_=Date)


@dataclass(frozen=True)
class Going:
    """How one table's rows go: `way` is what is done with those whose time, counted from `since`, is over.

    `made`: by which moment rows are in the order of their numbers, where that is another; "": they are in none.
    `whose`: the columns that say whether a row is on hold. `may`: what else must hold of a row that goes.
    """

    name: str
    kind: Kind
    since: str
    made: str | None = None
    whose: tuple[str, ...] = ()
    may: ColumnElement[bool] | None = None
    way: str = "deleted"

    @property
    def table(self) -> Table:
        return metadata.tables[self.name]

    @property
    def key(self) -> Column[Any]:
        """By which its rows are numbered."""
        return next(iter(self.table.primary_key))

    @property
    def still(self) -> list[ColumnElement[bool]]:
        """Of rows that stay when they have gone: that they have not."""
        known = self.table.c.get("emptied_at", self.table.c.get("anonymised_at"))
        return [known.is_(None)] if known is not None else []

    @cached_property
    def _found(self) -> Query[Any]:
        """Number, whether it is too young to end the look, whether it goes; and whose it is."""
        table, made = self.table, self.since if self.made is None else self.made
        young = table.c[made] >= _limit(table.c[made]) if made else ~true()
        goes = table.c[self.since] < _limit(table.c[self.since])
        rows = select(self.key, young, goes if self.may is None else goes & self.may, *map(table.c.get, self.whose))
        after = self.key > bindparam("after")
        return Query(rows.where(after, *self.still).order_by(self.key).limit(LOOKED_AT), several)

    def look(self, db: Connection, after: int, day: date, before: datetime, hold: OnHold) -> OldRows:
        """The next rows later than `after`; what is counted from before this day or moment goes."""
        found = self._found.rows(db, after=after, day=day, before=before)
        last, goes, held, over = after, [], 0, len(found) < LOOKED_AT
        for number, young, may, *whose in found:
            if young:
                over = True
                break
            last = number
            row = dict(zip(self.whose, whose, strict=True), **self._itself(number))
            if may and hold.holds(row):
                held += hold.tells(row)
            elif may:
                goes.append(number)
        return OldRows(last, goes, held, over)

    def _itself(self, number: int) -> dict[str, int]:
        """The row itself where it is a pair or a person."""
        return {"pairs": {"pair_id": number}, "people": {"person_id": number}}.get(self.name, {})

    def remove(self, db: Connection, numbers: Sequence[int], now: datetime) -> None:
        """These go."""
        match self.name:
            case "pairs":
                removing.empty_pairs(db, numbers, now)
            case "people":
                removing.anonymise(db, numbers, now)
            case _:
                removing.delete_rows(db, self.table, numbers)


@dataclass(frozen=True)
class OldRows:
    """What a look at some rows found: the last that it looked at, those that go, and how many are held back for
    what may be told.

    `over`: there is nothing more that is old enough.
    """

    last: int
    goes: Collection[int]
    held: int
    over: bool


def _limit(column: Column[Any]) -> ColumnElement[Any]:
    return _DAY if isinstance(column.type, Date) else _BEFORE


_of_pair = pairs.c.id
_over = (
    pairs.c.state.not_in([literal(state) for state in PRESENT]),
    ~exists().where(closings.c.pair_id == _of_pair, closings.c.day >= _DAY),
    ~exists().where(certificates.c.pair_id == _of_pair, certificates.c.issued_on >= _DAY),
    ~exists().where(sessions.c.pair_id == _of_pair, sessions.c.day >= _DAY),
)
_pair = pairs.alias()
_gone = (
    ~exists().where(roles.c.person_id == people.c.id, or_(roles.c.until.is_(None), roles.c.until >= _DAY)),
    ~exists().where(
        or_(_pair.c.mentor_id == people.c.id, _pair.c.mentee_id == people.c.id), _pair.c.emptied_at.is_(None)
    ),
    ~exists().where(certificates.c.person_id == people.c.id),
)
OLDEST_FIRST: tuple[Going, ...] = (
    Going("outbox", Kind.MESSAGES, "made_at", whose=("person_id",), may=~is_open),
    Going(
        "notices",
        Kind.MESSAGES,
        "made_at",
        whose=("person_id",),
        may=~exists().where(outbox.c.notice_id == notices.c.id),
    ),
    Going("help_talks", Kind.MESSAGES, "ended_at", "made_at", ("person_id",)),
    Going("inbox", Kind.MESSAGES, "received_at", whose=("person_id",)),
    Going("drafts", Kind.DRAFTS, "touched_at", "opened_at", ("person_id",)),
    Going("plan_drafts", Kind.DRAFTS, "made_at", whose=("person_id",)),
    Going("saves", Kind.DRAFTS, "saved_at", "", ("person_id",)),
    Going("guesses", Kind.ACCESS, "made_at", whose=("person_id",)),
    Going("links", Kind.ACCESS, "made_at", whose=("person_id",)),
    Going("resets", Kind.ACCESS, "made_at", whose=("person_id",)),
    Going("unlocks", Kind.ACCESS, "made_at", whose=("person_id",)),
    Going("moves", Kind.ACCESS, "made_at", whose=("person_id",)),
    Going("join_requests", Kind.JOINING, "made_at"),
    Going("remarks", Kind.OFFICE, "made_at", whose=("from_id", "to_id")),
    Going("calls", Kind.OFFICE, "made_at", whose=("by_id",)),
    Going("reports", Kind.OFFICE, "made_at", whose=("by_id",)),
    Going("school_supports", Kind.OFFICE, "made_at", whose=("by_id",)),
    Going("plcs", Kind.OFFICE, "made_at", whose=("by_id",)),
    Going("issues", Kind.OFFICE, "made_at", whose=("by_id",)),
    Going("group_trainings", Kind.OFFICE, "made_at", whose=("by_id",)),
    Going("committees", Kind.OFFICE, "made_at", whose=("by_id",)),
    Going("breaches", Kind.OFFICE, "closed_at", "made_at"),
    Going("evaluations", Kind.OFFICE, "made_at", whose=("by_id",)),
    Going("cases", Kind.CASES, "closed_at", "opened_at", ("complainant_id",)),
    Going("data_copies", Kind.REQUESTS, "made_at", whose=("person_id",)),
    Going(
        "data_requests", Kind.REQUESTS, "made_at", may=data_requests.c.answered_at.is_not(None) & ~data_requests.c.left
    ),
    Going("pairs", Kind.RECORD, "start", "made_at", (), _over[0] & _over[1] & _over[2] & _over[3], "deleted with all"),
    Going("certificates", Kind.CERTIFICATES, "issued_on", "made_at", ("person_id", "pair_id")),
    Going("people", Kind.PERSON, "made_at", None, (), _gone[0] & _gone[1] & _gone[2], "anonymised"),
    Going("trail", Kind.TRAIL, "at"),
)
"""In this order, so that what refers to something goes before it."""


def _is_old(one: Going) -> ColumnElement[Any]:
    """Whether the first row of a table is old enough; where rows are in no order, whether there is one at all."""
    table, made = one.table, one.since if one.made is None else one.made
    first = select(table.c[made] < bindparam(one.name, type_=table.c[made].type) if made else true())
    return first.select_from(table).where(*one.still).order_by(one.key).limit(1).scalar_subquery()


_old = Query(select(*map(_is_old, OLDEST_FIRST)), several)


def with_something_old(db: Connection, limits: Limits) -> set[str]:
    """The tables of which something may go, by name: in one question, whose answer on most nights is none."""
    given = {
        one.name: limits[one.kind][0 if isinstance(one.table.c[one.made or one.since].type, Date) else 1]
        for one in OLDEST_FIRST
        if one.made != ""
    }
    return {one.name for one, is_old in zip(OLDEST_FIRST, _old.sure(db, **given), strict=True) if is_old}
