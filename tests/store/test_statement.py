"""Statements on the driver: what fails is raised as ever, what waits is done in order, what is sealed stays so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from bot.messages import Channel
from bot.store.engine import retrying
from bot.store.keys.confidential import Sealed
from bot.store.people import people
from bot.store.people.people import PersonState
from bot.store.sessions import changes, sessions, versions
from bot.store.statement import collect
from bot.store.talk import arrival, drafts
from bot.store.talk.drafts import Draft, DraftState
from tests.store.cast import FAITH_PHONE, NOW, pair


def test_a_row_that_is_there_is_refused_as_ever(store: Engine) -> None:
    def add() -> None:
        with store.begin() as db:
            people.add(
                db,
                people.NewPerson(
                    name="Faith", language="en", state=PersonState.ACTIVE, made_at=NOW, tsc_number="812345"
                ),
            )

    add()
    with pytest.raises(IntegrityError):
        add()


def test_a_value_that_cannot_be_kept_is_refused_as_ever(store: Engine) -> None:
    with pytest.raises(StatementError, match="time zone"), store.begin() as db:
        people.add(
            db,
            people.NewPerson(name="Faith", language="en", state=PersonState.ACTIVE, made_at=NOW.replace(tzinfo=None)),
        )


def test_what_a_turn_puts_off_is_there_for_its_next_question(store: Engine) -> None:
    with store.begin() as db:
        cast = pair(db)
        arrival.arrive(db, Channel.SMS, FAITH_PHONE, NOW, date(2026, 5, 28))
        draft = drafts.open_one(db, cast.faith, "SessionRecord", None, {}, None, NOW)
        drafts.save(db, replace(draft, answers={"venue": "library"}, state=DraftState.RESTING), NOW)
        found = drafts.get(db, draft.id)
        assert found is not None
        assert (found.answers, found.state) == ({"venue": "library"}, DraftState.RESTING)


def test_a_confidential_text_is_opened_when_it_is_read(store: Engine) -> None:
    with store.begin() as db:
        cast = pair(db)
        changes.set_objectives(db, cast.session, "lesson notes")
        [session] = sessions.of_pair(db, cast.pair)
        assert isinstance(vars(session)["objectives"], Sealed)
        assert session.objectives == "lesson notes"
        version = versions.latest(db, cast.session)
        assert version is None or isinstance(vars(version)["plan"], Sealed)


def test_what_fails_with_the_commit_leaves_nothing_behind_for_the_next_turn(store: Engine) -> None:
    """What was put off goes with COMMIT: where it fails, the connection must not be handed on in the middle of it."""
    with store.begin() as db:
        person = people.add(
            db,
            people.NewPerson(name="Faith", language="en", state=PersonState.ACTIVE, made_at=NOW, tsc_number="812345"),
        )
        db.execute(text("ALTER TABLE drafts RENAME TO gone"))
    for _turn in range(20):

        def work(db: Connection) -> None:
            collect(db)
            drafts.save(db, Draft(1, person, "Book", None, {}, 0, DraftState.OPEN, NOW, NOW, None), NOW)

        with pytest.raises(DBAPIError):
            retrying(store, work)
        with store.connect() as db:
            assert people.get(db, person) is not None
