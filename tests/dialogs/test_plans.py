"""Plans and papers by the requirements: when the clock begins, what fits in the year, whose turn it is to sign."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import Connection

from bot.dialogs.agreement import deeds as papers
from bot.dialogs.agreement.rules import Paper
from bot.dialogs.calendar import SchoolDays
from bot.dialogs.on_paper import deeds as on_paper
from bot.dialogs.plans import deeds
from bot.dialogs.plans.rules import Terms, begins, cycles_left, review_day
from bot.dialogs.refusals import DayOutside, MentorFirst, Moved, NotYours, PairNotActive, PinNeeded
from bot.messages import Channel
from bot.store import agreement as documents
from bot.store import pairs, plans
from bot.store.agreement import Document, PaperKind
from bot.store.areas import Level
from bot.store.calendar import Stretch, StretchKind
from bot.store.pairs import PairOf, PairState, Side
from bot.store.sessions import sessions
from bot.store.signing import Evidence, Method
from tests.dialogs.cast import NAIROBI, School, told

NOW = datetime(2026, 6, 1, 15, 0, tzinfo=NAIROBI)
TEXT = Paper("Annex I", "I, Peter Otieno, do hereby accept to mentor, Faith Mutua.")
BY_PIN = Evidence(Channel.SMS, "+254712000002", Method.PIN, "en", read=True, shown="I, Peter Otieno")
TERMS = (
    (StretchKind.TERM, date(2026, 4, 27), date(2026, 7, 31)),
    (StretchKind.HALF_TERM, date(2026, 6, 24), date(2026, 6, 28)),
    (StretchKind.TERM, date(2026, 8, 24), date(2026, 10, 23)),
)
DAYS = SchoolDays(
    {
        Level.PRIMARY: tuple(
            Stretch(number, 2026, Level.PRIMARY, kind, str(number), first, last)
            for number, (kind, first, last) in enumerate(TERMS)
        )
    }
)


def terms(*days: date, venue: str = "library") -> Terms:
    """A plan with one goal that meets at 13:00 on these days."""
    moments = tuple(datetime(day.year, day.month, day.day, 13, tzinfo=NAIROBI) for day in days)
    return Terms("lesson notes", moments, venue, {"goals": "lesson notes"})


def the_pair(db: Connection, school: School) -> PairOf:
    found = pairs.get(db, school.pair)
    assert found is not None
    return found


@pytest.fixture
def preparing(db: Connection, school: School) -> School:
    """Faith and Peter are matched and meet on no day yet."""
    pairs.set_state(db, school.pair, PairState.PREPARING)
    return school


# D218, A2: when the clock begins; D305: what fits


@pytest.mark.parametrize(
    ("agreed", "start"),
    [
        (date(2026, 5, 4), date(2026, 5, 4)),
        (date(2026, 5, 9), date(2026, 5, 11)),
        (date(2026, 6, 24), date(2026, 6, 29)),
        (date(2026, 8, 3), date(2026, 8, 24)),
    ],
)
def test_d218_a_first_plan_begins_on_the_first_school_day_from_when_it_is_agreed(agreed: date, start: date) -> None:
    assert begins(agreed, DAYS, Level.PRIMARY) == start


def test_a2_the_review_is_42_days_after_the_start_and_a_later_plan_keeps_the_pairs_dates(
    db: Connection, preparing: School
) -> None:
    pair = the_pair(db, preparing)
    assert review_day(pair, date(2026, 5, 4), DAYS, Level.PRIMARY) == date(2026, 6, 15)
    active = replace(pair, state=PairState.ACTIVE)
    assert review_day(active, date(2026, 6, 16), DAYS, Level.PRIMARY) == date(2026, 8, 4), "its 3-month review is next"


@pytest.mark.parametrize(
    ("start", "fit"), [(date(2026, 5, 4), 4), (date(2026, 9, 7), 1), (date(2026, 9, 14), 0), (date(2026, 10, 26), 0)]
)
def test_d305_six_week_plans_fit_until_the_school_year_ends(start: date, fit: int) -> None:
    assert cycles_left(start, DAYS, Level.PRIMARY) == fit


# deeds around a plan


def test_d225_approving_sets_the_start_once_and_later_plans_leave_it(db: Connection, preparing: School) -> None:
    first = deeds.propose(db, preparing.peter, preparing.pair, terms(date(2026, 6, 4)), NOW)
    deeds.approve(db, preparing.faith, first, terms(date(2026, 6, 4)), NOW)
    assert the_pair(db, preparing).start == date(2026, 6, 2), "1 June is a public holiday"
    pairs.set_state(db, preparing.pair, PairState.ACTIVE)
    later = datetime(2026, 7, 1, 15, 0, tzinfo=NAIROBI)
    second = deeds.propose(db, preparing.peter, preparing.pair, terms(date(2026, 7, 2)), later)
    deeds.approve(db, preparing.faith, second, terms(date(2026, 7, 2)), later)
    assert the_pair(db, preparing).start == date(2026, 6, 2)


def test_a_new_plan_takes_over_the_sessions_still_to_come_and_counts_on(db: Connection, school: School) -> None:
    new = terms(date(2026, 6, 18), date(2026, 6, 25), venue="class 4")
    made = deeds.propose(db, school.peter, school.pair, new, NOW)
    before = {one.number for one in sessions.of_pair(db, school.pair)}
    deeds.approve(db, school.faith, made, new, NOW)
    known = {one.number: one for one in sessions.of_pair(db, school.pair)}
    assert (known[4].day, known[4].venue) == (date(2026, 6, 18), "class 4"), "it was planned for 11 June"
    assert known.keys() - before == {5}
    assert known[5].day == date(2026, 6, 25)


def test_nobody_approves_their_own_plan_a_replaced_one_or_one_with_a_day_that_has_passed(
    db: Connection, preparing: School
) -> None:
    mine = deeds.propose(db, preparing.peter, preparing.pair, terms(date(2026, 6, 4)), NOW)
    with pytest.raises(NotYours):
        deeds.approve(db, preparing.peter, mine, terms(date(2026, 6, 4)), NOW)
    with pytest.raises(NotYours):
        deeds.approve(db, preparing.jane, mine, terms(date(2026, 6, 4)), NOW)
    with pytest.raises(DayOutside):
        deeds.approve(db, preparing.faith, mine, terms(date(2026, 5, 28)), NOW)
    hers = deeds.propose(db, preparing.faith, preparing.pair, terms(date(2026, 6, 5)), NOW, based_on=mine)
    with pytest.raises(Moved):
        deeds.approve(db, preparing.faith, mine, terms(date(2026, 6, 4)), NOW)
    with pytest.raises(Moved):
        deeds.propose(db, preparing.peter, preparing.pair, terms(date(2026, 6, 4)), NOW)
    assert hers > mine
    assert told(db, preparing.faith) == [], "what she was asked about the replaced one is dropped"


def test_an_ended_pair_makes_no_plan(db: Connection, school: School) -> None:
    pairs.set_state(db, school.pair, PairState.ENDED)
    with pytest.raises(PairNotActive):
        deeds.propose(db, school.peter, school.pair, terms(date(2026, 6, 4)), NOW)


# the papers


@pytest.fixture
def agreement(db: Connection, preparing: School) -> Document:
    """Their plan is approved, and Peter has opened the agreement."""
    made = deeds.propose(db, preparing.peter, preparing.pair, terms(date(2026, 6, 4)), NOW)
    deeds.approve(db, preparing.faith, made, terms(date(2026, 6, 4)), NOW)
    return papers.open_paper(db, preparing.peter, preparing.pair, PaperKind.AGREEMENT, TEXT, NOW)


def test_d101_the_mentor_signs_first_and_once(db: Connection, school: School, agreement: Document) -> None:
    with pytest.raises(MentorFirst):
        papers.sign(db, school.faith, agreement.id, TEXT, BY_PIN, NOW)
    for _again in range(2):
        papers.sign(db, school.peter, agreement.id, TEXT, BY_PIN, NOW)
    papers.sign(db, school.faith, agreement.id, TEXT, BY_PIN, NOW)
    assert [one.role for one in documents.signatures(db, agreement.id)] == [Side.MENTOR, Side.MENTEE]
    assert documents.signed(db, school.pair).agreed == {Side.MENTOR, Side.MENTEE}


def test_d230_a_paper_is_signed_with_the_pin_and_by_nobody_else(
    db: Connection, school: School, agreement: Document
) -> None:
    with pytest.raises(PinNeeded):
        papers.sign(db, school.peter, agreement.id, TEXT, replace(BY_PIN, method=Method.REPLY), NOW)
    with pytest.raises(NotYours):
        papers.sign(db, school.jane, agreement.id, TEXT, BY_PIN, NOW)
    with pytest.raises(NotYours):
        on_paper.confirm_paper(db, school.stranger, agreement.id, BY_PIN, NOW)


def test_d229_a_changed_text_is_void_and_asked_for_again(db: Connection, school: School, agreement: Document) -> None:
    papers.sign(db, school.peter, agreement.id, TEXT, BY_PIN, NOW)
    new = Paper("Annex I", f"{TEXT.text} And more.")
    with pytest.raises(Moved):
        papers.sign(db, school.faith, agreement.id, new, BY_PIN, NOW)
    papers.renew(db, the_pair(db, school), new, NOW)
    assert documents.signed(db, school.pair).agreed == frozenset()
    with pytest.raises(Moved):
        papers.sign(db, school.faith, agreement.id, TEXT, BY_PIN, NOW)
    assert len(documents.signatures(db, agreement.id)) == 1, "what was signed is kept with the text it stood under"


def test_d102_a_declaration_is_each_ones_own(db: Connection, school: School, agreement: Document) -> None:
    mine = papers.open_paper(db, school.faith, school.pair, PaperKind.DECLARATION, TEXT, NOW)
    with pytest.raises(NotYours):
        papers.sign(db, school.peter, mine.id, TEXT, BY_PIN, NOW)
    papers.sign(db, school.faith, mine.id, TEXT, BY_PIN, NOW)
    assert documents.signed(db, school.pair).declared == {Side.MENTEE}
    assert the_pair(db, school).state is PairState.PREPARING, "half of it is no beginning"


def test_what_the_head_has_seen_on_paper_counts_for_both_and_says_who_saw_it(
    db: Connection, school: School, agreement: Document
) -> None:
    assert on_paper.claim_paper(db, school.faith, school.pair, TEXT, NOW) == (school.jane,)
    on_paper.confirm_paper(db, school.jane, agreement.id, BY_PIN, NOW)
    found = documents.signatures(db, agreement.id)
    assert {(one.person_id, one.method, one.seen_by_id) for one in found} == {
        (school.peter, Method.PAPER, school.jane),
        (school.faith, Method.PAPER, school.jane),
    }
    assert plans.latest(db, school.pair) is not None
