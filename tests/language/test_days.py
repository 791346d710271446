"""Days are read as Kenyans write them, in both languages, and never out of a bare number."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import DayFault, NotADay, Towards, leading_day, read_day, speak

THU = date(2026, 6, 18)
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
SPECS = st.sampled_from(("", "weekday", "day", "long"))
LANGUAGES = st.sampled_from(("en", "sw"))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("28/5", (2026, 5, 28)),
        ("28-5-26", (2026, 5, 28)),
        ("28.5.2026", (2026, 5, 28)),
        ("28/05/2026", (2026, 5, 28)),
        ("28.5", (2026, 5, 28)),
        ("28 / 5", (2026, 5, 28)),
        ("２８/５", (2026, 5, 28)),
        ("2026-05-28", (2026, 5, 28)),
        ("28 May", (2026, 5, 28)),
        ("May 28", (2026, 5, 28)),
        ("28th may", (2026, 5, 28)),
        ("28th of May, 2026", (2026, 5, 28)),
        ("28 may 26", (2026, 5, 28)),
        ("28may", (2026, 5, 28)),
        ("28.", None),
        ("Mei 28", (2026, 5, 28)),
        ("5 Juni", (2026, 6, 5)),
        ("5 juni 2026.", (2026, 6, 5)),
        ("tarehe 28", (2026, 5, 28)),
        ("tarehe 28 mei", (2026, 5, 28)),
        ("tarehe 16/6", (2026, 6, 16)),
        ("tarehe 5 mwezi wa 6", (2026, 6, 5)),
        ("tarehe tano mwezi wa sita", (2026, 6, 5)),
        ("tarehe ishirini na nane mwezi uliopita", (2026, 5, 28)),
        ("siku ya alhamisi", (2026, 6, 18)),
        ("the 28th", (2026, 5, 28)),
        ("today", (2026, 6, 18)),
        ("LEO", (2026, 6, 18)),
        ("leo!", (2026, 6, 18)),
        ("yesterday", (2026, 6, 17)),
        ("jana", (2026, 6, 17)),
        ("jana jioni", (2026, 6, 17)),
        ("juzi", (2026, 6, 16)),
        ("the day before yesterday", (2026, 6, 16)),
        ("kesho", (2026, 6, 19)),
        ("kesho kutwa", (2026, 6, 20)),
        ("Thu", (2026, 6, 18)),
        ("tues", (2026, 6, 16)),
        ("Jumanne", (2026, 6, 16)),
        ("jtatu", (2026, 6, 15)),
        ("Jtano", (2026, 6, 17)),
        ("J3", (2026, 6, 15)),
        ("j/nne", (2026, 6, 16)),
        ("Alh", (2026, 6, 18)),
        ("ijumaa", (2026, 6, 12)),
        ("last tue", (2026, 6, 16)),
        ("last thursday", (2026, 6, 11)),
        ("jumanne iliyopita", (2026, 6, 16)),
        ("jumanne ya wiki iliyopita", (2026, 6, 9)),
        ("tuesday last week", (2026, 6, 9)),
        ("wiki ijayo jumanne", (2026, 6, 23)),
        ("next tue", (2026, 6, 23)),
        ("jumanne ijayo", (2026, 6, 23)),
        ("3 days ago", (2026, 6, 15)),
        ("siku 3 zilizopita", (2026, 6, 15)),
        ("siku tatu zilizopita", (2026, 6, 15)),
        ("wiki moja iliyopita", (2026, 6, 11)),
        ("in two weeks", (2026, 7, 2)),
        ("baada ya siku mbili", (2026, 6, 20)),
        ("siku 3 zijazo", (2026, 6, 21)),
        ("a fortnight ago", (2026, 6, 4)),
        ("two fortnights ago", (2026, 5, 21)),
        ("a month ago", (2026, 5, 18)),
        ("4 months ago", (2026, 2, 18)),
        ("miezi miwili iliyopita", (2026, 4, 18)),
        ("today Thu 18 Jun", (2026, 6, 18)),
        ("yesterday Wed 17 Jun", (2026, 6, 17)),
        ("leo Alhamisi 18 Juni", (2026, 6, 18)),
        ("18/6 (Thu)", (2026, 6, 18)),
        ("Thu, 28 May 2026", (2026, 5, 28)),
        ("Alh 28 Mei", (2026, 5, 28)),
    ],
)
def test_a_day_behind_is_read(words: str, day: tuple[int, int, int] | None) -> None:
    if day is None:
        with pytest.raises(NotADay):
            read_day(words, THU, Towards.PAST)
    else:
        assert read_day(words, THU, Towards.PAST) == date(*day)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("18/6", (2026, 6, 18)),
        ("17/6", (2027, 6, 17)),
        ("16/7", (2026, 7, 16)),
        ("tue", (2026, 6, 23)),
        ("thu", (2026, 6, 25)),
        ("this thu", (2026, 6, 18)),
        ("jumatatu", (2026, 6, 22)),
        ("tarehe 5", (2026, 7, 5)),
        ("5th next month", (2026, 7, 5)),
        ("in a fortnight", (2026, 7, 2)),
        ("a month from now", (2026, 7, 18)),
        ("in 2 months time", (2026, 8, 18)),
        ("baada ya miezi mitatu", (2026, 9, 18)),
        ("tarehe 5 mwezi ujao", (2026, 7, 5)),
        ("last tue", (2026, 6, 16)),
        ("tuesday next week", (2026, 6, 23)),
    ],
)
def test_a_day_ahead_is_read(words: str, day: tuple[int, int, int]) -> None:
    assert read_day(words, THU, Towards.FUTURE) == date(*day)


def test_looking_back_a_date_a_week_ahead_stays_in_this_year_so_that_it_can_be_refused() -> None:
    assert read_day("25/6", THU, Towards.PAST) == date(2026, 6, 25)
    assert read_day("20/12", THU, Towards.PAST) == date(2025, 12, 20)


@pytest.mark.parametrize(
    "words",
    [
        "1",
        "42",
        "2026",
        "may",
        "",
        "?",
        "mambo vipi",
        "sijui bana",
        "28/5/2026/3",
        "1/2/3",
        "2nd floor",
        "class 4",
        "thursdays",
        "today's lesson",
        "next week",
        "one day",
        "sat 1",
        "tue in the library",
        "by group work",
        "1.30",
        "4.10pm",
        "-",
        "28/",
        "/5",
        "wiki ijayo",
        "mon-fri",
        "٣",
    ],
)
def test_what_names_no_day_is_unknown(words: str) -> None:
    with pytest.raises(NotADay) as fault:
        read_day(words, THU, Towards.PAST)
    assert fault.value.kind is DayFault.UNKNOWN


@pytest.mark.parametrize(
    "words", ["31/6", "31 June", "30.2.2026", "5/28", "0/5", "29/2", "fri 28/5", "tarehe 32", "31 juni"]
)
def test_a_date_that_the_calendar_lacks_is_impossible_and_says_its_words(words: str) -> None:
    with pytest.raises(NotADay) as fault:
        read_day(words, THU, Towards.PAST)
    assert fault.value.impossible
    assert fault.value.words == words


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("3/6 library", ((2026, 6, 3), "library")),
        ("3/6, Library Block B", ((2026, 6, 3), "Library Block B")),
        ("yesterday staffroom", ((2026, 6, 17), "staffroom")),
        ("jana jioni maktaba", ((2026, 6, 17), "maktaba")),
        ("28 may class 4", ((2026, 5, 28), "class 4")),
        ("7 may 14 may 28 may", ((2026, 5, 7), "14 may 28 may")),
        ("tue 16/6 wed 17/6", ((2026, 6, 16), "wed 17/6")),
        ("today", ((2026, 6, 18), "")),
        ("library 3/6", None),
        ("2nd floor staffroom", None),
        ("31/6 library", None),
        ("leopard class", None),
        ("class 4", None),
        ("1 lesson notes", None),
        ("", None),
    ],
)
def test_a_day_that_leads_a_message_is_parted_from_the_rest(
    words: str, found: tuple[tuple[int, int, int], str] | None
) -> None:
    read = leading_day(words, THU, Towards.PAST)
    assert read == (found and (date(*found[0]), found[1]))


@given(today=DAYS, back=st.integers(-30, 334), spec=SPECS, language=LANGUAGES)
def test_every_day_behind_reads_back_as_it_was_said(today: date, back: int, spec: str, language: str) -> None:
    day = today - timedelta(days=back)
    assert read_day(speak(day, language, spec), today, Towards.PAST) == day


@given(today=DAYS, ahead=st.integers(0, 364), spec=SPECS, language=LANGUAGES)
def test_every_day_ahead_reads_back_as_it_was_said(today: date, ahead: int, spec: str, language: str) -> None:
    day = today + timedelta(days=ahead)
    assert read_day(speak(day, language, spec), today, Towards.FUTURE) == day


@given(
    day=DAYS,
    form=st.sampled_from(
        ("{0.day}/{0.month}/{0.year}", "{0.day}-{0.month}-{0:%y}", "{0.day:02}.{0.month:02}.{0.year}")
    ),
)
def test_every_numeric_date_with_a_year_reads_back(day: date, form: str) -> None:
    assert read_day(form.format(day), THU, Towards.PAST) == day


@given(number=st.integers(0, 10**12))
def test_a_number_alone_is_never_a_day(number: int) -> None:
    with pytest.raises(NotADay):
        read_day(str(number), THU, Towards.PAST)


@given(today=DAYS, name=st.sampled_from(("mon", "tue", "wed", "thu", "fri", "sat", "sun")))
def test_a_bare_weekday_is_within_a_week_and_ahead_never_today(today: date, name: str) -> None:
    assert 0 <= (today - read_day(name, today, Towards.PAST)).days <= 6
    assert 1 <= (read_day(name, today, Towards.FUTURE) - today).days <= 7
