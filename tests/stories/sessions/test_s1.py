"""What must be true after story S1: one SMS is a whole session record, however it arrives."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from bot.dialogs.sessions.rules import Record
from bot.language import septets
from bot.messages import Channel
from bot.store import signing
from bot.store.pairs import Side
from bot.store.signing import Method
from bot.store.talk import inbox
from tests.stories.given import FAITH, latest, record, session, the_pair
from tests.stories.left import left
from tests.stories.player import Phones, begun

LOG = "1 lesson notes, class control 2 group work in Gr 4, mark books daily by 11/6 3 did 2 of 3"
SAME = Record(
    day="2026-05-28",
    venue="staffroom",
    objectives="lesson notes\nclass control",
    areas="lesson notes\nclass control",
    plan="group work in Gr 4\nmark books daily\t2026-06-11",
    looked_back="did 2 of 3",
)


@pytest.fixture
def phones(lived: Engine) -> Phones:
    """Faith has just been asked about session 3."""
    return begun(lived, "the demo", "Thu 28 May 2026, 16:15")


def test_one_sms_completes_annexes_two_and_three(phones: Phones) -> None:
    [receipt] = phones.write("Faith", LOG)
    assert "Session 3" in receipt
    assert record(phones.engine, 3) == SAME
    with phones.engine.connect() as db:
        held = session(db, 3)
        assert held.signers == {the_pair(db).mentee_id}
        assert held.scheduled


def test_one_sms_in_kiswahili_completes_annexes_two_and_three(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15", "sw")
    words = "1 andalio la somo, nidhamu darasani 2 kazi ya vikundi Gr 4, kusahihisha vitabu kila siku hadi 11/6"
    phones.write("Faith", f"{words} 3 nimetimiza 2 kati ya 3")
    assert record(phones.engine, 3) == Record(
        day="2026-05-28",
        venue="chumba cha walimu",
        objectives="andalio la somo\nnidhamu darasani",
        areas="andalio la somo\nnidhamu darasani",
        plan="kazi ya vikundi Gr 4\nkusahihisha vitabu kila siku\t2026-06-11",
        looked_back="nimetimiza 2 kati ya 3",
    )


def test_two_sms_complete_a_session_that_was_not_scheduled(lived: Engine) -> None:
    phones = begun(lived, "session 3 is signed", "Wed 3 Jun 2026, 17:00")
    phones.write("Faith", "LOG 3/6 library 1 schemes of work 2 finish wk 6 scheme by fri 3 books marked daily")
    phones.write("Faith", "same")
    assert record(lived, 5) == Record(
        day="2026-06-03",
        venue="library",
        objectives="schemes of work",
        areas="schemes of work",
        plan="finish wk 6 scheme\t2026-06-05",
        looked_back="books marked daily",
    )
    with lived.connect() as db:
        assert not session(db, 5).scheduled


def test_the_mentees_own_message_is_her_signature(phones: Phones) -> None:
    phones.write("Faith", LOG, provider_id="SM1")
    with phones.engine.connect() as db:
        version = latest(db, 3)
        [signature] = signing.of_version(db, version.id)
        assert signature.inbox_id is not None
        message = inbox.get(db, signature.inbox_id)
        pair = the_pair(db)
    assert message is not None
    assert (message.provider_id, message.text) == ("SM1", LOG)
    assert (signature.person_id, signature.role, signature.method) == (pair.mentee_id, Side.MENTEE, Method.REPLY)
    assert (signature.channel, signature.address) == (Channel.SMS, FAITH)
    assert signature.made_at == message.received_at == phones.simulation.now
    assert signature.hash == version.hash == SAME.hash
    assert signature.read


def test_the_same_sms_delivered_twice_changes_nothing(phones: Phones) -> None:
    assert len(phones.write("Faith", LOG, provider_id="SM1")) == 1
    before = left(phones.engine)
    assert phones.write("Faith", LOG, provider_id="SM1") == []
    phones.until("Thu 28 May 2026, 18:15")
    assert phones.write("Faith", LOG, provider_id="SM1") == []
    assert left(phones.engine) == before


def test_a_bare_1_asks_for_the_rest_one_by_one(phones: Phones) -> None:
    [asked] = phones.write("Faith", "1")
    assert "what did you discuss?" in asked
    for text in ("lesson notes, class control", "group work in Gr 4, mark books daily by 11/6", "did 2 of 3"):
        [asked] = phones.write("Faith", text)
    assert record(phones.engine, 3) == SAME
    assert "sent to P. Otieno" in asked


def test_the_first_part_alone_asks_for_the_rest_one_by_one(phones: Phones) -> None:
    [asked] = phones.write("Faith", "1 lesson notes, class control")
    assert "what will each of you do next, and by when?" in asked
    phones.write("Faith", "group work in Gr 4, mark books daily by 11/6")
    phones.write("Faith", "did 2 of 3")
    assert record(phones.engine, 3) == SAME


@pytest.mark.parametrize(
    ("text", "areas", "plan", "looked_back"),
    [
        ("1 read 2 books 2 seat plan 3 did 2 of 3", "read 2 books", "seat plan", "did 2 of 3"),
        (
            "1. 3 lessons seen. 2. mark 2 books a day. 3. part",
            "3 lessons seen",
            "mark 2 books a day",
            "=part,part,part",
        ),
        (
            "1 grade 2 and 3 readers\n2 read 2 pages daily\n3 done",
            "grade 2 and 3 readers",
            "read 2 pages daily",
            "=done",
        ),
    ],
)
def test_numbers_inside_the_text_do_not_break_the_parts(
    phones: Phones, text: str, areas: str, plan: str, looked_back: str
) -> None:
    phones.write("Faith", text)
    found = record(phones.engine, 3)
    assert (found.areas, found.plan) == (areas, plan)
    assert found.looked_back.startswith(looked_back)


LONG = (
    "1 lesson notes for the third week of term, class control with sixty pupils in one room 2 group work in grade 4"
    " with leaders, mark books daily by 11/6, write class rules with the pupils 3 did 2 of 3, seat plan is still open"
)
"""Longer than one SMS can carry."""


def test_two_sms_that_the_provider_joined_are_one_record(phones: Phones) -> None:
    assert septets(LONG) > 160
    [receipt] = phones.write("Faith", LONG)
    assert "2 topics, 3 actions" in receipt
    assert record(phones.engine, 3).looked_back == "did 2 of 3, seat plan is still open"


@pytest.mark.parametrize("cut", [153, 160, LONG.index("3 did")])
def test_two_sms_that_nobody_joined_are_one_record(phones: Phones, cut: int) -> None:
    [asked] = phones.write("Faith", LONG[:cut])
    assert "Saved" not in asked
    phones.write("Faith", LONG[cut:])
    found = record(phones.engine, 3)
    assert found.areas == "lesson notes for the third week of term\nclass control with sixty pupils in one room"
    assert found.plan.split("\n")[1:] == ["mark books daily\t2026-06-11", "write class rules with the pupils"]
    assert found.looked_back == "did 2 of 3, seat plan is still open"


def test_a_reply_three_days_later_lands_on_session_3(phones: Phones) -> None:
    phones.until("Sun 31 May 2026, 19:00")
    [receipt] = phones.write("Faith", LOG)
    assert "Session 3 (28 May, staffroom)" in receipt
    assert record(phones.engine, 3) == SAME


def test_where_two_prompts_fit_it_asks_which_and_keeps_the_words(phones: Phones) -> None:
    phones.until("Thu 11 Jun 2026, 17:00")
    [asked] = phones.write("Faith", LOG)
    assert "session 3" in asked
    assert "session 4" in asked
    [receipt] = phones.write("Faith", "1")
    assert "Session 3 (28 May, staffroom)" in receipt
    assert record(phones.engine, 3).areas == SAME.areas
    with phones.engine.connect() as db:
        assert session(db, 4).version_id is None
