"""Leadership: who is assessed by whom and reads it, which school words mean, and that counts are those of the rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, select

from bot.dialogs.desk import Asking, NotOpen
from bot.dialogs.handlers import prepare
from bot.dialogs.leading.pages import LeaderCopy, LeaderDetails, Leaders, LeaderSaved, ReadLeader
from bot.dialogs.observing.pages import LessonCopy, ReadLesson
from bot.forms.dialog import Dialog
from bot.messages import Channel
from bot.simulator.persons import CAST
from bot.store.areas import areas
from bot.store.instruments.school_supports import school_supports
from bot.store.people import people
from tests.stories.player import Phones, begun


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), "coaching at Mwangaza", "Wed 10 Jun 2026, 10:00")


def _opened(phones: Phones, at: Dialog) -> set[str]:
    """To whom of the cast a page opens."""
    now, found = datetime(2026, 6, 10, 8, tzinfo=UTC), set[str]()
    with phones.engine.connect() as db:
        for member in CAST:
            who = people.by_tsc(db, member.tsc_number)
            assert who is not None
            try:
                prepare(Asking(db, who, now), at)
            except NotOpen:
                continue
            found.add(who.name.split()[0])
    return found


def test_an_assessment_opens_to_the_head_and_her_coach_and_a_lesson_is_none(phones: Phones) -> None:
    phones.write("Jane", "OBSERVE MUTUA 2 2 2")
    phones.write("Ali", "LEADER WAMBUA 2 3 2 1 1", Channel.TELEGRAM)
    leaders = (LeaderSaved, LeaderCopy, ReadLeader, LeaderDetails)
    assert [_opened(phones, page(observation=2)) for page in leaders] == [{"Jane", "Ali"}] * 4
    assert [_opened(phones, page(observation=1)) for page in leaders] == [set()] * 4
    assert [_opened(phones, page(observation=2)) for page in (LessonCopy, ReadLesson)] == [set()] * 2
    assert _opened(phones, LessonCopy(observation=1)) == {"Faith", "Jane"}


def test_counts_of_leaders_are_for_officers_over_schools(phones: Phones) -> None:
    assert _opened(phones, Leaders()) == {"Ali", "Grace"}


@pytest.mark.parametrize(
    ("words", "school"),
    [
        ("Mwangaza visit PLC", "Mwangaza Primary"),
        ("Mwangaza Primary call coaching check-in", "Mwangaza Primary"),
        ("mwangaza primary chat other support", "Mwangaza Primary"),
    ],
)
def test_what_follows_the_name_of_a_school_is_how_it_was_supported(phones: Phones, words: str, school: str) -> None:
    phones.write("Ali", f"SUPPORTED {words}", Channel.TELEGRAM)
    phones.write("Ali", "1", Channel.TELEGRAM)
    with phones.engine.connect() as db:
        found = db.execute(select(areas.c.name).join(school_supports, school_supports.c.area_id == areas.c.id))
        assert found.scalars().all() == [school]


def test_marks_in_a_row_are_no_log_of_a_session(phones: Phones) -> None:
    """“1 2 1” answers what is open."""
    phones.write("Jane", "OBSERVE")
    phones.write("Jane", "Mutua")
    phones.write("Jane", "3")
    assert phones.write("Jane", "1 2 1 2 1") == [
        "Learner engagement and participation? 1 Emerging 2 Intermediate 3 Mastery 4 Advanced"
    ]
