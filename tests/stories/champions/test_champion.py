"""CHAMPION: what must be true beside its stories."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine

from bot.dialogs.champions import deeds
from bot.dialogs.helpdesk import deeds as helpdesk
from bot.dialogs.refusals import NotYours
from bot.store.people import people, roles
from bot.store.people.people import Person
from bot.store.people.roles import Role
from tests.stories.given import HEAD, the_pair
from tests.stories.player import Phones, begun

MORNING = "Wed 27 May 2026, 10:00"


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), "a champion at Mwangaza", MORNING, "en")


def person(phones: Phones, number: str) -> Person:
    with phones.engine.connect() as db:
        found = people.by_tsc(db, number)
    assert found is not None
    return found


def test_only_a_head_names_a_champion_and_only_of_the_own_school(phones: Phones) -> None:
    assert phones.write("Peter", "CHAMPION")[0].startswith("The head of a school names its champion.")
    now, jane, ali = phones.simulation.now, person(phones, HEAD), person(phones, "300415")
    with phones.engine.begin() as db:
        for head, who in ((jane.id, ali.id), (ali.id, jane.id)):
            with pytest.raises(NotYours):
                deeds.name(db, head, who, now)


def test_who_is_named_again_on_one_day_hears_it_again(phones: Phones) -> None:
    for words in ("CHAMPION Peter", "2094", "1"):
        phones.write("Jane", words)
    before = len(phones.notices())
    phones.write("Jane", "CHAMPION Peter")
    assert "made you champion" in phones.notices()[before].outbound.text


def test_who_has_left_the_school_is_not_called(phones: Phones) -> None:
    now, brian = phones.simulation.now, person(phones, "534777")
    with phones.engine.begin() as db:
        faith = the_pair(db).mentee_id
        assert helpdesk.staff_of(db, faith, now).champions == (brian.id,)
        for held in roles.of_person(db, brian.id, date(2026, 5, 27)):
            if held.role is not Role.CHAMPION:
                roles.end(db, held.id, date(2026, 5, 27))
        staff = helpdesk.staff_of(db, faith, now)
        assert staff.champions == ()
        assert staff.first() == staff.operators


def test_of_several_whom_a_list_named_the_new_one_is_the_only_one_and_is_told_as_that(phones: Phones) -> None:
    """The receipt was closed, and the deed done all the same."""
    amina, brian = person(phones, "812399"), person(phones, "534777")
    today = phones.simulation.now.date()
    with phones.engine.begin() as db:
        school = next(one.area_id for one in roles.of_person(db, brian.id, today) if one.role is Role.CHAMPION)
        roles.add(db, person_id=amina.id, role=Role.CHAMPION, area_id=school, since=today)
    phones.write("Jane", "CHAMPION Peter")
    assert phones.write("Jane", "2094")[0].startswith("P. Otieno is the champion of your school")
    with phones.engine.connect() as db:
        assert school is not None
        held = roles.at_area(db, school, Role.CHAMPION, today)
    assert [one.person_id for one in held] == [person(phones, "534210").id]
