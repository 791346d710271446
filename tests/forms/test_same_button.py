"""After a second answer that was not understood, “the same as before” may be chosen, however long it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dialogs.sessions.paper import Meeting, SessionRecord
from bot.forms.checks import longest
from bot.forms.facts import NotUnderstood
from bot.forms.filling import Filling, choose, options, reply
from bot.forms.questions import SAME
from bot.language import Item, items_text


def at_objectives(meeting: Meeting) -> Filling:
    """The third question after two answers that were not understood."""
    answers = {"day": longest.DAY.isoformat(), "venue": "library"}
    return Filling(SessionRecord, longest.context(meeting), answers, said="objectives", misses=2)


@pytest.mark.parametrize("by", ["button", "number"])
def test_choosing_the_same_stores_what_was_planned(by: str) -> None:
    meeting = longest.facts(Meeting)
    filling = at_objectives(meeting)
    after = choose(filling, SAME) if by == "button" else reply(filling, "1")
    assert isinstance(after, Filling)
    assert after.answers["objectives"] == items_text(meeting.objectives)


@pytest.mark.parametrize("yes", ["yes", "ndio", "Ndiyo", "eeh", "👍"])
def test_a_yes_to_what_was_named_is_the_same(yes: str) -> None:
    meeting = longest.facts(Meeting)
    after = reply(replace(at_objectives(meeting), misses=0), yes)
    assert isinstance(after, Filling)
    assert after.answers["objectives"] == items_text(meeting.objectives)


def test_an_old_button_for_the_same_is_not_understood_where_nothing_is_planned_any_more() -> None:
    filling = at_objectives(replace(longest.facts(Meeting), objectives=()))
    assert SAME not in [option.key for option in options(filling)]
    with pytest.raises(NotUnderstood):
        choose(filling, SAME)


def test_the_button_carries_a_word_and_not_the_answer() -> None:
    long = (Item("group work with slow readers " * 4),)
    assert options(at_objectives(replace(longest.facts(Meeting), objectives=long)))[0].key == SAME
