"""What each side of a pair writes down alone before they plan together: needs and expectations, own readiness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Integer, Table, UniqueConstraint, bindparam, select, update

from bot.store.base import Moment, code, columns, insert_once, metadata
from bot.store.keys.confidential import EncryptedJson, known_by
from bot.store.row_change import RowChange
from bot.store.statement import ChangingStatement, Query


class PreparationKind(StrEnum):
    """Needs are for both and become each other's; a readiness check is the mentor's own."""

    NEEDS = "needs"
    READY = "ready"


preparations = Table(
    "preparations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pair_id", ForeignKey("pairs.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("kind", code(PreparationKind), nullable=False),
    Column("answers", EncryptedJson, nullable=False),
    Column("saved_at", Moment, nullable=False),
    Column("shared_at", Moment),
    UniqueConstraint("pair_id", "person_id", "kind"),
    info=known_by("pair_id", "person_id", "kind"),
)


@dataclass(frozen=True)
class Preparation:
    """What one side wrote; `shared_at`: since when the other may read it although they have not written theirs."""

    id: int
    pair_id: int
    person_id: int
    kind: PreparationKind
    answers: Mapping[str, str]
    saved_at: datetime
    shared_at: datetime | None


_change = RowChange(preparations)
_of_pair = Query(
    select(*columns(preparations, Preparation))
    .where(preparations.c.pair_id == bindparam("pair_id"))
    .order_by(preparations.c.id),
    Preparation,
)
_add = insert_once(preparations, "pair_id", "person_id", "kind")
_save_again = ChangingStatement(
    update(preparations)
    .where(
        preparations.c.pair_id == bindparam("of_pair_id"),
        preparations.c.person_id == bindparam("of_person_id"),
        preparations.c.kind == bindparam("of_kind"),
    )
    .values(answers=bindparam("answers"), saved_at=bindparam("saved_at"))
)


def save(
    db: Connection, *, pair_id: int, person_id: int, kind: PreparationKind, answers: Mapping[str, str], now: datetime
) -> bool:
    """What this side wrote, in place of what they wrote before; whether it is the first time."""
    values: dict[str, Any] = {"answers": dict(answers), "saved_at": now}
    own = {"pair_id": pair_id, "person_id": person_id, "kind": kind}
    added = _add.one(db, **own, **values) is not None
    if not added:
        _save_again.run(db, **own, **values, **{f"of_{name}": value for name, value in own.items()})
    return added


def of_pair(db: Connection, pair_id: int) -> list[Preparation]:
    """What the two have written, in the order of their first saving."""
    return _of_pair.rows(db, pair_id=pair_id)


def share(db: Connection, preparation_id: int, now: datetime) -> None:
    """Its author lets the other read it."""
    _change.run(db, preparation_id, shared_at=now)
