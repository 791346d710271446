"""What a release must cost at most: messages of each frequent task by SMS, and segments of a signed log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine

from bot.messages import Channel
from bot.store.reviews import reviews
from tests.stories.given import record, session, the_pair
from tests.stories.player import Phones, begun, everybody_on

LOG = "1 lesson notes, class control 2 group work in Gr 4, mark books daily by 11/6 3 did 2 of 3"


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    """Everybody by SMS, at the log prompt of session 3."""
    engine = quick_copies()
    everybody_on(engine, Channel.SMS)
    return begun(engine, "the demo", "Thu 28 May 2026, 16:15")


def test_a_scheduled_log_is_one_message_and_its_signature_one_and_both_take_five_segments_of_ours(
    phones: Phones,
) -> None:
    phones.write("Faith", LOG)
    assert record(phones.engine, 3).areas == "lesson notes\nclass control"
    phones.write("Peter", "2")
    with phones.engine.connect() as db:
        assert len(session(db, 3).signers) == 2
    said = [one for one in phones.sent if one.channel is Channel.SMS]
    print([(one.segments, one.outbound.text) for one in said])
    assert sum(one.segments or 0 for one in said) <= 5, "the prompt, its receipt, the notice, its receipt, the news"


def test_a_signature_with_reading_is_two_messages(phones: Phones) -> None:
    phones.write("Faith", LOG)
    for text in ("1", "2"):
        phones.write("Peter", text)
    with phones.engine.connect() as db:
        assert len(session(db, 3).signers) == 2


def test_an_unscheduled_log_is_two_messages(phones: Phones) -> None:
    phones.write("Faith", LOG)
    phones.until("Wed 3 Jun 2026, 17:00")
    for text in ("LOG 3/6 library 1 schemes of work 2 finish wk 6 scheme by fri 3 books marked daily", "same"):
        phones.write("Faith", text)
    assert record(phones.engine, 5).day == date(2026, 6, 3).isoformat()


def test_a_six_week_review_is_three_messages_of_the_mentor(quick_copies: Callable[[], Engine]) -> None:
    engine = quick_copies()
    everybody_on(engine, Channel.SMS)
    phones = begun(engine, "session 4 was not held", "Mon 15 Jun 2026, 16:15")
    for text in ("2", "0", "joint lesson planning on mondays"):
        phones.write("Peter", text)
    with phones.engine.connect() as db:
        pair = the_pair(db)
        assert [one.person_id for one in reviews.of_pair(db, pair.id)] == [pair.mentor_id]
