"""What must be true after the stories of planned meetings: both know of each, and nothing is planned twice."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import Engine

from bot.messages import Channel
from bot.store.sessions import sessions
from tests.stories.given import session, the_pair
from tests.stories.player import Phones, begun

SERIES = "BOOK thursdays 1pm library 4 times from 18/6"


@pytest.fixture
def phones(lived: Engine) -> Phones:
    """The day after session 3; session 4 is planned for 11 June."""
    return begun(lived, "session 3 is signed", "Fri 29 May 2026, 14:00")


def planned(phones: Phones) -> list[tuple[int, date, time | None, str | None]]:
    """The sessions after the third."""
    with phones.engine.connect() as db:
        known = sessions.of_pair(db, the_pair(db).id)
    return [(one.number, one.day, one.hour, one.venue) for one in known if one.number > 3]


def planning(phones: Phones, text: str) -> str:
    """She writes this and sends what is read back; answers the receipt."""
    [read] = phones.write("Faith", text)
    assert read.endswith("Reply 1 send, 2 change.")
    [told] = phones.write("Faith", "1")
    return told


def test_a_series_leaves_out_the_days_on_which_schools_are_closed(phones: Phones) -> None:
    planning(phones, SERIES)
    days = [(5, date(2026, 6, 18)), (6, date(2026, 7, 2)), (7, date(2026, 7, 9)), (8, date(2026, 7, 16))]
    assert planned(phones)[1:] == [(number, day, time(13), "library") for number, day in days]
    with phones.engine.connect() as db:
        assert session(db, 5).scheduled


def test_the_same_series_again_plans_nothing_twice(phones: Phones) -> None:
    planning(phones, SERIES)
    before = planned(phones)
    told = planning(phones, SERIES)
    assert "already: session 5. MOVE 5" in told
    assert planned(phones) == before


def test_a_day_that_was_named_may_be_one_on_which_schools_are_closed(phones: Phones) -> None:
    [asked] = phones.write("Faith", "BOOK 25/6 1pm")
    assert "chools are closed then" in asked
    planning(phones, "1")
    assert planned(phones)[-1] == (5, date(2026, 6, 25), time(13), "staffroom")


def test_a_public_holiday_is_named_and_the_next_day_of_school_offered(phones: Phones) -> None:
    [asked] = phones.write("Faith", "BOOK 1/6 1pm")
    assert "Mon 1 Jun is Madaraka Day. 1 yes 2 Tue 2 Jun 3 other date" in asked
    phones.write("Faith", "2")
    phones.write("Faith", "1")
    assert planned(phones)[-1][1:] == (date(2026, 6, 2), time(13), "staffroom")
    phones.until("Wed 7 Oct 2026, 12:00")
    [asked] = phones.write("Peter", "MOVE 5 20/10 2pm", Channel.WHATSAPP)
    assert "Tue 20 Oct is Mashujaa Day." in asked
    [told] = phones.press("Peter", "Wed 21 Oct")
    assert "new date Wed 21 Oct 2:00pm" in told
    assert planned(phones)[-1][1:3] == (date(2026, 10, 21), time(14))


def test_a_message_without_a_day_is_asked_for_one(phones: Phones) -> None:
    [asked] = phones.write("Faith", "BOOK")
    assert "when and where" in asked.lower()
    [again] = phones.write("Faith", "in the library")
    assert "Write day, hour and place" in again
    saved = planning(phones, "18/6 2pm library")
    assert "Session 5: Thu 18 Jun 2:00pm, library." in saved


def test_a_meeting_called_off_keeps_its_reason_as_a_code(phones: Phones) -> None:
    for text in ("DROP 4", "5", "a funeral"):
        phones.write("Faith", text)
    with phones.engine.connect() as db:
        off = session(db, 4)
    assert (off.missed_reason, off.missed_words, off.settled) == ("other", "a funeral", True)
    [notice] = [one.outbound.text for one in phones.notices()]
    assert "called off session 4" in notice
    assert "funeral" not in notice


@pytest.mark.parametrize(
    "text",
    ["MOVE 16/6 1pm", "MOVE 4 16/6 1pm", "hamisha 4 tue 16/6 saa 7", "HAMISHA 16/6 saa 7 mchana", "Move 16 june"],
)
def test_move_in_one_message(phones: Phones, text: str) -> None:
    [saved] = phones.write("Faith", text)
    assert "Session 4: new date Tue 16 Jun 1:00pm" in saved
    assert planned(phones) == [(4, date(2026, 6, 16), time(13), "staffroom")]


def test_a_number_before_the_month_is_the_day_and_not_the_session(phones: Phones) -> None:
    phones.write("Faith", "MOVE 5 june 1pm")
    assert planned(phones)[0][:2] == (4, date(2026, 6, 5))


def test_what_cannot_be_moved_says_what_to_do(phones: Phones) -> None:
    assert "BOOK plans one" in phones.write("Faith", "MOVE 9 16/6 1pm")[0]
    assert "has passed" in phones.write("Faith", "MOVE 4 28/5/2026 1pm")[0]


def test_cannot_come_in_one_reply_to_the_reminder(phones: Phones) -> None:
    phones.until("Wed 10 Jun 2026, 16:15")
    [told] = phones.write("Faith", "I can't come")
    assert "Session 4 is called off." in told
    with phones.engine.connect() as db:
        assert session(db, 4).missed_reason == "mentee_away"
    assert "called off session 4 of Thu 11 Jun (mentee away)" in phones.notices()[-1].outbound.text
    phones.until("Fri 12 Jun 2026, 17:00")
    assert not any("how was session 4 with P. Otieno" in one.outbound.text for one in phones.notices())
