"""Annex V is verified by the office that the school reports to, once, and whoever waits is reminded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.dialogs.annex_v import deeds as annex_v
from bot.dialogs.offices.deeds import office_of
from bot.dialogs.refusals import NotYours
from bot.dialogs.verifying import deeds
from bot.dialogs.verifying.deeds import AnnexVIsAnswered
from bot.messages import Channel
from bot.store import areas, trail
from bot.store.areas import Level
from bot.store.ending import evaluations, verifications
from bot.store.ending.evaluations import Evaluation
from bot.store.people import people
from bot.store.signing import Evidence, Method
from bot.store.trail import TrailDeed
from tests.stories.annex_v.test_annex_v import NOW, SIGNS, school_of
from tests.stories.player import Phones, begun, play
from tests.stories.test_stories import story

ALI, GRACE = "300415", "300416"


def signed(engine: Engine) -> Evaluation:
    """Annex V of Mwangaza, as Jane signs it."""
    head, school = school_of(engine)
    with engine.begin() as db:
        shown = annex_v.print_of(annex_v.proposed(db, school, NOW), {})
        found = evaluations.get(db, annex_v.sign(db, head, {}, shown, SIGNS, NOW))
    assert found is not None
    return found


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), "two pairs at Mwangaza", "Wed 3 Jun 2026, 10:00")


def test_it_is_kept_who_verified_what_with_the_pin_and_the_trail_has_it(lived: Engine) -> None:
    play(lived, story("annex_v_verified"))
    _head, school = school_of(lived)
    with lived.connect() as db:
        newest, first = evaluations.of_school(db, school)
        verified, returned = (verifications.of_evaluation(db, one.id) for one in (newest, first))
        entered = [(one.deed, one.what) for one in trail.all_entries(db)]
    assert verified is not None
    assert returned is not None
    assert (verified.name, verified.number, verified.words, verified.hash) == ("Ali Hassan", ALI, None, newest.hash)
    assert returned.words == "Row 5 needs the day of the orientation"
    assert (TrailDeed.CHANGED, "AnnexVToVerify.verify") in entered
    assert (TrailDeed.CHANGED, "ReturnAnnexV") in entered


@pytest.mark.parametrize(("level", "verifies"), [(Level.PRIMARY, ALI), (Level.JUNIOR, ALI), (Level.SECONDARY, GRACE)])
def test_a_primary_school_is_the_sub_countys_and_another_the_countys(
    phones: Phones, level: Level, verifies: str
) -> None:
    found = signed(phones.engine)
    with phones.engine.begin() as db:
        school = areas.get(db, found.area_id)
        assert school is not None
        areas.change(db, school.id, name=school.name, level=level, parent_id=school.parent_id or 0)
        for number in (ALI, GRACE):
            who = people.by_tsc(db, number)
            assert who is not None
            office = office_of(db, who.id, NOW.date())
            assert office is not None
            assert [one.area_id for one in deeds.waiting(db, office)] == [school.id] * (number == verifies)
            if number != verifies:
                with pytest.raises(NotYours):
                    deeds.verify(db, office, who.id, found, SIGNS, NOW)


def test_it_is_answered_once_and_never_an_older_one_nor_without_the_pin(phones: Phones) -> None:
    first, second = signed(phones.engine), signed(phones.engine)
    with phones.engine.begin() as db:
        ali = people.by_tsc(db, ALI)
        assert ali is not None
        office = office_of(db, ali.id, NOW.date())
        assert office is not None
        plain = Evidence(Channel.SMS, "+254712000004", Method.REPLY, "en", read=True)
        with pytest.raises(NotYours):
            deeds.verify(db, office, ali.id, second, plain, NOW)
        with pytest.raises(AnnexVIsAnswered):
            deeds.send_back(db, office, ali.id, first, "an older one", SIGNS, NOW)
        deeds.verify(db, office, ali.id, second, SIGNS, NOW)
        with pytest.raises(AnnexVIsAnswered):
            deeds.send_back(db, office, ali.id, second, "no", SIGNS, NOW + timedelta(hours=1))


def test_one_that_waits_is_asked_for_after_a_week_and_after_two(phones: Phones) -> None:
    signed(phones.engine)
    said = [
        one.outbound.text
        for one in phones.until("Fri 26 Jun 2026, 20:00")
        if phones.names.get((one.channel, one.address)) == "Ali" and "Annex V" in one.outbound.text
    ]
    assert said == [
        "TIMEC: Annex V of 1 school waits for you to verify. Reply 1 read them.",
        "TIMEC: Ali, 2 things wait: 1 Annex V to verify 2 mentors' sharing meeting",
        "TIMEC: Annex V of 1 school still waits for you to verify. Reply 1 read them.",
    ]


def test_nobody_is_asked_for_one_that_was_answered(phones: Phones) -> None:
    found = signed(phones.engine)
    with phones.engine.begin() as db:
        ali = people.by_tsc(db, ALI)
        assert ali is not None
        office = office_of(db, ali.id, NOW.date())
        assert office is not None
        deeds.verify(db, office, ali.id, found, SIGNS, NOW)
    said = [one.outbound.text for one in phones.until("Fri 26 Jun 2026, 20:00")]
    assert not [text for text in said if "waits for you to verify" in text]
    assert phones.write("Ruth", "INSTITUTIONS", Channel.TELEGRAM)[0].endswith("have filled it, 1 verified.")
    assert phones.write("Peter", "INSTITUTIONS") == ["That is for heads and TSC offices. MENU shows what you can do."]
