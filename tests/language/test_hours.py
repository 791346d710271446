"""Hours are read from the English clock, the 24-hour clock and the Swahili clock, and asked when they are unclear."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import NAIROBI, NotADay, NotAnHour, Unclear, When, read_hour, read_when, speak

NOW = datetime(2026, 6, 11, 16, 20, tzinfo=NAIROBI)
TUE = date(2026, 6, 16)
MINUTES = [time(minute // 60, minute % 60) for minute in range(24 * 60)]


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("saa saba mchana", "13:00"),
        ("saa 7 mchana", "13:00"),
        ("saa 7:30 mchana", "13:30"),
        ("saa 7.30 mchana", "13:30"),
        ("SAA 7 MCHANA.", "13:00"),
        ("saa 7 mchana (13:00)", "13:00"),
        ("saa 7", "13:00"),
        ("saa moja", "07:00"),
        ("saa 12", "18:00"),
        ("saa tatu asubuhi", "09:00"),
        ("saa 3 ya asubuhi", "09:00"),
        ("asubuhi saa tatu", "09:00"),
        ("saa mbili usiku", "20:00"),
        ("saa sita usiku", "00:00"),
        ("saa kumi usiku", "04:00"),
        ("saa 11 alfajiri", "05:00"),
        ("saa kumi na moja asubuhi", "05:00"),
        ("saa kumi na mbili asubuhi", "06:00"),
        ("saa tisa alasiri", "15:00"),
        ("saa kumi jioni", "16:00"),
        ("saa moja jioni", "19:00"),
        ("saa 11:02 jioni", "17:02"),
        ("saa saba na nusu", "13:30"),
        ("saa saba na nusu mchana", "13:30"),
        ("saa nane na robo mchana", "14:15"),
        ("saa nane kasorobo", "13:45"),
        ("saa nane kasoro robo mchana", "13:45"),
        ("saa sita kasorobo", "11:45"),
        ("saa tano na dakika ishirini na tano asubuhi", "11:25"),
        ("saa kumi na dakika kumi jioni", "16:10"),
        ("saa nne kasoro dakika kumi", "09:50"),
        ("saa kumi na mbili na nusu jioni", "18:30"),
        ("saa saba kamili mchana", "13:00"),
        ("saa 13:00", "13:00"),
        ("saa 2pm", "14:00"),
        ("9 asubuhi", "09:00"),
        ("3 asubuhi", "09:00"),
        ("2 mchana", "14:00"),
        ("1pm", "13:00"),
        ("1 PM", "13:00"),
        ("at 1pm", "13:00"),
        ("1:00pm", "13:00"),
        ("1.30 pm", "13:30"),
        ("1 p.m.", "13:00"),
        ("7.30a.m", "07:30"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("12 noon", "12:00"),
        ("13:00", "13:00"),
        ("1300hrs", "13:00"),
        ("1300 hours", "13:00"),
        ("1630", "16:30"),
        ("13h30", "13:30"),
        ("07:30", "07:30"),
        ("00:15", "00:15"),
        ("8", "08:00"),
        ("10.30", "10:30"),
        ("12", "12:00"),
        ("noon", "12:00"),
        ("midday", "12:00"),
        ("half past one pm", "13:30"),
        ("quarter to 3 pm", "14:45"),
        ("ten past two in the afternoon", "14:10"),
        ("two thirty pm", "14:30"),
        ("3 in the afternoon", "15:00"),
        ("9 o'clock", "09:00"),
        ("１pm", "13:00"),
    ],
)
def test_an_hour_is_read(words: str, hour: str) -> None:
    assert read_hour(words) == time.fromisoformat(hour)


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        ("at 7", "07:00", "19:00"),
        ("at 2", "14:00", "02:00"),
        ("half past one", "13:30", "01:30"),
        ("7 o'clock", "07:00", "19:00"),
        ("7", "07:00", "13:00"),
        ("1", "13:00", "07:00"),
        ("2:00", "14:00", "08:00"),
        ("saa 7 asubuhi", "07:00", "13:00"),
        ("saa 4 mchana", "16:00", "10:00"),
        ("5 asubuhi", "11:00", "05:00"),
    ],
)
def test_an_unclear_hour_gives_both_that_it_can_be(words: str, first: str, second: str) -> None:
    with pytest.raises(Unclear) as fault:
        read_hour(words)
    assert fault.value.options == (time.fromisoformat(first), time.fromisoformat(second))


@pytest.mark.parametrize(
    "words", ["", "?", "25:00", "7:75", "15am", "saa", "saa 30", "lunch", "2500hrs", "1pm library", "123456"]
)
def test_what_is_no_hour_is_refused(words: str) -> None:
    with pytest.raises(NotAnHour):
        read_hour(words)


def test_every_minute_of_the_day_reads_back_from_kiswahili() -> None:
    for hour in MINUTES:
        said = speak(hour, "sw")
        assert read_hour(said) == hour
        assert read_hour(said.partition(" (")[0]) == hour


def test_every_minute_of_the_day_reads_back_from_english() -> None:
    for hour in MINUTES:
        assert read_hour(speak(hour, "en")) == hour


def test_the_24_hour_clock_reads_back_except_where_nobody_writes_it_so() -> None:
    for hour in MINUTES:
        if not 1 <= hour.hour <= 5:
            assert read_hour(speak(hour, "en", "clock")) == hour


@pytest.mark.parametrize(
    "words",
    [
        "tue 1pm",
        "jumanne saa 7",
        "16/6 saa 7 mchana",
        "16/6 1pm",
        "Tue 16 Jun 1:00pm",
        "jumanne tarehe 16 saa saba mchana",
        "1pm tue",
        "saa 7 mchana jumanne",
        "1pm on 16/6",
        "16.6 at 1.00pm",
        "tue, 1300hrs",
        "Jumanne 16 Juni, saa 7 mchana (13:00)",
        "jumanne ijayo saa 7 mchana",
        "tuesday next week at 1pm",
        "16/6/2026 13:00",
        "jnne 1:00 pm",
    ],
)
def test_a_day_and_an_hour_are_read_together(words: str) -> None:
    assert read_when(words, NOW) == When(TUE, time(13))


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("kesho saa nne asubuhi", When(date(2026, 6, 12), time(10))),
        ("kesho asubuhi saa nne", When(date(2026, 6, 12), time(10))),
        ("tue", When(TUE, None)),
        ("tue 16", When(TUE, None)),
        ("1pm", When(None, time(13))),
        ("saa 7", When(None, time(13))),
        ("4.10 pm tue", When(TUE, time(16, 10))),
        ("tue 9", When(TUE, time(9))),
    ],
)
def test_what_was_not_named_is_left_open(words: str, when: When) -> None:
    assert read_when(words, NOW) == when


def test_an_unclear_hour_keeps_the_day_that_was_clear() -> None:
    with pytest.raises(Unclear) as fault:
        read_when("tue 7", NOW)
    assert fault.value.day == TUE


@pytest.mark.parametrize("words", ["", "1", "8", "42", "may", "library", "tue library", "1pm library", "mambo vipi"])
def test_what_names_neither_day_nor_hour_is_refused(words: str) -> None:
    with pytest.raises(NotADay):
        read_when(words, NOW)


def test_a_day_that_cannot_be_is_said_so_with_an_hour_as_well() -> None:
    with pytest.raises(NotADay) as fault:
        read_when("31/6 1pm", NOW)
    assert fault.value.impossible


@given(ahead=st.integers(0, 364), minute=st.integers(0, 1439), language=st.sampled_from(("en", "sw")))
def test_every_moment_ahead_reads_back_as_it_was_said(ahead: int, minute: int, language: str) -> None:
    moment = datetime.combine(NOW.date() + timedelta(days=ahead), time(minute // 60, minute % 60), NAIROBI)
    assert read_when(speak(moment, language), NOW) == When(moment.date(), moment.time())
