"""When and where two meet, again and again, as people write it in both languages."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import permutations

import pytest

from bot.language import NAIROBI, NotADay, Unclear, leftover, read_series, venue

WEDNESDAY = datetime(2026, 6, 3, 17, 0, tzinfo=NAIROBI)
FAR = date(2026, 10, 1)
ONE = time(13)


def read(words: str, times: int = 4, closed: tuple[date, ...] = ()) -> tuple[list[str], time | None, str]:
    found = read_series(words, WEDNESDAY)
    return (
        [f"{day.day}/{day.month}" for day in found.dates(times, lambda day: day not in closed, FAR)],
        found.hour,
        found.place,
    )


FOUR_THURSDAYS = ["4/6", "11/6", "18/6", "25/6"]


@pytest.mark.parametrize(
    ("words", "days", "hour", "place"),
    [
        ("thursdays 1pm staffroom 4 times", FOUR_THURSDAYS, ONE, "staffroom"),
        ("every thursday 1pm", FOUR_THURSDAYS, ONE, ""),
        ("thursday 4 times", FOUR_THURSDAYS, None, ""),
        ("kila alhamisi saa 7 chumba cha walimu mara nne", FOUR_THURSDAYS, ONE, "chumba cha walimu"),
        ("alhamisi kila wiki saa 7 maktaba", FOUR_THURSDAYS, ONE, "maktaba"),
        ("3 thursdays 1pm", FOUR_THURSDAYS[:3], ONE, ""),
        ("x4 fridays 13:00 under the big tree", ["5/6", "12/6", "19/6", "26/6"], ONE, "under the big tree"),
        ("every 2 weeks from 18 june 1pm library", ["18/6", "2/7", "16/7", "30/7"], ONE, "library"),
        ("kila wiki 2 kuanzia 18/6 saa 7 mchana", ["18/6", "2/7", "16/7", "30/7"], ONE, ""),
        ("every other friday 10am", ["5/6", "19/6", "3/7", "17/7"], time(10), ""),
        ("tuesdays and thursdays 2pm room 4-B", ["4/6", "9/6", "11/6", "16/6"], time(14), "room 4-B"),
        ("thursdays 1pm staffroom, 7 june 14 june 28 june", ["7/6", "14/6", "28/6"], ONE, "staffroom"),
        ("11/6 and 18/6 at 1pm in the staffroom", ["11/6", "18/6"], ONE, "staffroom"),
        ("tue 1pm class 4", ["9/6"], ONE, "class 4"),
        ("jumanne saa 7", ["9/6"], ONE, ""),
        ("16/6", ["16/6"], None, ""),
    ],
)
def test_when_and_where_in_any_writing(words: str, days: list[str], hour: time | None, place: str) -> None:
    assert read(words) == (days, hour, place)


def test_a_rhythm_passes_over_closed_days_and_days_that_were_named_do_not() -> None:
    closed = (date(2026, 6, 11),)
    assert read("thursdays 1pm", 2, closed)[0] == ["4/6", "18/6"]
    assert read("11/6 1pm", 2, closed)[0] == ["11/6"]


def test_a_rhythm_ends_where_planning_ends() -> None:
    assert read("thursdays 1pm 99 times")[0][-1] == "1/10"


@pytest.mark.parametrize("words", ["", "hello", "staffroom 1pm", "4 times", "31/6 1pm", "thu 1pm fri 2pm", "x" * 400])
def test_what_names_no_day_or_two_hours_is_not_understood(words: str) -> None:
    with pytest.raises(NotADay):
        read(words)


def test_an_hour_that_could_be_two_is_asked() -> None:
    with pytest.raises(Unclear) as unclear:
        read("thursdays 7")
    assert unclear.value.options == (time(7), time(13))


PLACES = [
    "staff room",
    "school hall",
    "science lab",
    "class 4",
    "under the tree",
    "big mango tree",
    "head's office",
    "chumba cha walimu",
    "chini ya mti",
    "darasa la 4",
    "ofisi ya mkuu",
    "jiko la shule",
]
PLANS = [
    ("thursdays", "1pm", "3 times"),
    ("thursdays", "1pm", "x3"),
    ("thursday", "1pm", "weekly"),
    ("every thursday", "1:00pm", "thrice"),
    ("kila alhamisi", "saa 7 mchana", "mara 3"),
    ("alhamisi", "saa saba mchana", "mara tatu"),
    ("alhamisi", "saa 7", "kila wiki"),
    ("kila alhamisi", "saa 7 mchana", "vikao 3"),
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("plan", PLANS, ids=" ".join)
def test_a_place_of_several_words_is_heard_whole_wherever_it_stands(place: str, plan: tuple[str, str, str]) -> None:
    for order in permutations((*plan, place)):
        for between in (" ", ", "):
            found = read_series(between.join(order), WEDNESDAY)
            assert (found.weekdays, found.hour) == ((3,), ONE), order
            assert found.times == (None if plan[-1] in ("weekly", "kila wiki") else 3), order
            assert venue(leftover(found.place).words) == place, order
