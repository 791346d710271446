"""A cause is written once: as text it reads as it does in a query, on both databases."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine, Integer, Text, bindparam, cast, literal, select

from bot.store.cause import Cause
from bot.store.meetings.prompted import LogAsked, MentorAsked, SignatureMissed

DAY = date(2026, 6, 18)


def test_the_text_and_the_query_say_the_same(store: Engine) -> None:
    session, day = cast(literal(3), Integer), cast(literal("2026-06-18"), Text)
    turn = bindparam("turn", type_=Text)
    with store.connect() as db:
        for cause, in_sql in (
            (LogAsked(session=3, day=DAY), LogAsked.in_sql(session=session, day=day)),
            (MentorAsked(session=3, day=DAY), MentorAsked.in_sql(session=session, day=day)),
            (
                SignatureMissed(version=3, turn=2, person=3),
                SignatureMissed.in_sql(version=3, turn=turn, person=session),
            ),
        ):
            assert db.execute(select(in_sql), {"turn": "2"}).scalar_one() == str(cause)


def test_what_begins_so_is_found_by_its_first_parts() -> None:
    assert SignatureMissed.beginning(version=3) == "unsigned:3:"
    assert str(SignatureMissed(version=3, turn=1, person=7)).startswith(SignatureMissed.beginning(version=3, turn=1))


def test_a_cause_with_other_parts_than_it_is_written_with_fails_where_it_is_declared() -> None:
    with pytest.raises(TypeError, match="other parts"):

        class Planted(Cause, written="planted:{sesion}"):
            session: int

    with pytest.raises(TypeError, match="other parts"):
        LogAsked.in_sql(session=3)
