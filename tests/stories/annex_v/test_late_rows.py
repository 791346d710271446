"""Rows of Annex V that are past their day: the head hears of them twice, then their director sees what is overdue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import Engine

from bot.dialogs.annex_v.rules import overdue
from bot.language import NAIROBI
from bot.messages import Channel
from bot.store.ending.overdue import HandedIn
from tests.stories.player import Phones, begun, everybody_on

GIVEN = "a year is over and Peter has assessed himself"
WORDS = {
    "en": {
        "late": "late in Annex V: final evaluation 1/3 (row 14)",
        "overdue": "1 paper late.",
        "status": "STATUS Mwangaza",
    },
    "sw": {
        "late": "zilizochelewa katika Kiambatisho V: tathmini ya mwisho 1/3 (safu ya 14)",
        "overdue": "Fomu 1 imechelewa.",
        "status": "HALI Mwangaza",
    },
}


def told(phones: Phones, name: str, words: str) -> list[str]:
    """When somebody was told something with these words."""
    address = phones.address(name, Channel.SMS)
    found = [one for one in phones.sent if one.address == address and words in one.outbound.text]
    return [f"{one.sent_at.astimezone(NAIROBI):%a %-d %b}" for one in found if one.sent_at]


@pytest.mark.each_on_both
@pytest.mark.parametrize("language", ["en", "sw"])
def test_a_head_hears_twice_of_what_is_late_and_then_the_director_sees_it(lived: Engine, language: str) -> None:
    words = WORDS[language]
    phones = begun(lived, GIVEN, "Tue 4 May 2027, 16:15", language)
    everybody_on(lived, Channel.SMS)
    for name in ("Jane", "Ali"):
        phones.write(name, "ENGLISH" if language == "en" else "KISWAHILI")
    phones.until("Tue 18 May 2027, 18:00")
    assert told(phones, "Jane", words["late"]) == []
    phones.until("Fri 11 Jun 2027, 18:00")
    assert told(phones, "Jane", words["late"]) == ["Wed 19 May", "Fri 28 May"], "more than 10 school days later"
    phones.write("Ali", words["status"])
    assert words["overdue"] in phones.write("Ali", "6618")[0]


def test_what_is_done_is_not_late(lived: Engine) -> None:
    phones = begun(lived, GIVEN, "Tue 4 May 2027, 16:15", "en")
    everybody_on(lived, Channel.SMS)
    phones.until("Wed 19 May 2027, 16:30")
    assert told(phones, "Jane", WORDS["en"]["late"]) == ["Wed 19 May"]
    for words in ("ASSESS", "323", "i plan every week", "help with large classes", "1"):
        phones.write("Faith", words)
    phones.until("Fri 28 May 2027, 18:00")
    assert told(phones, "Jane", WORDS["en"]["late"]) == ["Wed 19 May"], "she has done it"


DAY = date(2027, 5, 18)
"""What was due by this day is overdue."""
ENDED, STATED = date(2027, 5, 4), datetime(2027, 5, 6, 10, 0, tzinfo=NAIROBI)
ALL_IN = HandedIn(1, date(2026, 5, 4), 0, 0, 4, ENDED, ENDED, STATED, ENDED, STATED, 3)


@pytest.mark.parametrize(
    ("papers", "late"),
    [
        (ALL_IN, 0),
        (replace(ALL_IN, trained=None), 1),
        (replace(ALL_IN, trained=None, stated_at=datetime(2027, 5, 20, 10, 0, tzinfo=NAIROBI)), 0),
        (replace(ALL_IN, stated_about=None, trained=None), 1),
        (replace(ALL_IN, stated_about=None, trained=None, mentee_about=None), 1),
        (replace(ALL_IN, stated_about=None, trained=None, mentee_about=None, mentor_about=None), 2),
        (replace(ALL_IN, filled=3), 1),
        (replace(ALL_IN, cycle=date(2026, 5, 25), filled=3), 0),
        (replace(ALL_IN, extensions=1, mentor_about=None), 0),
        (replace(ALL_IN, cycle=date(2026, 8, 3), filled=None), 1),
    ],
)
def test_papers_are_overdue_ten_school_days_after_their_day(papers: HandedIn, late: int) -> None:
    assert overdue(papers, DAY) == late
