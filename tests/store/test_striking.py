"""A learner's name is struck from every column in which people write, but for those that are meant to keep it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine

from bot.dialogs.redacting import deeds
from bot.store.rights.held import HELD, Kind
from tests.store.cast import NOW
from tests.store.searching import found
from tests.store.test_base import SECRET
from tests.store.test_held import confided

KEEPS = {Kind.CASES, Kind.PERSON, Kind.OPTIONAL, Kind.PICTURES, Kind.JOINING, Kind.CERTIFICATES, Kind.TRAIL}
"""What is confided in a complaint, what is somebody's own, and what no words are in."""


def test_no_column_of_what_the_two_wrote_is_forgotten(store: Engine) -> None:
    with store.begin() as db:
        cast = confided(db)
        before = {column.partition(".")[0] for column in found(db, SECRET)}
        mark = deeds.known_again(db, SECRET)
        assert SECRET.partition("-")[0].casefold() not in mark.casefold()
        for person in (cast.faith, cast.peter):
            deeds.strike(db, None, person, 1, mark, NOW + timedelta(days=1))
        after = {column.partition(".")[0] for column in found(db, SECRET)}
    kinds = {held.name: held.kind for held in HELD}
    assert {name for name in after if kinds.get(name) not in KEEPS} == {"breaches"}, "which are the operators' own"
    assert len(before - after) > 15
