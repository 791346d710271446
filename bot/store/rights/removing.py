"""Takes rows away with all that hangs on them, as the tables themselves say what that is; nothing here knows a table.

A pair is emptied: everything of its record goes, and only that there was one stays, with its dates, which counts and
certificates go by. A person is anonymised: what is theirs alone goes, and the row keeps its number and no name.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, bindparam, delete, func, select, update

from bot.store.among import among
from bot.store.base import Moment
from bot.store.keys.confidential import Confidential
from bot.store.pairs import pairs
from bot.store.people.addresses import addresses
from bot.store.people.people import PersonState, people
from bot.store.rights.held import HELD, OF_PAIR, Held, Kind
from bot.store.statement import ChangingStatement
from bot.store.tables import metadata

NOBODY = "-"
"""What stands where somebody's name was."""
OF_THE_RECORD = frozenset({Kind.RECORD, Kind.LETTERS, Kind.PICTURES})
ONES_OWN = frozenset({Kind.PERSON, Kind.OPTIONAL, Kind.DRAFTS, Kind.ACCESS, Kind.MESSAGES, Kind.JOINING})
"""What goes with a person: all else is a pair's or an office's, and names them by their number."""


def _references(table: Table) -> list[Column[Any]]:
    """The columns elsewhere that would be left without what they refer to."""
    return [
        column
        for other in metadata.sorted_tables
        for column in other.c
        for key in column.foreign_keys
        if key.column.table is table and not key.ondelete
    ]


def _key(table: Table) -> Column[Any]:
    return next(iter(table.primary_key))


@cache
def _deleting(table: Table) -> list[ChangingStatement]:
    """What hangs on these rows first: it goes with them, or where it can stand alone it lets go."""
    return [
        *_hanging(table, among(_key(table), "rows")),
        ChangingStatement(delete(table).where(among(_key(table), "rows"))),
    ]


def _hanging(table: Table, which: ColumnElement[bool]) -> list[ChangingStatement]:
    found: list[ChangingStatement] = []
    for column in _references(table):
        mine = column.in_(select(_key(table)).where(which)) if table is not column.table else among(column, "rows")
        if column.nullable:
            found.append(ChangingStatement(update(column.table).where(mine).values({column.name: None})))
        else:
            found += [*_hanging(column.table, mine), ChangingStatement(delete(column.table).where(mine))]
    return found


def delete_rows(db: Connection, table: Table, numbers: Sequence[int]) -> None:
    """These rows go, with what belongs to them."""
    if numbers:
        for statement in _deleting(table):
            statement.run(db, rows=list(numbers))


# a pair


@cache
def _emptying() -> list[ChangingStatement]:
    held = {one.name: one for one in HELD}
    found: list[ChangingStatement] = []
    for table in reversed(metadata.sorted_tables):
        column = next((table.c[name] for name in OF_PAIR if name in table.c and table.c[name].foreign_keys), None)
        if column is None or table.name not in held or held[table.name].kind not in OF_THE_RECORD:
            continue
        mine = leads_to(column)
        found += [
            ChangingStatement(
                update(one.table).where(one.in_(select(_key(table)).where(mine))).values({one.name: None})
            )
            for one in _references(table)
            if one.nullable
        ]
        found.append(ChangingStatement(delete(table).where(mine)))
    return found


def leads_to(column: Column[Any]) -> ColumnElement[bool]:
    """Whether a reference, however far it goes round, leads to one of these pairs."""
    [key] = column.foreign_keys
    of = key.column.table
    if of is pairs:
        return among(column, "rows")
    up = next(of.c[name] for name in OF_PAIR if name in of.c and of.c[name].foreign_keys)
    return column.in_(select(_key(of)).where(leads_to(up)))


_emptied = ChangingStatement(
    update(pairs).where(among(pairs.c.id, "rows")).values(emptied_at=bindparam("at", type_=Moment))
)


def empty_pairs(db: Connection, pair_ids: Sequence[int], now: datetime) -> None:
    """Everything that was written, signed and sent in these pairs goes."""
    if not pair_ids:
        return
    for statement in _emptying():
        statement.run(db, rows=list(pair_ids))
    _emptied.run(db, rows=list(pair_ids), at=now)


# a person


@cache
def _forgetting() -> list[ChangingStatement]:
    own = [held for held in HELD if held.kind in ONES_OWN and held.name != "people"]
    place = {table.name: number for number, table in enumerate(metadata.sorted_tables)}
    own.sort(key=lambda held: place[held.name], reverse=True)
    return [statement for held in own for statement in _of_person(held)]


def _of_person(held: Held) -> list[ChangingStatement]:
    """All rows of a table that are theirs, whether by themselves or by the address that they wrote from."""
    table = held.table
    if held.name == "join_requests":
        ways = select(addresses.c.id).where(
            among(addresses.c.person_id, "rows"),
            addresses.c.channel == table.c.channel,
            addresses.c.address == table.c.address,
        )
        return [ChangingStatement(delete(table).where(ways.exists()))]
    found: list[ChangingStatement] = []
    for name in held.mine.split():
        if "id" in table.c:
            found += _hanging(table, among(table.c[name], "rows"))
        found.append(ChangingStatement(delete(table).where(among(table.c[name], "rows"))))
    return found


_blank: dict[str, Any] = {
    column.name: None
    for column in people.c
    if column.nullable
    and column.name not in ("anonymised_at", "muted_at")
    and not isinstance(column.type, Confidential)
}
_nameless = ChangingStatement(
    update(people)
    .where(among(people.c.id, "rows"))
    .values(
        name=NOBODY,
        state=PersonState.ENROLLED.value,
        muted_at=func.coalesce(people.c.muted_at, bindparam("at", type_=Moment)),
        anonymised_at=bindparam("at", type_=Moment),
        **_blank,
    )
)


def anonymise(db: Connection, person_ids: Sequence[int], now: datetime) -> None:
    """Nothing says any more who these people were; what is left of them elsewhere is a number."""
    if not person_ids:
        return
    for statement in _forgetting():
        statement.run(db, rows=list(person_ids))
    _nameless.run(db, rows=list(person_ids), at=now)
