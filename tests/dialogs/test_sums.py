"""Figures add up: a sub-county is its schools, a county its sub-counties, up to the nation, whoever counts them."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, func, select

from bot.dialogs.figures import deeds, rules
from bot.dialogs.figures.rules import Total
from bot.dialogs.offices.rules import NATION
from bot.store import areas, signing
from bot.store.areas import AreaKind, Level
from bot.store.pairs import Side
from bot.store.session_rows import sessions
from bot.store.sessions import versions
from bot.store.signing import signatures
from bot.store.tables import areas as places
from tests.dialogs.cast import NOW as MET
from tests.dialogs.cast import School, a_record, by
from tests.dialogs.sub_county import NOW, make

LEVELS = tuple(Level)


def whole(db: Connection, area_id: int) -> Total:
    """By its schools, one after the other."""
    return rules.total(deeds.with_pairs(db, area_id, NOW, LEVELS))


def parts(db: Connection, area_id: int) -> Total:
    """By the database."""
    return sum((one.total for one in deeds.parts(db, area_id, NOW, LEVELS)), Total())


def nation(db: Connection, seed: int) -> None:
    """Two regions, each with a county of two sub-counties; a zone, and a school of secondary level, in each."""
    for number in range(2):
        made = make(db, seed + 10 * number, schools=4, phones=1000 * number)
        [county] = (area for area in areas.path(db, made.id) if area.kind is AreaKind.COUNTY)
        region = areas.add(db, kind=AreaKind.REGION, name=f"Region {number}", parent_id=None)
        areas.change(db, county.id, name=county.name, level=None, parent_id=region)


@pytest.mark.parametrize("seed", range(3))
def test_every_area_is_the_sum_of_what_lies_in_it_up_to_the_nation(store: Engine, seed: int) -> None:
    with store.begin() as db:
        nation(db, seed)
        found = db.execute(select(places.c.id, places.c.parent_id)).all()
        of_area = {area: whole(db, area) for area, _parent in found}
        for area in of_area:
            below = [of_area[one] for one, parent in found if parent == area]
            assert of_area[area] == parts(db, area)
            assert not below or sum(below, Total()) == of_area[area]
        top = [of_area[one] for one, parent in found if parent is None]
        assert sum(top, Total()) == parts(db, NATION) == whole(db, NATION)
        assert parts(db, NATION).now.signed + parts(db, NATION).coaching.signed > 0
        assert deeds.total(db, NATION, NOW, LEVELS) == parts(db, NATION)


def test_the_parts_of_an_area_are_what_lies_directly_in_it(store: Engine) -> None:
    with store.begin() as db:
        nation(db, 1)
        assert [one.name for one in deeds.parts(db, NATION, NOW, LEVELS)] == ["Region 0", "Region 1"]
        [county] = deeds.parts(db, deeds.parts(db, NATION, NOW, LEVELS)[0].id, NOW, LEVELS)
        assert [one.name for one in deeds.parts(db, county.id, NOW, LEVELS)] == ["Kathiani", "Mwala"]


# where a record stands, kept on its session


def kept(db: Connection, session: int) -> tuple[object, object]:
    found = db.execute(select(sessions.c.held_at, sessions.c.agreed_at).where(sessions.c.id == session)).one()
    return found[0], found[1]


def plain(db: Connection, session: int) -> tuple[object, object]:
    """The same, asked of the records and signatures."""
    ours = versions.versions.c
    rows = db.execute(
        select(ours.id, ours.made_at, ours.refused_at).where(ours.session_id == session).order_by(ours.number)
    )
    found = rows.all()
    if not found:
        return None, None
    newest, _made, refused = found[-1]
    many, last = db.execute(
        select(func.count(), func.max(signatures.c.made_at)).where(signatures.c.version_id == newest)
    ).one()
    return min(made for _id, made, _refused in found), last if many >= 2 and refused is None else None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_what_is_kept_of_a_record_is_what_its_versions_and_signatures_say(
    db: Connection, school: School, seed: int
) -> None:
    """Logged, changed, signed, refused and taken back in any order."""
    dice, session = Random(seed), school.sessions[0]
    with db.begin_nested() as nested:
        for number in range(1, dice.randint(2, 10)):
            newest = versions.latest(db, session)
            deed = dice.choice(("log", "sign", "sign", "refuse", "back"))
            if deed == "log" or newest is None:
                versions.add(db, session, number, a_record(), school.faith, MET + number * timedelta(minutes=1))
            elif deed == "refuse":
                versions.refuse(db, newest.id, MET)
            elif deed == "back":
                versions.take_back(db, newest.id)
            else:
                _sign(db, newest.id, dice, school)
            assert kept(db, session) == plain(db, session)
        nested.rollback()


def _sign(db: Connection, version: int, dice: Random, school: School) -> None:
    """One of the two who has not yet."""
    signed = {one.person_id for one in signing.of_version(db, version)}
    for who, side in {school.faith: Side.MENTEE, school.peter: Side.MENTOR}.items():
        if who not in signed and dice.random() < 0.7:
            signing.add(db, version_id=version, person_id=who, role=side, hash="0" * 64, now=MET, evidence=by())
            return
