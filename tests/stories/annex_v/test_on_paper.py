"""Annex V signed on paper: when it counts, and who may say so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from bot.dialogs.annex_v import deeds
from bot.dialogs.offices import deeds as offices
from bot.dialogs.refusals import Moved, NotYours, PinNeeded
from bot.messages import Channel
from bot.store.ending import evaluations
from bot.store.people import people
from bot.store.signing import Evidence, Method
from tests.stories.annex_v.test_annex_v import school_of
from tests.stories.given import DIRECTOR, HEAD
from tests.stories.player import play
from tests.stories.test_stories import story

COUNTY = "300416"
WITH_PIN = Evidence(Channel.SMS, "+254712000004", Method.PIN, "en", read=True)


def test_it_counts_only_once_the_office_above_has_seen_it(lived: Engine) -> None:
    play(lived, story("signed_on_paper_kiswahili"))
    _head, school = school_of(lived)
    with lived.connect() as db:
        assert evaluations.of_school(db, school) == [], "nobody has seen it"
        claimed = evaluations.get(db, 1)
    assert claimed is not None
    assert (claimed.method, claimed.seen_by_id) == (Method.PAPER, None)


def test_only_the_office_above_confirms_with_its_pin_and_once(lived: Engine) -> None:
    phones = play(lived, story("signed_on_paper_kiswahili"))
    now = phones.simulation.now
    with lived.begin() as db:
        for number in (COUNTY, HEAD):
            who = people.by_tsc(db, number)
            assert who is not None
            office = offices.office_of(db, who.id, now.date())
            assert office is not None
            with pytest.raises(NotYours):
                deeds.answer(db, who.id, office, 1, WITH_PIN, now)
        ali = people.by_tsc(db, DIRECTOR)
        assert ali is not None
        office = offices.office_of(db, ali.id, now.date())
        assert office is not None
        with pytest.raises(PinNeeded):
            deeds.answer(db, ali.id, office, 1, replace(WITH_PIN, method=Method.REPLY), now)
        deeds.answer(db, ali.id, office, 1, WITH_PIN, now)
        with pytest.raises(Moved):
            deeds.answer(db, ali.id, office, 1, None, now)
    _head, school = school_of(lived)
    with lived.connect() as db:
        found = evaluations.of_school(db, school)
        assert [(one.seen_by_id, one.method) for one in found] == [(ali.id, Method.PAPER)]
