"""What must be true when both log one meeting: one session, both versions kept, nothing typed is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from sqlalchemy import Engine

from bot.language import NAIROBI
from bot.messages import Channel, Inbound
from bot.store.people import people
from bot.store.sessions import sessions
from bot.store.talk import drafts
from bot.talk import hear
from bot.talk.turn import World
from tests.stories.given import FAITH, PETER, latest, record, session, the_pair
from tests.stories.left import versions_of
from tests.stories.player import Phones, begun

HERS = "LOG 28/5 staffroom 1 lesson notes 2 group work in Gr 4 3 did 2 of 3"
HIS = "LOG 28/5 staffroom 1 lesson notes 2 group work in Gr 5 3 did 2 of 3"


@pytest.fixture
def phones(lived: Engine) -> Phones:
    """Session 3 is today, and Faith has logged it."""
    phones = begun(lived, "the demo", "Thu 28 May 2026, 14:00")
    phones.write("Faith", HERS)
    return phones


def test_the_second_version_follows_the_first_and_both_are_kept(phones: Phones) -> None:
    [asked] = phones.write("Peter", HIS)
    assert "Faith: plan: group work in Gr 4. You: plan: group work in Gr 5." in asked
    phones.write("Peter", "2")
    with phones.engine.connect() as db:
        pair = the_pair(db)
        known = versions_of(db, session(db, 3).id)
        assert [(one.author_id, one.plan) for one in known] == [
            (pair.mentee_id, "group work in Gr 4"),
            (pair.mentor_id, "group work in Gr 5"),
        ]
        assert len(sessions.of_pair(db, pair.id)) == 4
        assert session(db, 3).signers == {pair.mentor_id}
    phones.write("Faith", "1")
    phones.write("Faith", "1")
    with phones.engine.connect() as db:
        assert session(db, 3).signers == {pair.mentee_id, pair.mentor_id}


def test_agreeing_signs_the_version_that_was_shown(phones: Phones) -> None:
    phones.write("Peter", HIS)
    assert "Session 3 complete" in phones.write("Peter", "agree with theirs")[0]
    with phones.engine.connect() as db:
        pair = the_pair(db)
        assert session(db, 3).signers == {pair.mentee_id, pair.mentor_id}
        assert latest(db, 3).number == 1
        assert drafts.all_open(db, pair.mentor_id) == []


def test_the_same_words_from_both_are_a_signature(phones: Phones) -> None:
    assert "Session 3 complete" in phones.write("Peter", HERS)[0]


def test_there_were_two_meetings_when_they_say_so(phones: Phones) -> None:
    phones.write("Peter", HIS)
    phones.write("Peter", "3")
    with phones.engine.connect() as db:
        second = session(db, 5)
        assert (second.day, second.scheduled) == (session(db, 3).day, False)
        assert latest(db, 5).plan == "group work in Gr 5"
        assert latest(db, 3).plan == "group work in Gr 4"


def test_ones_own_second_log_is_a_change_or_nothing(phones: Phones) -> None:
    [asked] = phones.write("Faith", HIS)
    assert "You have logged session 3 already." in asked
    phones.write("Faith", "1")
    assert record(phones.engine, 3).plan == "group work in Gr 4"
    phones.write("Faith", HIS)
    phones.write("Faith", "2")
    assert record(phones.engine, 3).plan == "group work in Gr 5"
    with phones.engine.connect() as db:
        assert len(sessions.of_pair(db, the_pair(db).id)) == 4


def test_who_leaves_it_at_that_finds_the_words_under_sign(phones: Phones) -> None:
    phones.write("Peter", HIS)
    phones.write("Peter", "MENU")
    [asked] = phones.write("Peter", "SIGN")
    assert "1 sign new version" in asked
    phones.write("Peter", "1")
    assert record(phones.engine, 3).plan == "group work in Gr 5"


def test_a_form_filled_in_meanwhile_is_not_lost(lived: Engine) -> None:
    """Peter is at the last question when Faith's SMS arrives."""
    phones = begun(lived, "the demo", "Thu 28 May 2026, 14:00")
    for text in ("LOG", "today", "same", "same", "lesson notes", "group work in Gr 5"):
        phones.write("Peter", text)
    phones.write("Faith", HERS)
    phones.write("Peter", "done")
    [asked] = phones.write("Peter", "1")
    assert "Faith logged session 3 too." in asked
    phones.write("Peter", "2")
    assert record(lived, 3).plan == "group work in Gr 5"


def test_a_log_without_words_says_that_there_is_one(phones: Phones) -> None:
    assert "logged already" in phones.write("Peter", "LOG 3")[0]
    assert "logged already" in phones.write("Peter", "LOG 28/5")[0]


@pytest.mark.each_on_both
def test_both_sides_logging_in_the_same_moment_leave_one_session(lived: Engine) -> None:
    """Two real transactions that begin together, through the front door."""
    now = datetime(2026, 5, 28, 14, 0, tzinfo=NAIROBI)
    start = Barrier(2)

    def say(address: str, text: str) -> None:
        start.wait()
        hear(lived, Inbound(Channel.SMS, address, text, text), now, World())

    with ThreadPoolExecutor(2) as both:
        list(both.map(say, (FAITH, PETER), (HERS, HIS)))
    with lived.connect() as db:
        pair = the_pair(db)
        assert [one.number for one in sessions.of_pair(db, pair.id)] == [1, 2, 3, 4]
        first = latest(db, 3)
        [(second, there)] = people.at_address(db, Channel.SMS, PETER if first.author_id == pair.mentee_id else FAITH)
        assert first.number == 1
        assert str(there.place).startswith("LoggedTwice?")
        [draft] = drafts.all_open(db, second.id)
        assert draft.answers["plan"] != first.plan


def test_undo_after_a_second_log_takes_nothing_back(phones: Phones) -> None:
    phones.until("Thu 28 May 2026, 14:30")
    phones.write("Faith", HIS)
    assert "more than 2 minutes" in phones.write("Faith", "UNDO")[0]
    assert record(phones.engine, 3).plan == "group work in Gr 4"
