"""A word that does a deed does none at an address to which its text never came: there it is said first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from bot.messages import Channel
from bot.simulator.past import ENROLLED
from bot.simulator.persons import give_ways
from bot.store import plans
from bot.store.people import people
from tests.stories.given import FAITH
from tests.stories.plans.test_s4_plan import MONDAY, plan_of, proposes
from tests.stories.player import Phones, begun

TELEGRAM = (Channel.TELEGRAM, "70001")


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    """Faith writes from a chat as well; the plan comes to her phone."""
    engine = quick_copies()
    before = begun(engine, "Faith and Peter are matched", MONDAY)
    with engine.begin() as db:
        [(faith, _way)] = people.at_address(db, Channel.SMS, FAITH)
        give_ways(db, faith.id, [(Channel.SMS, FAITH), TELEGRAM], ENROLLED)
    phones = Phones(engine, before.moment)
    proposes(phones)
    return phones


def is_approved(phones: Phones) -> bool:
    plan = plan_of(phones.engine, plans.newest)
    assert plan is not None
    return plan.approved_at is not None


@pytest.mark.parametrize(("language", "word"), [("en", "approve"), ("sw", "idhinisha")])
def test_a_plan_is_not_approved_where_it_was_never_shown(phones: Phones, language: str, word: str) -> None:
    with phones.engine.begin() as db:
        [(faith, _way)] = people.at_address(db, Channel.SMS, FAITH)
        people.set_language(db, faith.id, language)
    [shown] = phones.write("Faith", word, Channel.TELEGRAM)
    assert not is_approved(phones)
    assert "P. Otieno" in shown, "and what it is about is told there"
    phones.write("Faith", word, Channel.TELEGRAM)
    assert is_approved(phones)


def test_where_it_came_the_word_is_enough(phones: Phones) -> None:
    phones.write("Faith", "approve")
    assert is_approved(phones)
