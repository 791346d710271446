"""Coaching stands beside mentorship, and no figure of a head or an officer holds both."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine

from bot.dialogs.figures import deeds
from bot.dialogs.visibility import SCD_LEVELS
from bot.store import areas, pairs
from bot.store.pairs import PairKind
from bot.store.people import people
from bot.store.session_rows import NewSession
from bot.store.sessions import changes
from tests.stories.player import Phones, begun

MOMENT = "Wed 10 Jun 2026, 10:00"
HEAD, NOW = "401122", datetime(2026, 6, 10, 7, tzinfo=UTC)


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), "coaching at Mwangaza", MOMENT)


def _planned(engine: Engine, coach: str, days: int) -> None:
    """A pair of this coach has planned so many sessions in May, none of which was held."""
    with engine.begin() as db:
        who = people.by_tsc(db, coach)
        assert who is not None
        for pair in pairs.pairs_of(db, who.id, pairs.LOGGING)[:1]:
            assert pair.kind is PairKind.COACHING
            for number in range(1, days + 1):
                changes.add(db, NewSession(pair.id, number, date(2026, 5, number), scheduled=True))


def _without_coaching(said: str) -> str:
    return re.sub(r"Coaching[ :].*?(?:\.(?: |$)|\n)", "", said)


@pytest.mark.parametrize("who", ["Jane", "Ali"])
def test_sessions_of_coaching_change_the_line_of_coaching_and_nothing_else(phones: Phones, who: str) -> None:
    pin = {"Jane": "2094", "Ali": "6618"}[who]
    phones.write(who, "STATUS")
    [before] = phones.write(who, pin)
    _planned(phones.engine, HEAD, 1)
    [after] = phones.write(who, "STATUS")
    assert before != after
    assert "Coaching" in before
    assert _without_coaching(before) == _without_coaching(after)


def test_a_head_who_is_coached_counts_as_a_coaching_pair_of_her_school(phones: Phones) -> None:
    with phones.engine.connect() as db:
        mwangaza = areas.by_code(db, "MWL01")
        assert mwangaza is not None
        [found] = deeds.schools(db, mwangaza.id, NOW, SCD_LEVELS)
    assert found.coaching.pairs == 3
    assert found.now.pairs == 1
