"""The days of a pair's year: each prompt on its school day, wherever it began and however the calendar changes."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot import coming_list
from bot.dialogs.calendar import SchoolDays, six_week, three_month
from bot.language import NAIROBI, local, months_after
from bot.operator import load
from bot.store import pairs
from bot.store.areas import Level
from scheduler.due import foreseen
from tests.stories.given import FAITH, the_pair
from tests.stories.player import Phones, begun

HEAD = "year,level,kind,name,from,to\n"
IN_2027 = """2027,all,term,Term I,2027-01-04,2027-04-01
2027,all,half_term,Half-term,2027-02-24,2027-02-28
2027,all,holiday,April holiday,2027-04-02,2027-04-25
2027,all,term,Term II,2027-04-26,2027-07-30
"""


def at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=NAIROBI)


def loaded(engine: Engine, folder: Path, rows: str, now: datetime) -> None:
    table = folder / "calendar.csv"
    table.write_text(HEAD + rows, "utf-8")
    report = load.run(engine, [table], dry_run=False, now=now)
    assert report.ok, [*report.lines()]


def said(phones: Phones, words: str) -> list[str]:
    found = [one for one in phones.notices() if one.address == FAITH and words in one.outbound.text]
    return [f"{local(one.sent_at):%a %d %b %H:%M}" for one in found]


def reviews(engine: Engine, now: datetime, until: datetime) -> list[tuple[str, str]]:
    """The first prompt of each review to Faith: the day on which it falls due, and the one on which it comes."""
    with engine.connect() as db:
        mentee = the_pair(db).mentee_id
        found = [one for one in foreseen(db, now, until) if one.person_id == mentee and one.due is not None]
    first: dict[date, datetime] = {}
    for one in found:
        if one.due is not None and "ReviewDue" in type(one.page).__name__:
            first.setdefault(one.due, one.at)
    return [(f"{due:%d %b %Y}", f"{local(moment):%a %d %b %Y %H:%M}") for due, moment in sorted(first.items())]


def test_the_dates_of_a_pair_that_began_on_4_may_quarter_by_quarter(lived: Engine, tmp_path: Path) -> None:
    """S5: what falls into a holiday comes with school; two that come on one day are one."""
    begun(lived, "session 3 is signed", "Fri 29 May 2026, 09:00")
    now = at("2026-05-29 09:00")
    loaded(lived, tmp_path, IN_2027, now)
    assert reviews(lived, now, at("2027-05-03 09:00")) == [
        ("15 Jun 2026", "Mon 15 Jun 2026 16:15"),
        ("04 Aug 2026", "Mon 24 Aug 2026 16:15"),
        ("15 Sep 2026", "Tue 15 Sep 2026 16:15"),
        ("04 Nov 2026", "Mon 04 Jan 2027 16:15"),  # and with it the one of 16 December
        ("04 Feb 2027", "Thu 04 Feb 2027 16:15"),
        ("18 Mar 2027", "Thu 18 Mar 2027 16:15"),
    ]


@pytest.mark.parametrize(
    ("start", "six", "quarter", "year"),
    [
        (date(2026, 11, 30), date(2027, 1, 11), date(2027, 2, 28), date(2027, 11, 30)),
        (date(2027, 11, 30), date(2028, 1, 11), date(2028, 2, 29), date(2028, 11, 30)),
        (date(2028, 2, 29), date(2028, 4, 11), date(2028, 5, 29), date(2029, 2, 28)),
        (date(2027, 5, 31), date(2027, 7, 12), date(2027, 8, 31), date(2028, 5, 31)),
        (date(2026, 6, 1), date(2026, 7, 13), date(2026, 9, 1), date(2027, 6, 1)),
    ],
)
def test_months_that_are_shorter_move_a_date_and_not_the_next_one(
    start: date, six: date, quarter: date, year: date
) -> None:
    assert (six_week(start), three_month(start), months_after(start, 12)) == (six, quarter, year)
    assert three_month(start, 4) == year, "counted from the start, not from the quarter before"


def test_a_pair_that_begins_on_a_public_holiday_has_its_dates_from_that_day(lived: Engine) -> None:
    begun(lived, "session 3 is signed", "Fri 29 May 2026, 09:00")
    with lived.begin() as db:
        pairs.set_start(db, the_pair(db).id, date(2026, 6, 1))
        assert not SchoolDays.around(db, date(2026, 6, 1)).is_open(date(2026, 6, 1), Level.PRIMARY)
    assert reviews(lived, at("2026-05-29 09:00"), at("2026-10-30 09:00")) == [
        ("13 Jul 2026", "Mon 13 Jul 2026 16:15"),
        ("01 Sep 2026", "Tue 01 Sep 2026 16:15"),
        ("13 Oct 2026", "Tue 13 Oct 2026 16:15"),
    ]


def test_a_calendar_that_changes_after_prompts_were_planned_moves_them(lived: Engine, tmp_path: Path) -> None:
    phones = begun(lived, "session 3 is signed", "Wed 10 Jun 2026, 09:00")
    gazetted = "2026,all,public_holiday,Day of mourning,2026-06-11,2026-06-11\n"
    gazetted += "2026,all,public_holiday,Idd-ul-Azha,2026-06-15,2026-06-15\n"
    loaded(lived, tmp_path, gazetted, at("2026-06-10 10:00"))
    [review] = [
        line for line in coming_list.on_day(lived, date(2026, 6, 15), at("2026-06-10 10:00")) if "Faith" in line
    ]
    assert review.startswith("Tue 16 Jun 2026 16:15")
    assert review.endswith("due Mon 15 Jun 2026, when schools are closed")
    phones.until("Tue 16 Jun 2026, 18:00")
    assert said(phones, "you meet P. Otieno") == ["Wed 10 Jun 16:15"]
    assert said(phones, "Schools are closed that day.") == ["Wed 10 Jun 16:15"]
    assert said(phones, "how was session 4") == ["Fri 12 Jun 16:15"], "nobody had said yes to that day"
    assert said(phones, "6 weeks are done") == ["Tue 16 Jun 16:15"]


def test_a_half_term_that_is_called_off_brings_forward_what_waited_for_its_end(lived: Engine, tmp_path: Path) -> None:
    begun(lived, "session 3 is signed", "Fri 29 May 2026, 09:00")
    now = at("2026-05-29 09:00")
    with lived.begin() as db:
        pairs.set_start(db, the_pair(db).id, date(2026, 5, 13))
    waiting = ("24 Jun 2026", "Mon 29 Jun 2026 16:15")
    assert reviews(lived, now, at("2026-07-01 09:00")) == [waiting]
    loaded(lived, tmp_path, "2026,all,school_day,No half-term,2026-06-24,2026-06-26\n", now)
    assert reviews(lived, now, at("2026-07-01 09:00")) == [("24 Jun 2026", "Wed 24 Jun 2026 16:15")]
