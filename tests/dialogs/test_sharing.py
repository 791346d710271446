"""After six weeks a head and the Sub-County Director are prompted to call the mentors together (requirement D222)."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays
from bot.dialogs.sharing import prompts as sharing
from bot.store import pairs
from bot.store.pairs import PairKind, PairState
from bot.store.talk import notices
from bot.store.talk.notices import NoticeKind
from tests.dialogs.cast import NAIROBI, NOW, START, School

POINT = date(2026, 6, 15)


def asked(db: Connection, first: date = POINT, last: date = POINT) -> dict[int, str]:
    """Who is prompted, on which day: what falls due first opens what has the same cause. Weekdays are school days."""
    found = sorted(sharing.due(db, first, last, SchoolDays({})), key=lambda one: one.at, reverse=True)
    return {one.person_id: one.at.astimezone(NAIROBI).strftime("%d %b") for one in found}


def test_the_head_and_the_director_are_prompted_on_the_school_day_after(db: Connection, school: School) -> None:
    assert asked(db) == {school.jane: "16 Jun", school.ali: "16 Jun"}
    assert asked(db, POINT + timedelta(days=1), POINT + timedelta(days=30)) == {}


def test_each_quarter_has_its_own(db: Connection, school: School) -> None:
    assert asked(db, date(2026, 9, 15), date(2026, 9, 15)) == {school.jane: "16 Sep", school.ali: "16 Sep"}


def test_many_pairs_of_a_month_are_one_prompt(db: Connection, school: School) -> None:
    other = pairs.add(
        db,
        mentor_id=school.brian,
        mentee_id=school.faith,
        kind=PairKind.MENTORSHIP,
        start=START + timedelta(days=3),
        now=NOW,
    )
    month = POINT - timedelta(days=5), POINT + timedelta(days=10)
    assert asked(db, *month) == {school.jane: "16 Jun", school.ali: "16 Jun"}, "the first one says so"
    for one in sharing.due(db, *month, SchoolDays({})):
        notices.add(db, notices.NewNotice(one.person_id, str(one.page), one.cause, NoticeKind.PROMPT, NOW))
    assert asked(db, *month) == {}
    for pair in (other, school.pair):
        pairs.set_state(db, pair, PairState.PAUSED)
    assert asked(db, date(2026, 9, 1), date(2026, 9, 30)) == {}, "pairs that stand still have no six weeks"
