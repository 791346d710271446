"""Learning communities: one SMS each for reply and after-question, across schools by an officer, and who reads what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, select

from bot.dialogs.desk import Asking, NotOpen
from bot.dialogs.handlers import prepare
from bot.dialogs.plc.pages import MyPlc, OnePlc, PlcInvited
from bot.messages import Channel
from bot.simulator.persons import CAST
from bot.store.instruments import plcs
from bot.store.people import people
from tests.stories.player import Phones, begun


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    """Jane has called Faith and Brian."""
    phones = begun(quick_copies(), "coaching at Mwangaza", "Wed 1 Jul 2026, 10:00")
    phones.write("Jane", "PLC")
    for words in ("Fri 2pm staffroom", "topic mixed groups", "Mutua, Brian", "1"):
        phones.write("Jane", words)
    return phones


def _rows(phones: Phones) -> list[tuple[bool | None, bool | None]]:
    table = plcs.plc_people.c
    with phones.engine.connect() as db:
        return [(one.comes, one.attended) for one in db.execute(select(table.comes, table.attended).order_by(table.id))]


def test_after_it_whoever_may_have_come_answers_with_one_sms(phones: Phones) -> None:
    phones.write("Brian", "2")
    phones.until("Fri 3 Jul 2026, 16:30")
    asked = [one.outbound.text for one in phones.sent if "were you at the PLC" in one.outbound.text]
    assert len(asked) == 1, "who cannot come is not asked"
    assert phones.write("Faith", "pairs of fast and slow readers") == [
        "Noted, thank you. J. Wambua sees how many were there; what you will use only you read."
    ]
    assert _rows(phones) == [(None, True), (False, None)]


def test_its_caller_is_asked_on_the_next_school_day_what_was_agreed_and_answers_with_one_sms(phones: Phones) -> None:
    phones.until("Mon 6 Jul 2026, 16:30")
    asked = [one.outbound.text for one in phones.sent if "What did you agree to do?" in one.outbound.text]
    assert len(asked) == 1
    said = phones.write("Jane", "everybody tries mixed groups")
    assert "Agreed: everybody tries mixed groups." in said[0]
    phones.until("Fri 10 Jul 2026, 18:00")
    assert len([one for one in phones.sent if "What did you agree to do?" in one.outbound.text]) == 1


def test_that_one_was_not_there_is_one_sms_too(phones: Phones) -> None:
    phones.until("Fri 3 Jul 2026, 16:30")
    phones.write("Brian", "2")
    assert _rows(phones) == [(None, None), (None, False)]


def test_its_counts_are_read_by_its_caller_and_the_invitation_by_who_is_invited(phones: Phones) -> None:
    now = datetime(2026, 7, 1, 8, tzinfo=UTC)
    opened: dict[str, set[str]] = {}
    with phones.engine.connect() as db:
        for member in CAST:
            who = people.by_tsc(db, member.tsc_number)
            assert who is not None
            for page in (OnePlc, PlcInvited, MyPlc):
                try:
                    prepare(Asking(db, who, now), page(plc=1))
                except NotOpen:
                    continue
                opened.setdefault(who.name.split()[0], set()).add(page.__name__)
    invited = {"PlcInvited", "MyPlc"}
    assert opened == {"Jane": {"OnePlc"}, "Faith": invited, "Brian": invited}


def test_an_officer_calls_the_coaching_pairs_of_all_schools_of_the_area(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "coaching at Mwangaza", "Wed 1 Jul 2026, 10:00")
    said = phones.write("Ali", "PLC 8/7 10am TAC centre topic lesson study", Channel.TELEGRAM)
    assert said[0].endswith("Topic: lesson study. Invited: 3 people.")
    phones.press("Ali", "Send", Channel.TELEGRAM)
    told = {phones.names[one.channel, one.address] for one in phones.sent if "calls you to a PLC" in one.outbound.text}
    assert told == {"Faith", "Brian", "Jane"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("PLC thursdays 2pm library 4 times topic notes", "One meeting at a time, please"),
        ("PLC 1/6 2pm library topic notes", "has passed"),
    ],
)
def test_a_day_that_cannot_be_is_asked_again(quick_copies: Callable[[], Engine], words: str, said: str) -> None:
    phones = begun(quick_copies(), "coaching at Mwangaza", "Wed 1 Jul 2026, 10:00")
    assert said in phones.write("Jane", words)[0]


def test_a_place_that_was_asked_is_read_back_with_the_day(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "coaching at Mwangaza", "Wed 1 Jul 2026, 10:00")
    phones.write("Jane", "PLC Fri 2pm topic mixed groups")
    [said] = phones.write("Jane", "library")
    assert said.startswith("PLC Fri 3 Jul 2:00pm, library. Topic: mixed groups. Invited: 4 people."), said
    for words in ("2", "1"):
        phones.write("Jane", words)
    [said] = phones.write("Jane", "Fri 3pm")
    assert said.startswith("Where?"), "another day may be elsewhere"
    [said] = phones.write("Jane", "hall")
    assert said.startswith("PLC Fri 3 Jul 3:00pm, hall."), said
    assert phones.write("Jane", "1")[0].startswith("PLC Fri 3 Jul 3:00pm, hall.")
