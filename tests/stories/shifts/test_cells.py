"""Row “scores” of the matrix, cell by cell: who opens one pair's marks, who averages of five, and who nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from bot.dialogs.desk import Asking, NotOpen
from bot.dialogs.handlers import prepare
from bot.dialogs.leading.pages import LeaderDetails, Leaders, ReadLeader
from bot.dialogs.observing.pages import AreaScores, LessonScores, ReadLesson
from bot.dialogs.shifts.pages import CoachingArea, CoachingParts, LeadingShifts, LessonShifts
from bot.dialogs.visibility import MATRIX, Access, Data, Viewer
from bot.forms.dialog import Dialog
from bot.messages import Channel
from bot.store.instruments import observations
from bot.store.people import people
from tests.stories.player import Phones, begun

NOW = datetime(2026, 6, 10, 8, tzinfo=UTC)
AS = {
    Viewer.MENTEE: "812345",
    Viewer.MENTOR: "401122",
    Viewer.HEAD: "401122",
    Viewer.SCD: "300415",
    Viewer.CD: "300416",
    Viewer.HQ: "300417",
}
"""Who of the cast is what to the pair in which Jane coaches Faith, or to all."""
OF_MANY: tuple[Dialog, ...] = (CoachingArea(), LessonShifts(), LeadingShifts(), CoachingParts())


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    phones = begun(quick_copies(), "coaching at Mwangaza", "Wed 10 Jun 2026, 10:00")
    phones.write("Jane", "OBSERVE MUTUA 2 2 2")
    phones.write("Ali", "LEADER WAMBUA 2 3 2 1 1", Channel.TELEGRAM)
    return phones


def _opens(phones: Phones, number: str, at: Dialog) -> bool:
    with phones.engine.connect() as db:
        who = people.by_tsc(db, number)
        assert who is not None
        try:
            prepare(Asking(db, who, NOW, passed_at=NOW), at)
        except NotOpen:
            return False
    return True


@pytest.mark.parametrize("viewer", AS)
def test_one_pair_s_marks_open_to_the_two_and_averages_to_whom_the_cell_names(phones: Phones, viewer: Viewer) -> None:
    cell, number = MATRIX[Data.SCORES][viewer], AS[viewer]
    with phones.engine.connect() as db:
        lesson, leading = (observations.get(db, nth) for nth in (1, 2))
    assert lesson is not None
    assert leading is not None
    one = (ReadLesson(observation=lesson.id), LessonScores(pair=lesson.pair_id))
    of_head = (ReadLeader(observation=leading.id), LeaderDetails(observation=leading.id))
    is_of_pair = number in ("812345", "401122")
    assert {_opens(phones, number, at) for at in one} == {is_of_pair}
    assert {_opens(phones, number, at) for at in of_head} == {number in ("401122", "300415")}
    in_office = viewer not in (Viewer.MENTEE, Viewer.MENTOR) or number == "401122"
    assert {_opens(phones, number, at) for at in OF_MANY} == {in_office}
    assert not in_office or cell in (Access.AVERAGES, Access.TOTALS, Access.PAIR)
    assert _opens(phones, number, Leaders()) is (viewer in (Viewer.SCD, Viewer.CD))


def test_of_another_area_nobody_is_told(phones: Phones) -> None:
    with phones.engine.connect() as db:
        ali = people.by_tsc(db, AS[Viewer.SCD])
        assert ali is not None
        asking = Asking(db, ali, NOW, passed_at=NOW)
        assert asking.office is not None
        own = asking.office.area_id
    assert not _opens(phones, AS[Viewer.HEAD], AreaScores(area=own))
    assert not _opens(phones, AS[Viewer.HEAD], CoachingArea(area=own))
    assert _opens(phones, AS[Viewer.SCD], CoachingArea(area=own))
