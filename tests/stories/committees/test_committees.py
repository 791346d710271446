"""The technical committee of a county: who is in it, and who may read that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, text

from bot.dialogs.committees import deeds
from bot.dialogs.committees.rules import names
from bot.dialogs.offices.deeds import office_of
from bot.dialogs.refusals import DayOutside, NotYours
from bot.store.officers import committees
from bot.store.people import people
from tests.dialogs.sub_county import NOW, TODAY

COUNTY, SUB_COUNTY = "300416", "300415"


def appoint(engine: Engine, number: str, day: date, members: str) -> int:
    with engine.begin() as db:
        who = people.by_tsc(db, number)
        assert who is not None
        here = office_of(db, who.id, TODAY)
        assert here is not None
        deeds.appoint(db, here, who.id, day, members, NOW)
        return here.area_id


def test_the_committee_that_was_appointed_last_stands(quick_copies: Callable[[], Engine]) -> None:
    engine = quick_copies()
    appoint(engine, COUNTY, TODAY, "Asha Juma, Brian Kilonzo")
    county = appoint(engine, COUNTY, TODAY - timedelta(days=9), "Ruth Kirui")
    with engine.connect() as db:
        stands = committees.newest(db, county)
    assert stands is not None
    assert (stands.day, names(stands.members)) == (TODAY, ["Asha Juma", "Brian Kilonzo"])


def test_the_names_of_a_committee_lie_sealed(copies: Callable[[], Engine]) -> None:
    engine = copies()
    appoint(engine, COUNTY, TODAY, "Asha Juma")
    with engine.connect() as db:
        kept = db.execute(text("SELECT members FROM committees")).scalar_one()
    assert "Asha" not in kept


def test_a_committee_of_tomorrow_and_one_of_another_office_are_refused(quick_copies: Callable[[], Engine]) -> None:
    engine = quick_copies()
    with pytest.raises(DayOutside):
        appoint(engine, COUNTY, TODAY + timedelta(days=1), "Asha Juma")
    with pytest.raises(NotYours):
        appoint(engine, SUB_COUNTY, TODAY, "Asha Juma")


def test_names_are_told_apart_by_commas_and_and() -> None:
    assert names("Asha Juma, Brian Kilonzo and Ruth Kirui.") == ["Asha Juma", "Brian Kilonzo", "Ruth Kirui"]
    assert names("Ng'ang'a Mwangi; Anderson Kimani na Wanjiku") == ["Ng'ang'a Mwangi", "Anderson Kimani", "Wanjiku"]
