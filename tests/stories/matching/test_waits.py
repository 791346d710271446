"""A match that waits: who may see it and take it back, and what is told of it to whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from bot.dialogs.refusals import Moved, NotYours
from bot.dialogs.withdrawing import deeds
from bot.simulator.past import MENTEE, MENTOR
from bot.store.matching import proposals
from bot.store.people import people
from tests.stories.given import DIRECTOR, EARLY, HEAD
from tests.stories.player import Phones, begun

SHOWN = (
    "A match waits for an answer. Faith Mutua with Peter Otieno, proposed on 28 Apr. I tell you the answer."
    " 1 ask once more 2 withdraw it"
)


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    """Faith and Peter are proposed to each other."""
    phones = begun(quick_copies(), "nobody is matched yet", "Tue 28 Apr 2026, 10:00")
    phones.write("Jane", f"MATCH {MENTEE} {MENTOR}")
    phones.write("Jane", "1")
    return phones


def asked(phones: Phones, name: str) -> int:
    """How often somebody was asked."""
    texts = [one.outbound.text for one in phones.sent if phones.names.get((one.channel, one.address)) == name]
    return sum("will you mentor" in text or "suggests" in text for text in texts)


def test_the_same_is_shown_whoever_has_yet_to_answer(phones: Phones) -> None:
    assert phones.write("Jane", "MATCH Faith") == [SHOWN]
    phones.press("Peter", "Yes")
    assert phones.write("Jane", "MATCH Faith") == [SHOWN]


def test_nobody_is_asked_a_third_time(phones: Phones) -> None:
    phones.write("Jane", "MATCH Faith")
    phones.write("Jane", "1")
    phones.until("Mon 11 May 2026, 18:00")
    assert asked(phones, "Peter") == 2
    assert "ask once more" not in phones.write("Jane", "MATCH Faith")[0]


def test_what_is_taken_back_asks_nobody_any_more_and_may_be_proposed_again(phones: Phones) -> None:
    phones.write("Jane", "MATCH Faith")
    phones.write("Jane", "2")
    assert "is no longer open" in phones.press("Peter", "Yes")[0]
    phones.until("Mon 11 May 2026, 18:00")
    assert (asked(phones, "Peter"), asked(phones, "Faith")) == (1, 0)
    phones.write("Jane", f"MATCH {MENTEE} {MENTOR}")
    assert "Match mentee Faith Mutua" in phones.write("Jane", "2094")[0]


def test_only_who_matches_them_takes_it_back_and_only_once(phones: Phones) -> None:
    with phones.engine.begin() as db:
        for number in (MENTOR, MENTEE, DIRECTOR):
            other = people.by_tsc(db, number)
            assert other is not None
            with pytest.raises(NotYours):
                deeds.withdraw(db, other.id, 1, EARLY)
        head = people.by_tsc(db, HEAD)
        assert head is not None
        deeds.withdraw(db, head.id, 1, EARLY)
        for deed in (deeds.withdraw, deeds.ask_again):
            with pytest.raises(Moved):
                deed(db, head.id, 1, EARLY)
        kept = proposals.get(db, 1)
    assert kept is not None
    assert kept.asks is None
