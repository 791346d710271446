"""Emerging issues: who reads them, and what reports count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from bot.dialogs.issues import deeds
from bot.dialogs.issues.rules import IsResolved
from bot.dialogs.offices import deeds as offices
from bot.dialogs.offices.rules import Office
from bot.dialogs.refusals import NotYours
from bot.store import areas
from bot.store.officers import issues
from bot.store.officers.issues import IssueOwner
from bot.store.people import people
from tests.stories.given import DIRECTOR, EARLY, HEAD
from tests.stories.player import Phones, begun, play
from tests.stories.test_stories import story

WEDNESDAY = "Wed 17 Jun 2026, 10:00"


def office_of(phones: Phones, number: str) -> tuple[int, Office]:
    """Whoever has this number, and what they oversee."""
    with phones.engine.connect() as db:
        who = people.by_tsc(db, number)
        assert who is not None
        found = offices.office_of(db, who.id, phones.simulation.now.date())
        assert found is not None
        return who.id, found


def test_an_issue_is_sealed_and_open_to_its_office_and_the_one_it_is_passed_to(lived: Engine) -> None:
    phones = play(lived, story("issues"))
    (_jane, head), (_ali, director), (_grace, county) = (office_of(phones, one) for one in (HEAD, DIRECTOR, "300416"))
    with lived.connect() as db:
        kept = " ".join(map(str, db.execute(text("SELECT words, outcome FROM issues")).all()))
        assert "exam weeks" not in kept
        assert "Fridays" not in kept
        for number, readers in ((1, (head, director)), (2, (head,))):
            for one in (head, director, county):
                if one in readers:
                    assert deeds.opened(db, one, number).id == number
                else:
                    with pytest.raises(NotYours):
                        deeds.opened(db, one, number)


def test_what_is_resolved_is_resolved_once(lived: Engine) -> None:
    phones = play(lived, story("issues"))
    jane, head = office_of(phones, HEAD)
    with lived.begin() as db, pytest.raises(IsResolved):
        deeds.resolve(db, head, jane, 2, "again", phones.simulation.now)


def test_a_report_counts_what_was_resolved_and_what_is_open_in_all_its_area(lived: Engine) -> None:
    phones = begun(lived, "the sub-county on 17 June", WEDNESDAY)
    (jane, head), (ali, director) = office_of(phones, HEAD), office_of(phones, DIRECTOR)
    now, since = phones.simulation.now, EARLY
    with lived.begin() as db:
        for owner in (IssueOwner.OWN, IssueOwner.ABOVE, IssueOwner.OWN):
            deeds.note(db, head, jane, "no room", owner, None, now)
        deeds.note(db, director, ali, "no transport", IssueOwner.OWN, now.date() + timedelta(days=3), now)
        deeds.resolve(db, head, jane, 1, "a room was found", now)
        assert issues.counts(db, head.area_id, head.levels, since) == issues.IssueCounts(resolved=1, open=2)
        assert issues.counts(db, director.area_id, director.levels, since) == issues.IssueCounts(resolved=1, open=3)
        assert issues.counts(db, head.area_id, head.levels, now + timedelta(days=1)).resolved == 0
        above = areas.path(db, director.area_id)[-1].id
        assert issues.counts(db, above, director.levels, since).open == 3
        assert [one.words for one in deeds.open_to(db, director)] == ["no transport", "no room"]
    for words in ("REPORT", "2094", "SKIP", "REPORTS"):
        phones.write("Jane", words)
    assert "Issues resolved: 1 of 3." in " ".join(phones.write("Jane", "1"))


def test_a_teacher_who_says_issue_in_a_sentence_is_no_office(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "two pairs at Mwangaza", WEDNESDAY)
    assert "Heads and officers note issues." in phones.write("Faith", "ISSUE")[0]
    assert "Emerging issue" not in phones.write("Faith", "issue with the projector in class")[0]


@pytest.mark.parametrize("day", ["next friday", "Ijumaa ijayo", "by friday", "19/6", "in 2 days", "kesho kutwa"])
def test_the_day_of_an_issue_is_said_as_one_says_it(quick_copies: Callable[[], Engine], day: str) -> None:
    phones = begun(quick_copies(), "two pairs at Mwangaza", WEDNESDAY)
    for words in ("ISSUE exam weeks leave no room", "2094", "2"):
        phones.write("Jane", words)
    assert phones.write("Jane", day)[0].startswith("Saved: issue 1, Mwangaza Primary.")
    _jane, head = office_of(phones, HEAD)
    with phones.engine.connect() as db:
        (kept,) = deeds.open_to(db, head)
    assert str(kept.due) == "2026-06-19"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("yesterday", "Tue 16 Jun is too early"),
        ("jana", "Tue 16 Jun is too early"),
        ("last friday", "Fri 12 Jun is too early"),
        ("1/6", "Mon 1 Jun is too early"),
        ("31/6", "31/6 is not a date."),
        ("next week", "Which day? Write it like 17/6."),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_the_reason_and_nothing_else_is_offered(
    quick_copies: Callable[[], Engine], day: str, said: str
) -> None:
    phones = begun(quick_copies(), "two pairs at Mwangaza", WEDNESDAY)
    for words in ("ISSUE exam weeks leave no room", "2094", "2"):
        phones.write("Jane", words)
    assert phones.write("Jane", day)[0].startswith(said)
    assert phones.write("Jane", "1/6/2027")[0].startswith("Saved: issue 1"), "with its year it is meant"


def test_one_message_says_too_that_nobody_is_named(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "two pairs at Mwangaza", WEDNESDAY)
    phones.write("Jane", "ISSUE Mrs Achieng never comes")
    [said] = phones.write("Jane", "2094")
    assert said.startswith("Name nobody, and no complaints here: BACK changes it. Who is to resolve it?")
    assert phones.write("Jane", "BACK")[0].startswith("Emerging issue, Mwangaza Primary")
