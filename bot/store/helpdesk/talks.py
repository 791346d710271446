"""Talks of somebody who asked for a person with whoever is on duty. What is written in them stands in the inbox alone.

So it is sealed, kept and deleted as every message is, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Table,
    bindparam,
    func,
    select,
)

from bot.store.among import among
from bot.store.base import Moment, Stored, code, columns, metadata
from bot.store.row_change import RowChange
from bot.store.statement import Insert, Query, only, several
from bot.store.talk import known


class TalkEnd(StrEnum):
    """How a talk ended."""

    ASKER = "asker"
    """Who asked went back to the machine."""
    HELPER = "helper"
    SILENCE = "silence"
    """Who asked wrote nothing more."""
    NOBODY = "nobody"
    """Nobody took it."""


help_talks = Table(
    "help_talks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("helper_id", ForeignKey("people.id")),
    Column("made_at", Moment, nullable=False),
    Column("waits_since", Moment, nullable=False),
    Column("passed_on_at", Moment),
    Column("taken_at", Moment),
    Column("touched_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("how", code(TalkEnd)),
)
is_open = help_talks.c.ended_at.is_(None)
"""Of the talks that go on, or wait for somebody: whoever asks has one, and whoever helps is in one."""
for _name, _column in (("asked", "person_id"), ("helped", "helper_id")):
    Index(f"ix_help_talks_{_name}", help_talks.c[_column], unique=True, sqlite_where=is_open, postgresql_where=is_open)
Index("ix_help_talks_open", help_talks.c.id, sqlite_where=is_open, postgresql_where=is_open)  # asked by the clock
Index(None, help_talks.c.taken_at)

help_words = Table(
    "help_words",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("talk_id", ForeignKey("help_talks.id"), nullable=False),
    Column("from_id", ForeignKey("people.id"), nullable=False),
    Column("inbox_id", ForeignKey("inbox.id", ondelete="CASCADE"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Index(None, "talk_id", "id"),
)


@dataclass(frozen=True)
class NewHelpTalk:
    """Somebody has asked for a person; `passed_on_at`: since when the operators may take it too."""

    person_id: int
    made_at: datetime
    waits_since: datetime
    """The same, or since when it waits again."""
    touched_at: datetime
    """When somebody wrote in it last, or took it."""
    passed_on_at: datetime | None = None


@dataclass(frozen=True)
class HelpTalk(NewHelpTalk, Stored):
    """The same; `helper_id`: who has taken it."""

    helper_id: int | None = None
    taken_at: datetime | None = None
    ended_at: datetime | None = None
    how: TalkEnd | None = None

    def other(self, who: int) -> int | None:
        """The one on the other side of it; None where nobody has taken it."""
        return self.helper_id if who == self.person_id else self.person_id


@dataclass(frozen=True)
class NewHelpWord:
    """One message of a talk, by its number in the inbox."""

    talk_id: int
    from_id: int
    inbox_id: int
    made_at: datetime


@dataclass(frozen=True)
class HelpWord(NewHelpWord, Stored):
    """The same."""


def open_of(person_id: ColumnElement[Any]) -> ColumnElement[int | None]:
    """The open talk of somebody, as the one who asked or the one who helps."""
    mine = (
        select(help_talks.c.id).where(help_talks.c[whose] == person_id, is_open).scalar_subquery()
        for whose in ("person_id", "helper_id")
    )
    return func.coalesce(*mine)


_insert, _insert_word = Insert(help_talks), Insert(help_words)
_change = RowChange(help_talks)
_talk = select(*columns(help_talks, HelpTalk))
_by_id = _talk.where(help_talks.c.id == bindparam("talk_id"))
_get, _get_locked = Query(_by_id, HelpTalk), Query(_by_id.with_for_update(), HelpTalk)
_open_id = Query(select(open_of(bindparam("whose", type_=Integer))), only)
_all_open = Query(_talk.where(is_open).order_by(help_talks.c.id), HelpTalk)
_lately = Query(
    select(help_talks.c.waits_since, help_talks.c.taken_at)
    .where(help_talks.c.taken_at >= bindparam("since"))
    .order_by(help_talks.c.taken_at.desc())
    .limit(bindparam("most")),
    several,
)
_word = select(*columns(help_words, HelpWord))
_get_word = Query(_word.where(help_words.c.id == bindparam("word_id")), HelpWord)
_words = Query(_word.where(help_words.c.talk_id == bindparam("talk_id")).order_by(help_words.c.id), HelpWord)
_last = select(func.max(help_words.c.id)).where(among(help_words.c.talk_id, "talks")).group_by(help_words.c.talk_id)
_last_words = Query(select(help_words.c.talk_id, help_words.c.from_id).where(help_words.c.id.in_(_last)), several)


def add(db: Connection, talk: NewHelpTalk) -> int:
    """A new talk; answers its id."""
    known.forget(db, "talk")
    return _insert.sure(db, **vars(talk))


def get(db: Connection, talk_id: int, lock: bool = False) -> HelpTalk | None:
    return (_get_locked if lock else _get).one(db, talk_id=talk_id)


def of_person(db: Connection, person_id: int) -> HelpTalk | None:
    """The open talk of somebody, who asked for it or has taken it."""
    found = known.recalled(db, "talk", person_id, lambda: _open_id.one(db, whose=person_id))
    return get(db, found) if found is not None else None


def forget(db: Connection) -> None:
    """It has changed while we waited for it."""
    known.forget(db, "talk")


def change(db: Connection, talk_id: int, **values: object) -> None:
    """Some columns of a talk."""
    known.forget(db, "talk")
    _change.run(db, talk_id, **values)


def all_open(db: Connection) -> list[HelpTalk]:
    """All that wait or go on, the oldest first."""
    return _all_open.rows(db)


def waits_lately(db: Connection, since: datetime, most: int) -> list[tuple[datetime, datetime]]:
    """When the last of those that were taken since then were asked for, and taken."""
    return [(made, taken) for made, taken in _lately.rows(db, since=since, most=most)]


def say(db: Connection, word: NewHelpWord) -> int:
    """A message of a talk; answers its id."""
    _change.run(db, word.talk_id, touched_at=word.made_at)
    return _insert_word.sure(db, **vars(word))


def word(db: Connection, word_id: int) -> HelpWord | None:
    return _get_word.one(db, word_id=word_id)


def words_of(db: Connection, talk_id: int) -> list[HelpWord]:
    """All that was said in a talk, in order."""
    return _words.rows(db, talk_id=talk_id)


def last_speakers(db: Connection, talk_ids: list[int]) -> dict[int, int]:
    """Who wrote last in each of these talks in which anything was written."""
    return dict(_last_words.rows(db, talks=talk_ids)) if talk_ids else {}
