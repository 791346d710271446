"""What must be true of goals agreed between the plans, and of what SENT says of things sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from bot.dialogs.goals import deeds
from bot.dialogs.refusals import DayOutside, NotYours
from bot.language import local_day
from bot.messages import Channel
from bot.store import plans
from bot.store.goals import goals
from bot.store.goals.goals import NewGoal, Owner
from tests.stories.given import the_pair
from tests.stories.letters.test_letters import also_mentors_amina, person
from tests.stories.player import Phones, begun

WORDS = "ask questions that make pupils think"
DUE = date(2026, 7, 15)
LOG = "1 lesson notes 2 seat plan 3 did 2 of 3"


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), "the demo", "Thu 28 May 2026, 16:15")


def proposed(phones: Phones) -> int:
    """Faith proposes a goal."""
    with phones.engine.begin() as db:
        pair, now = the_pair(db), phones.simulation.now
        return deeds.propose(db, NewGoal(pair.id, pair.mentee_id, Owner.MENTEE, WORDS, "5 in a lesson", DUE, now))


def test_a_goal_counts_once_both_have_agreed(phones: Phones) -> None:
    goal_id = proposed(phones)
    with phones.engine.begin() as db:
        pair, now = the_pair(db), phones.simulation.now
        with pytest.raises(NotYours):
            deeds.agree(db, pair.mentee_id, goal_id, now)
        assert not deeds.of_pair(db, pair.id, local_day(now)).agreed
        for _twice in range(2):
            deeds.agree(db, pair.mentor_id, goal_id, now)
        known = deeds.of_pair(db, pair.id, local_day(now))
        assert [goal.id for goal in known.agreed] == [goal_id]
        assert not known.proposed


def test_the_goals_of_the_plan_are_read_where_the_plan_is(phones: Phones) -> None:
    with phones.engine.begin() as db:
        pair, now = the_pair(db), phones.simulation.now
        plan = plans.latest(db, pair.id)
        assert plan is not None
        known = deeds.of_pair(db, pair.id, local_day(now))
        assert "\n".join(item.text for item in known.planned) == plan.objectives
        assert goals.of_pair(db, pair.id) == []


def test_a_goal_is_the_pairs_alone(phones: Phones) -> None:
    goal_id = proposed(phones)
    phones.write("Peter", "STATUS")
    assert not [one for one in phones.notices() if "pupils" in one.outbound.text], "no screen shows its words"
    for name in ("Jane", "Ali", "Amina", "Brian"):
        who = person(phones, name)
        with phones.engine.begin() as db, pytest.raises(NotYours):
            deeds.agree(db, who, goal_id, phones.simulation.now)
        assert "pupils" not in " ".join([*phones.write(name, "GOALS"), *phones.write(name, "read")])


def test_goals_of_two_pairs_never_mix(phones: Phones) -> None:
    also_mentors_amina(phones)
    proposed(phones)
    phones.until("Thu 28 May 2026, 16:20")
    assert phones.write("Peter", "GOALS", Channel.SMS) == ["Goals with whom? 1 to F. Mutua 2 to A. Yusuf"]
    assert phones.write("Peter", "2", Channel.SMS) == ["No goals with A. Yusuf yet. 1 propose a goal"]
    assert phones.write("Amina", "malengo") == ["Bado hakuna malengo na P. Otieno. 1 pendekeza lengo"]


def test_a_goal_for_a_day_that_has_passed_is_refused(phones: Phones) -> None:
    with phones.engine.begin() as db:
        pair, now = the_pair(db), phones.simulation.now
        gone = local_day(now) - timedelta(days=1)
        with pytest.raises(DayOutside):
            deeds.propose(db, NewGoal(pair.id, pair.mentee_id, Owner.BOTH, WORDS, "seen", gone, now))


# SENT


def test_sent_follows_a_record_from_its_way_to_its_signature(phones: Phones) -> None:
    phones.write("Faith", LOG)
    assert phones.write("Faith", "SENT?") == ["Session 3: was sent to P. Otieno Thu 28 May 4:15pm, not signed yet."]
    phones.write("Peter", "SIGN 3", Channel.SMS)
    assert phones.write("Faith", "imetumwa?") == ["Session 3: P. Otieno has signed it."]


def test_sent_says_that_a_message_was_read(phones: Phones) -> None:
    phones.write("Faith", "ASK can we meet?")
    assert phones.write("Faith", "SENT")[0].endswith("of 28 May: was sent Thu 28 May 4:15pm, not read yet.")
    phones.press("Peter", "To read it")
    assert phones.write("Faith", "SENT")[0].endswith("of 28 May: read.")


def test_sent_does_not_say_why_somebody_is_not_reached(phones: Phones) -> None:
    phones.write("Peter", "STOP", Channel.SMS)
    phones.write("Faith", LOG)
    (told,) = phones.write("Faith", "SENT")
    assert told == "Session 3: could not be delivered by phone to P. Otieno, not signed yet."


def test_sent_is_only_of_ones_own(phones: Phones) -> None:
    phones.write("Faith", LOG)
    assert phones.write("Peter", "SENT", Channel.SMS)[0].startswith("You have not sent anything yet.")
