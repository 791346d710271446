"""Dates, hours and series in people's own words: what is known is kept, what is open is asked, nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from sqlalchemy import Engine

from bot.language import NAIROBI
from bot.store.sessions import sessions
from tests.stories.given import session, the_pair
from tests.stories.player import Phones, begun

FRIDAY = "Fri 29 May 2026, 14:00"
"""The day after session 3; session 4 is planned for 11 June."""


@pytest.fixture
def phones(lived: Engine) -> Phones:
    return begun(lived, "session 3 is signed", FRIDAY)


def planned(phones: Phones) -> list[tuple[date, time | None, str | None]]:
    """The sessions after the fourth."""
    with phones.engine.connect() as db:
        known = sessions.of_pair(db, the_pair(db).id)
    return [(one.day, one.hour, one.venue) for one in known if one.number > 4]


def juni(*days: int) -> list[date]:
    return [date(2026, 6, day) for day in days]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("tuesdays 2pm 3 times", juni(2, 9, 16)),
        ("kila jumanne saa nane mara tatu", juni(2, 9, 16)),
        ("thrice tuesdays 2pm", juni(2, 9, 16)),
        ("tuesdays 2pm until 16 June", juni(2, 9, 16)),
        ("kila jumanne saa nane hadi 16 Juni", juni(2, 9, 16)),
        ("jumanne kila wiki mbili saa nane hadi 16 Juni", juni(2, 16)),
        ("fortnightly tuesday 2pm until 16/6", juni(2, 16)),
        ("monthly on tuesday 2pm 3 times", [date(2026, 6, 2), date(2026, 7, 7), date(2026, 9, 1)]),
        ("kila mwezi jumanne saa nane hadi 31 Julai", [date(2026, 6, 2), date(2026, 7, 7)]),
        ("kila mwezi tarehe 5 saa nane hadi 31 Julai", [date(2026, 6, 5)]),
        ("every month on 9 june 2pm until 31 July", [date(2026, 6, 9), date(2026, 7, 9)]),
    ],
)
def test_a_series_is_read_back_before_the_partner_is_asked(
    quick_copies: Callable[[], Engine], words: str, days: list[date]
) -> None:
    phones = begun(quick_copies(), "session 3 is signed", FRIDAY)
    [read] = phones.write("Faith", f"BOOK {words}")
    assert read.startswith("With P. Otieno: ")
    assert read.endswith("2:00pm, staffroom. Reply 1 send, 2 change.")
    assert planned(phones) == []
    assert phones.notices() == []
    assert "will be asked to confirm" in phones.write("Faith", "1")[0]
    assert planned(phones) == [(day, time(14), "staffroom") for day in days]


@pytest.mark.parametrize(
    "words",
    ["hatutakutana ijumaa", "mon or tue", "jumatatu au jumanne saa nane", "not on friday", "we cannot meet on friday"],
)
def test_a_denial_and_an_alternative_are_asked_about(quick_copies: Callable[[], Engine], words: str) -> None:
    phones = begun(quick_copies(), "session 3 is signed", FRIDAY)
    phones.write("Faith", "BOOK")
    [asked] = phones.write("Faith", words)
    assert "Which day is meant?" in asked
    phones.write("Faith", "MENU")
    [asked] = phones.write("Faith", f"BOOK {words}")
    assert "Which day is meant?" in asked
    assert planned(phones) == []


@pytest.mark.parametrize(
    ("language", "first", "asked", "then", "hour"),
    [
        ("en", "tuesday 7", "Do you mean 1 7:00am or 2 1:00pm?", "2", time(13)),
        ("en", "tuesday at 2", "", "", time(14)),
        ("en", "tuesday afternoon", "At which hour on Tue 2 Jun?", "2pm", time(14)),
        ("en", "2pm", "Which day?", "tuesday", time(14)),
        ("sw", "jumanne 7", "au 2 saa 7 mchana", "2", time(13)),
        ("sw", "jumanne 7", "au 2 saa 7 mchana", "mchana", time(13)),
        ("sw", "jumanne 7", "au 2 saa 7 mchana", "saa 7 mchana", time(13)),
        ("sw", "jumanne asubuhi", "Saa ngapi", "saa nne", time(10)),
        ("sw", "saa nane mchana", "Siku gani", "jumanne", time(14)),
    ],
)
def test_what_was_said_of_a_new_date_is_kept_while_the_rest_is_asked(
    quick_copies: Callable[[], Engine], language: str, first: str, asked: str, then: str, hour: time
) -> None:
    phones = begun(quick_copies(), "session 3 is signed", FRIDAY, language)
    phones.write("Faith", "MOVE 4")
    [told] = phones.write("Faith", first)
    assert asked in told
    if then:
        phones.write("Faith", then)
    with phones.engine.connect() as db:
        moved = session(db, 4)
    assert (moved.day, moved.hour) == (date(2026, 6, 2), hour)


def test_of_meetings_too(phones: Phones) -> None:
    phones.write("Faith", "BOOK")
    assert "At which hour?" in phones.write("Faith", "tuesday afternoon library")[0]
    assert "Tue 2 Jun 2:00pm, library" in phones.write("Faith", "2pm")[0]
    phones.write("Faith", "1")
    assert planned(phones) == [(date(2026, 6, 2), time(14), "library")]


@pytest.mark.parametrize("words", ["thanks", "asante sana", "hello", "ok"])
def test_thanks_are_no_hour(quick_copies: Callable[[], Engine], words: str) -> None:
    phones = begun(quick_copies(), "session 3 is signed", FRIDAY)
    phones.write("Faith", "MOVE 4")
    phones.write("Faith", "tuesday afternoon")
    phones.write("Faith", words)
    with phones.engine.connect() as db:
        assert session(db, 4).day == date(2026, 6, 11)


def test_another_series_instead_of_the_one_that_was_read_back(phones: Phones) -> None:
    phones.write("Faith", "BOOK tuesdays 2pm 3 times")
    assert "Fri 5 Jun 1:00pm" in phones.write("Faith", "BOOK friday 5/6 1pm")[0]


@pytest.mark.parametrize("words", ["tuesday 2pm please call me", "tuesday 2pm and pray"])
def test_words_that_are_left_over_are_no_place(quick_copies: Callable[[], Engine], words: str) -> None:
    phones = begun(quick_copies(), "session 3 is signed", FRIDAY)
    assert "I do not know the place" in phones.write("Faith", f"BOOK {words}")[0]


def test_another_date_in_whole_is_heard_as_that(phones: Phones) -> None:
    phones.write("Faith", "MOVE 4")
    phones.write("Faith", "tuesday afternoon")
    phones.write("Faith", "wednesday 3pm")
    with phones.engine.connect() as db:
        assert (session(db, 4).day, session(db, 4).hour) == (date(2026, 6, 3), time(15))


@pytest.mark.parametrize("words", ["2pm", "saa nane", "make it 2pm", "badilisha iwe saa nane", "change to 2pm"])
def test_an_hour_after_a_reminder_offers_to_move_the_session(quick_copies: Callable[[], Engine], words: str) -> None:
    phones = begun(quick_copies(), "session 3 is signed", "Wed 10 Jun 2026, 16:15")
    [asked] = phones.write("Faith", words)
    assert asked == "Move session 4 to Thu 11 Jun 2:00pm? Reply 1 yes, 2 another time."
    with phones.engine.connect() as db:
        assert session(db, 4).hour == time(13)
    [told] = phones.write("Faith", "1")
    assert told.startswith("Session 4: new date Thu 11 Jun 2:00pm")


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("later", datetime(2026, 5, 29, 16, 15, tzinfo=NAIROBI)),
        ("I will answer at 6pm", datetime(2026, 5, 28, 18, 0, tzinfo=NAIROBI)),
        ("nitajibu saa moja jioni", datetime(2026, 5, 28, 19, 0, tzinfo=NAIROBI)),
        ("ask me tomorrow at 10am", datetime(2026, 5, 29, 10, 0, tzinfo=NAIROBI)),
        ("nitatuma kesho", datetime(2026, 5, 29, 16, 15, tzinfo=NAIROBI)),
    ],
)
def test_later_asks_for_the_record_again_at_the_hour_that_was_named(
    quick_copies: Callable[[], Engine], words: str, at: datetime
) -> None:
    phones = begun(quick_copies(), "the demo", "Thu 28 May 2026, 16:20")
    [told] = phones.write("Faith", words)
    assert told.startswith("OK. I will ask again ")
    early = phones.until(f"{at:%a %d %b %Y}, {at.hour - 1:02}:59")
    assert not [one for one in early if "session 3" in one.outbound.text and "Faith," in one.outbound.text]
    asked = phones.until(f"{at:%a %d %b %Y}, {at:%H:%M}")
    assert [one for one in asked if one.outbound.text.startswith("TIMEC: Faith, how was session 3 with P. Otieno")]
    phones.write("Faith", "1 lesson notes 2 group work 3 did 2 of 3")
    with phones.engine.connect() as db:
        assert session(db, 3).version_id


@pytest.mark.parametrize("words", ["mon or tue", "hatutakutana ijumaa"])
def test_after_a_receipt_too_a_day_that_is_not_clear_is_asked_about(
    quick_copies: Callable[[], Engine], words: str
) -> None:
    phones = begun(quick_copies(), "session 3 is signed", "Thu 11 Jun 2026, 16:15")
    [receipt] = phones.write("Faith", "1 marking 2 mark daily 3 part")
    assert "When do you meet next?" in receipt
    assert "Which day is meant?" in phones.write("Faith", words)[0]
    assert planned(phones) == []


def test_the_hour_that_was_named_last_holds(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:20")
    phones.write("Faith", "later")
    assert "8:00pm" in phones.write("Faith", "I will send at 8pm")[0]
    asked = [
        one.outbound.text for one in phones.until("Fri 29 May 2026, 18:00") if "Reply in one SMS" in one.outbound.text
    ]
    assert len(asked) == 1
    phones.write("Faith", "later")
    assert [one for one in phones.until("Tue 2 Jun 2026, 16:15") if "Reply in one SMS" in one.outbound.text]


def test_what_was_logged_meanwhile_is_not_asked_for_again(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:20")
    phones.write("Faith", "later")
    phones.write("Faith", "LOG 1 lesson notes 2 group work 3 did 2 of 3")
    assert not [one for one in phones.until("Fri 29 May 2026, 18:00") if "Reply in one SMS" in one.outbound.text]
