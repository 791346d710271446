"""The week's sessions to the head: what must be true of them beside their story."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from bot.dialogs.refusals import NotYours
from bot.dialogs.slots import deeds
from bot.simulator.past import MENTEE
from bot.store.people import people
from tests.stories.given import AMINA, DIRECTOR, session
from tests.stories.player import Phones, begun


def lists(phones: Phones) -> list[str]:
    """The lists of the week that have gone out, each with the head's name."""
    found = [one for one in phones.sent if "sessions of this week" in one.outbound.text]
    return [f"{phones.names[one.channel, one.address]}: {one.outbound.text}" for one in found]


def test_the_list_comes_on_the_first_day_of_school_in_a_week(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "two pairs at Mwangaza", "Fri 29 May 2026, 17:00")
    phones.write("Faith", "MOVE 4 4/6 1pm")
    phones.until("Tue 2 Jun 2026, 07:29")
    assert not lists(phones), "1 June is Madaraka Day"
    phones.until("Tue 2 Jun 2026, 07:31")
    (told,) = lists(phones)
    assert told.startswith("Jane: ")
    assert "F. Mutua - P. Otieno, Thu 4 Jun 1:00pm" in told
    phones.until("Mon 8 Jun 2026, 17:00")
    assert len(lists(phones)) == 1, "no session is planned for that week"


@pytest.mark.parametrize("stopped", [False, True])
def test_who_has_stopped_it_or_has_one_pair_gets_none(quick_copies: Callable[[], Engine], stopped: bool) -> None:
    given = "two pairs at Mwangaza" if stopped else "session 3 is signed"
    phones = begun(quick_copies(), given, "Sun 7 Jun 2026, 17:00")
    if stopped:
        phones.write("Jane", "SLOTS")
    phones.until("Mon 8 Jun 2026, 17:00")
    assert lists(phones) == []
    assert phones.write("Faith", "SLOTS") == ["Heads hear each week when the pairs of their school meet."]


def test_nobody_but_their_head_says_that_an_hour_clashes(quick_copies: Callable[[], Engine]) -> None:
    engine = quick_copies()
    phones = begun(engine, "two pairs at Mwangaza", "Mon 8 Jun 2026, 07:31")
    with engine.begin() as db:
        for number in (DIRECTOR, AMINA, MENTEE):
            other = people.by_tsc(db, number)
            assert other is not None
            with pytest.raises(NotYours):
                deeds.clash(db, other.id, session(db, 4).id, phones.simulation.now)
