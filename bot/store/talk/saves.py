"""What each person saved last, kept so that it can be taken back for a short while."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from sqlalchemy import Column, Connection, ForeignKey, Table, Text, bindparam, delete, select

from bot.store.base import Moment, columns, metadata, put
from bot.store.keys.confidential import EncryptedJson, known_by
from bot.store.statement import ChangingStatement, Query

saves = Table(
    "saves",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("form", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("answers", EncryptedJson, nullable=False),
    Column("made", Text, nullable=False),
    Column("before", EncryptedJson),
    Column("after", EncryptedJson),
    Column("saved_at", Moment, nullable=False),
    info=known_by("person_id"),
)


@dataclass(frozen=True)
class Save:
    """A form that was sent: its subject and answers, and what it `made` (“session=3&version=7”).

    `before` and `after` are the session as it stood, where there was one.
    """

    person_id: int
    form: str
    about: str
    answers: Mapping[str, str]
    made: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    saved_at: datetime

    @property
    def ids(self) -> dict[str, int]:
        """The numbers of what it made, by what they are of."""
        return {name: int(number) for name, number in parse_qsl(self.made)}


_keep = put(saves, *(column.name for column in saves.c if not column.primary_key))
_forget = ChangingStatement(delete(saves).where(saves.c.person_id == bindparam("person_id")))
_get = Query(select(*columns(saves, Save)).where(saves.c.person_id == bindparam("person_id")), Save)


def last(db: Connection, person_id: int) -> Save | None:
    """What this person saved last and has not taken back."""
    return _get.one(db, person_id=person_id)


def keep(db: Connection, save: Save) -> None:
    """This is what the person saved last; an earlier one stays for good."""
    _keep.later(db, **vars(save))


def forget(db: Connection, person_id: int) -> None:
    """Nothing of theirs can be taken back."""
    _forget.run(db, person_id=person_id)
