"""What the two of a pair write to each other through the programme, without knowing each other's number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Table,
    bindparam,
    select,
    update,
)

from bot.store.among import among
from bot.store.base import Moment, Stored, code, columns, metadata
from bot.store.keys.confidential import SEAL, Encrypted, known_by, seal
from bot.store.row_change import RowChange
from bot.store.statement import Insert, Query, only


class LetterKind(StrEnum):
    """What a letter is: a message, an answer to one, feedback or the wish for it, a word on a goal."""

    ASK = "ask"
    ANSWER = "answer"
    REQUEST = "request"
    FEEDBACK = "feedback"
    COMMENT = "comment"


letters = Table(
    "letters",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pair_id", ForeignKey("pairs.id"), nullable=False),
    Column("from_id", ForeignKey("people.id"), nullable=False),
    Column("kind", code(LetterKind), nullable=False),
    Column("about", Encrypted),
    Column("words", Encrypted, nullable=False),
    Column("answers_id", ForeignKey("letters.id")),
    Column("made_at", Moment, nullable=False),
    Column("read_at", Moment),
    Column("taken_back_at", Moment),
    seal(),
    Index(None, "pair_id", "id"),
    Index(None, "from_id", "id"),
    info=known_by("pair_id", "from_id", "kind", SEAL),
)


@dataclass(frozen=True)
class NewLetter:
    """One letter; `about` is the one thing that feedback or a comment is on, `answers_id` the letter it answers."""

    pair_id: int
    from_id: int
    kind: LetterKind
    words: str
    made_at: datetime
    about: str | None = None
    answers_id: int | None = None


@dataclass(frozen=True)
class Letter(NewLetter, Stored):
    """The same; `read_at`: when the other opened it."""

    read_at: datetime | None = None


_insert = Insert(letters)
_change = RowChange(letters)
_letter = select(*columns(letters, Letter))
_stands = letters.c.taken_back_at.is_(None)
_get = Query(_letter.where(letters.c.id == bindparam("letter_id"), _stands), Letter)
_of_pairs = Query(
    _letter.where(among(letters.c.pair_id, "pair_ids"), _stands).order_by(letters.c.id.desc()).limit(bindparam("most")),
    Letter,
)
_last_from = Query(
    _letter.where(letters.c.from_id == bindparam("person_id"), _stands)
    .order_by(letters.c.id.desc())
    .limit(bindparam("most")),
    Letter,
)
_unread = Query(
    select(letters.c.id)
    .where(
        among(letters.c.pair_id, "pair_ids"),
        letters.c.from_id != bindparam("reader"),
        letters.c.read_at.is_(None),
        _stands,
    )
    .order_by(letters.c.id),
    only,
)


def add(db: Connection, letter: NewLetter) -> int:
    """A new letter; answers its id."""
    return _insert.sure(db, **vars(letter))


def get(db: Connection, letter_id: int) -> Letter | None:
    """A letter; None also where it was taken back."""
    return _get.one(db, letter_id=letter_id)


def of_pairs(db: Connection, pair_ids: list[int], most: int) -> list[Letter]:
    """At most `most` letters of these pairs, the newest first."""
    return _of_pairs.rows(db, pair_ids=pair_ids, most=most)


def unread(db: Connection, pair_ids: list[int], reader: int) -> list[int]:
    """The letters of these pairs that wait for this reader, the oldest first."""
    return _unread.rows(db, pair_ids=pair_ids, reader=reader)


def last_from(db: Connection, person_id: int, most: int) -> list[Letter]:
    """The last letters that somebody wrote, the newest first."""
    return _last_from.rows(db, person_id=person_id, most=most)


def mark_read(db: Connection, letter_id: int, now: datetime) -> None:
    """The other one has opened it; only the first time counts."""
    unread = (letters.c.id == letter_id, letters.c.read_at.is_(None))
    db.execute(update(letters).where(*unread), {"read_at": now})


def take_back(db: Connection, letter_id: int, now: datetime) -> None:
    """It was never sent: nobody finds it any more, and its words are gone."""
    gone = {"taken_back_at": now, "words": "", "about": None}
    _change.run(db, letter_id, **gone)
