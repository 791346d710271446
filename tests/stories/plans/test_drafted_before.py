"""A plan drafted before there is a mentee: whose it is, and which pair it joins."""

from __future__ import annotations

from sqlalchemy import Engine, text

from bot.simulator.past import MENTOR
from bot.store.people import people
from bot.store.preparing import plan_drafts
from tests.stories.given import the_pair
from tests.stories.player import play
from tests.stories.test_stories import story


def test_the_draft_is_sealed_and_joins_the_pair_of_its_mentor(lived: Engine) -> None:
    phones = play(lived, story("drafted_before"))
    with lived.connect() as db:
        assert "lesson notes" not in str(db.execute(text("SELECT answers FROM plan_drafts")).scalar_one())
        peter, pair = people.by_tsc(db, MENTOR), the_pair(db)
        assert peter is not None
        assert plan_drafts.loose(db, peter.id) is None
        joined = plan_drafts.of_pair(db, pair.id)
        assert joined is not None
        assert joined.person_id == peter.id
        assert plan_drafts.drafted(db, [peter.id]) == set()
        assert plan_drafts.joined(db, [pair.id]) == {pair.id}
    hers = [one.outbound.text for one in phones.sent if phones.names.get((one.channel, one.address)) == "Jane"]
    assert not [said for said in hers if "lesson notes" in said]


def test_only_a_mentor_drafts_a_plan(lived: Engine) -> None:
    phones = play(lived, story("drafted_before_kiswahili"))
    assert phones.write("Faith", "DRAFT PLAN") == [
        "Mshauri ndiye huandaa rasimu. Mwalimu mkuu akiwaunganisha, mtafanya mpango: MPANGO."
    ]
