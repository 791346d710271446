"""Whatever is typed or pasted, reading answers at once and raises nothing but its own errors."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import (
    NAIROBI,
    NotADay,
    NotAnHour,
    Towards,
    Unclear,
    automatic,
    bare_number,
    control,
    fold,
    leading_day,
    opt_out,
    read_day,
    read_hour,
    read_when,
    segments,
    split,
    split_by,
    split_items,
    squeeze,
    to_gsm7,
    yes_or_no,
)
from bot.language.word_lists import row

NOW = datetime(2026, 6, 18, 9, 0, tzinfo=NAIROBI)
TODAY = NOW.date()
PIECES = st.sampled_from(
    row(
        "saa tarehe 28 31 0 99 9999 1300 kumi na mbili kasorobo nusu mchana asubuhi usiku"
        " / - . : , ( ) ' may Mei thu jumanne"
        " ijayo last wiki siku 3 ago in days mwezi wa 6 1st th am pm p.m. hrs noon past to half by hadi kesho kutwa leo"
        " j3"
        " \u200f \x00 \ud800 ½ ٣ 999 twenty months weeks fortnight"
    )
)
TYPED = st.text(max_size=60) | st.lists(PIECES, max_size=10).flatmap(
    lambda pieces: st.sampled_from((" ", "")).map(lambda glue: glue.join(pieces))
)


@given(TYPED, st.sampled_from(Towards))
def test_reading_days_and_hours_raises_only_its_own_errors(words: str, towards: Towards) -> None:
    for read in (
        lambda: read_day(words, TODAY, towards),
        lambda: read_hour(words),
        lambda: read_when(words, NOW, towards),
    ):
        with suppress(NotADay, NotAnHour, Unclear):
            read()
    found = leading_day(words, TODAY, towards)
    assert found is None or words.endswith(found[1])


@given(TYPED)
def test_reading_words_and_lists_raises_nothing(words: str) -> None:
    fold(words), squeeze(words), control(words), yes_or_no(words), opt_out(words), bare_number(words), automatic(words)
    split_items(words), split_by(words, TODAY), to_gsm7(words), segments(words), split(words, 160)


@given(TYPED)
def test_at_the_ends_of_the_calendar_too(words: str) -> None:
    for today in (date.min, date.max):
        leading_day(words, today, Towards.PAST)
        split_by(words, today)
        with suppress(NotADay):
            read_day(words, today, Towards.FUTURE)


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "1",
        " ",
        "1 ",
        "1. ",
        "(",
        "((i) ",
        "- ",
        ".",
        ",",
        "by ",
        " by 11/6",
        "saa ",
        "na ",
        "kumi na ",
        "28/5 ",
        "thu ",
        "\u202e",
        "😀",
        "\x00",
        "i ii ",
        "a.b.",
        "please stop ",
        "e\u0301",
        "1 a 2 ",
        "auto",
        "tafadhali ",
        "do not ",
        "(a, ",
        "7 may ",
    ],
)
def test_ten_thousand_characters_are_answered_at_once(unit: str) -> None:
    words = (unit * 10_000)[:10_000]
    started = perf_counter()
    test_reading_words_and_lists_raises_nothing.hypothesis.inner_test(words)  # type: ignore[attr-defined]
    test_reading_days_and_hours_raises_only_its_own_errors.hypothesis.inner_test(words, Towards.PAST)  # type: ignore[attr-defined]
    assert perf_counter() - started < 1


def test_the_common_ways_to_write_a_day_do_not_wait_for_a_library() -> None:
    started = perf_counter()
    for _again in range(200):
        for words in ("28/5", "jana", "28 May", "tue", "mambo vipi", "1"):
            with suppress(NotADay):
                read_day(words, TODAY, Towards.PAST)
    assert (perf_counter() - started) / 1200 < 0.001
