"""Forms that somebody has begun: their answers so far, kept until they are sent or left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    Integer,
    ScalarSelect,
    Table,
    Text,
    bindparam,
    or_,
    select,
    update,
)

from bot.store.base import Moment, code, columns, literal, metadata
from bot.store.clock import gathered
from bot.store.keys.confidential import SEAL, EncryptedJson, known_by, new_seal, seal
from bot.store.statement import ChangingStatement, Insert, Query
from bot.store.talk import known

FRESH = timedelta(hours=1)
"""How long an open form keeps notices and prompts waiting, and is repeated after an interruption."""


class DraftState(StrEnum):
    """A draft is open until its form is sent (done) or put away (left); between two sittings it rests.

    One that is confided is open too, but nothing goes on with it, asks about it or names it save its own word.
    """

    OPEN = "open"
    RESTING = "resting"
    CONFIDED = "confided"
    DONE = "done"
    LEFT = "left"


drafts = Table(
    "drafts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("form", Text, nullable=False),
    Column("about", Text),
    Column("answers", EncryptedJson, nullable=False),
    Column("sittings", Integer, nullable=False, server_default="0"),
    Column("state", code(DraftState), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("touched_at", Moment, nullable=False),
    Column("inbox_id", ForeignKey("inbox.id", ondelete="SET NULL")),
    seal(),
    Index(None, "person_id", "state"),
    info=known_by("person_id", "form", SEAL),
)
_is_open = drafts.c.state == literal(DraftState.OPEN)
is_resting = drafts.c.state == literal(DraftState.RESTING)
"""As its index has it, for whoever looks over all drafts."""
is_open = or_(_is_open, is_resting)
Index("ix_drafts_open_touched", drafts.c.touched_at, sqlite_where=_is_open, postgresql_where=_is_open)
Index("ix_drafts_resting_touched", drafts.c.touched_at, sqlite_where=is_resting, postgresql_where=is_resting)


@dataclass(frozen=True)
class Draft:
    """A form begun: canonical `answers` by key; `about` is its subject ("session:12"), `sittings` how often it rested.

    What of it was last said is known where it was said: with the address.
    """

    id: int
    person_id: int
    form: str
    about: str | None
    answers: Mapping[str, str]
    sittings: int
    state: DraftState
    opened_at: datetime
    touched_at: datetime
    inbox_id: int | None
    seal: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it may be gone on with."""
        return self.state in (DraftState.OPEN, DraftState.RESTING, DraftState.CONFIDED)

    def is_fresh(self, now: datetime) -> bool:
        """Whether somebody is in the middle of it."""
        return self.is_open and self.state is not DraftState.RESTING and now - self.touched_at <= FRESH


NEVER = datetime.min.replace(tzinfo=UTC)
UNKNOWN: Draft | None = Draft(0, 0, "", None, {}, 0, DraftState.DONE, NEVER, NEVER, None)
"""Stands for whatever has not been read yet."""
_open = Insert(drafts)
_draft = select(*columns(drafts, Draft))
_get = Query(_draft.where(drafts.c.id == bindparam("draft_id")), Draft)
_open_ones = _draft.where(is_open).order_by(drafts.c.touched_at.desc(), drafts.c.id.desc())
_newest = _open_ones.where(drafts.c.person_id == bindparam("person_id"))
_all_open = Query(_newest, Draft)
_latest_open = Query(_newest.limit(1), Draft)


def newest_of(person_id: ColumnElement[Any]) -> ScalarSelect[int]:
    """The id of a person's open draft that was touched last."""
    newest = drafts.alias("newest")
    is_open = or_(newest.c.state == literal(DraftState.OPEN), newest.c.state == literal(DraftState.RESTING))
    found = select(newest.c.id).where(newest.c.person_id == person_id, is_open)
    return found.order_by(newest.c.touched_at.desc(), newest.c.id.desc()).limit(1).scalar_subquery()


_find_open = Query(
    _newest.limit(1).where(
        drafts.c.form == bindparam("form"), drafts.c.about.is_not_distinct_from(bindparam("about", type_=Text))
    ),
    Draft,
)
_confided = Query(
    _draft.where(drafts.c.person_id == bindparam("person_id"), drafts.c.state == literal(DraftState.CONFIDED))
    .order_by(drafts.c.touched_at.desc(), drafts.c.id.desc())
    .limit(1),
    Draft,
)
_save = ChangingStatement(
    update(drafts)
    .where(drafts.c.id == bindparam("draft_id"))
    .values({name: bindparam(f"new_{name}") for name in ("about", "answers", "sittings", "state", "touched_at")})
)


def open_one(
    db: Connection,
    person_id: int,
    form: str,
    about: str | None,
    answers: Mapping[str, str],
    inbox_id: int | None,
    now: datetime,
) -> Draft:
    """A new open draft; `inbox_id` is the message that opened it."""
    values = {
        "person_id": person_id,
        "form": form,
        "about": about,
        "answers": dict(answers),
        "state": DraftState.OPEN,
        "opened_at": now,
        "touched_at": now,
        "inbox_id": inbox_id,
    }
    mark = new_seal()
    draft_id = _open.sure(db, **values, seal=mark)
    known.forget(db, "draft")
    return Draft(draft_id, person_id, form, about, dict(answers), 0, DraftState.OPEN, now, now, inbox_id, mark)


def get(db: Connection, draft_id: int) -> Draft | None:
    for draft in known.every(db, "draft"):
        if draft is not None and draft.id == draft_id:
            return cast("Draft", draft)
    return _get.one(db, draft_id=draft_id)


def latest_open(db: Connection, person_id: int) -> Draft | None:
    """The open draft that was touched last, resting or not."""
    return known.recalled(
        db,
        "draft",
        person_id,
        lambda: gathered.one(db, "draft", person_id, lambda: _latest_open.one(db, person_id=person_id)),
    )


def find_open(db: Connection, person_id: int, form: str, about: str | None) -> Draft | None:
    """The open draft of this form about this subject, the one touched last."""
    latest = known.found(db, "draft", person_id, UNKNOWN)
    if latest is None or (latest.form, latest.about) == (form, about):
        return latest
    return _find_open.one(db, person_id=person_id, form=form, about=about)


def all_open(db: Connection, person_id: int) -> list[Draft]:
    """All open drafts of a person, the one touched last first."""
    if known.found(db, "draft", person_id, UNKNOWN) is None:
        return []
    return _all_open.rows(db, person_id=person_id)


def confided(db: Connection, person_id: int) -> Draft | None:
    """What this person has begun to confide, and not sent."""
    return _confided.one(db, person_id=person_id)


def save(db: Connection, draft: Draft, now: datetime) -> None:
    """Keep this draft's subject, answers, sittings and state as they are now (`touched_at` becomes `now`)."""
    values = {
        "draft_id": draft.id,
        "person_id": draft.person_id,
        "form": draft.form,
        "seal": draft.seal or str(draft.id),
        "new_about": draft.about,
        "new_answers": dict(draft.answers),
        "new_sittings": draft.sittings,
        "new_state": draft.state,
        "new_touched_at": now,
    }
    _save.later(db, **values)
    known.forget(db, "draft")
