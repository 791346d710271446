"""The day on which a book goes back."""

from __future__ import annotations

from datetime import date, datetime, time

from bot.dialogs.lending.pages import BookBack
from bot.dialogs.lending.prompts import RULES
from sqlalchemy import Engine

from bot.dialogs.calendar import SchoolDays
from bot.language import NAIROBI
from bot.store import lending
from tests.stories.given import the_pair

DAY = date(2026, 6, 30)


def test_who_borrowed_is_told_on_the_day(lived: Engine) -> None:
    with lived.begin() as db:
        pair, now = the_pair(db), datetime(2026, 5, 27, 10, tzinfo=NAIROBI)
        loan = lending.add(db, pair_id=pair.id, title="Things Fall Apart", back=DAY, now=now)
        (due,) = RULES[0].between(db, DAY, DAY, SchoolDays.around(db, DAY))
    assert not isinstance(due, Exception)
    assert (due.person_id, due.page) == (pair.mentee_id, BookBack(loan=loan))
    assert due.at == datetime.combine(DAY, time(16, 15), NAIROBI)
