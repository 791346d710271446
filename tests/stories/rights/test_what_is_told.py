"""What is erased goes from what others were told too; what no SMS may tell stands in no copy by SMS."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from bot.dialogs.mydata import deeds as copies
from bot.messages import Channel
from bot.store.joining import enrolling
from bot.store.joining.enrolling import Category, NewEnrolment
from bot.store.joining.nominating import Answer
from tests.store.searching import found
from tests.stories.cases.complaining import who
from tests.stories.player import Phones, begun

TIME = "Thu 28 May 2026, 15:40"


def erases(phones: Phones, name: str, pin: str, channel: Channel = Channel.SMS) -> str:
    """Somebody has erased what can be erased; what they are answered."""
    for words in ("ERASE", pin):
        phones.write(name, words, channel)
    return phones.write(name, f"1 {pin}", channel)[0]


@pytest.mark.each_on_both
@pytest.mark.parametrize("gives_back", [False, True])
def test_what_was_written_to_a_helper_goes_from_their_phone_s_messages_too(lived: Engine, gives_back: bool) -> None:
    phones = begun(lived, "a champion at Mwangaza", TIME, "en")
    phones.write("Faith", "HUMAN")
    phones.write("Faith", "mbuzi wa babu amepotea")
    phones.write("Brian", "1")
    phones.write("Faith", "mbuzi wa babu ni mweupe")
    if gives_back:
        phones.until("Thu 28 May 2026, 16:15")
        phones.say_as("Faith", "mbuzi wa babu tena")
        phones.write("Grace", "1", Channel.TELEGRAM)
    else:
        phones.write("Brian", "Which one?")
    phones.write("Faith", "BOT")
    with phones.engine.connect() as db:
        assert {"inbox.text", "outbox.body"} <= set(found(db, "mbuzi wa babu"))
    phones.until("Fri 29 May 2026, 10:00")
    assert erases(phones, "Faith", "4821").startswith("Erased."), phones.sent[-1].outbound.text
    with phones.engine.connect() as db:
        assert not found(db, "mbuzi wa babu")
        assert found(db, "asks to talk to a person"), "and no more than that"


def test_what_a_helper_answered_goes_at_the_helper_s_wish(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "a champion at Mwangaza", TIME, "en")
    phones.write("Faith", "HUMAN")
    phones.write("Brian", "1")
    phones.write("Brian", "andika LOG pamoja na tarehe")
    phones.write("Brian", "DONE")
    phones.until("Fri 29 May 2026, 10:00")
    assert erases(phones, "Brian", "8206").startswith("Erased."), phones.sent[-1].outbound.text
    with phones.engine.connect() as db:
        assert not found(db, "andika LOG pamoja")


def test_no_sms_tells_why_somebody_was_enrolled_and_the_file_does(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "session 3 is signed", TIME)
    faith, jane, now = who(phones, "Faith"), who(phones, "Jane"), phones.simulation.now
    with phones.engine.begin() as db:
        new = NewEnrolment(faith, 1, jane, "Faith", Category.CONDUCT, "late for months", now, Answer.ACCEPTED)
        enrolling.add(db, new)
        copied = copies.copy_of(db, faith)
        assert b"conduct" in copies.as_json(db, faith, copied, now)
    assert "late for months" in str(copied)
    by_sms = copies.by_sms(copied, "en")
    assert "ENROLMENT" in by_sms
    assert not [word for word in ("category", "late for months") if word in by_sms]
