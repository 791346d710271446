"""Whom a coach may choose, and at which stage of coaching a pair is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from bot.dialogs.choosing import deeds
from bot.dialogs.readiness.rules import StillMissing
from bot.dialogs.refusals import NotYours
from bot.dialogs.standing import rules
from bot.dialogs.standing.rules import CoachingStage, StageCheck
from bot.language import NAIROBI
from bot.messages import Channel
from bot.simulator import chat
from bot.simulator.chat import ClockMoved
from bot.store.pairs import PairKind, PairOf, PairState
from bot.store.people import people
from bot.store.reviews.reviews import ReviewKind
from tests.stories.player import Phones, begun, everybody_on

MOMENT = "Wed 10 Jun 2026, 10:00"
NOW = chat.moment(MOMENT).astimezone(NAIROBI)
ALI, JANE, FAITH, BRIAN, PETER = "300415", "401122", "812345", "534777", "534210"


def _who(phones: Phones, number: str) -> int:
    with phones.engine.connect() as db:
        found = people.by_tsc(db, number)
    assert found is not None
    return found.id


def _choices(phones: Phones, number: str) -> set[str]:
    who = _who(phones, number)
    with phones.engine.connect() as db:
        return {one.name for one in deeds.to_coach(db, who, NOW)}


def test_officers_choose_heads_heads_choose_teachers_and_nobody_whom_somebody_coaches(
    quick_copies: Callable[[], Engine],
) -> None:
    phones = begun(quick_copies(), "coaching at Mwangaza", MOMENT)
    assert "Jane Wambua" not in _choices(phones, ALI), "she is coached already"
    assert len(_choices(phones, ALI)) == 10, "the other heads of his sub-county"
    assert not {"Faith Mutua", "Brian Kilonzo"} & _choices(phones, JANE)
    assert "Peter Otieno" in _choices(phones, JANE)
    assert not _choices(phones, FAITH)


def test_a_deputy_chooses_teachers_and_not_the_head(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "a deputy at Mwangaza", MOMENT)
    found = _choices(phones, BRIAN)
    assert {"Faith Mutua", "Peter Otieno"} <= found
    assert "Jane Wambua" not in found


def test_who_is_not_among_them_is_not_asked_and_who_is_asked_is_asked_once(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "session 3 is signed", MOMENT)
    ali, jane, faith = (_who(phones, number) for number in (ALI, JANE, FAITH))
    with phones.engine.begin() as db:
        with pytest.raises(NotYours):
            deeds.choose(db, ali, faith, NOW)
        deeds.choose(db, ali, jane, NOW)
        with pytest.raises(NotYours):
            deeds.choose(db, ali, jane, NOW)


PLANNED = ("1", "1 3", "class 4", "SKIP", "Wednesdays 11am staffroom 4 times", "1", "learners ask why", "none", "1")
"""The answers to the questions of a coaching plan after its goals."""


def test_what_a_head_who_coaches_signed_on_paper_is_confirmed_by_the_office_above(
    quick_copies: Callable[[], Engine],
) -> None:
    phones = begun(quick_copies(), "coaching at Mwangaza", MOMENT)
    everybody_on(phones.engine, Channel.SMS)
    phones = Phones(phones.engine, ClockMoved(phones.simulation.now))
    for who, words in (("Jane", f"COACH {PETER}"), ("Jane", "2094"), ("Jane", "1"), ("Peter", "1")):
        phones.write(who, words)
    told = phones.write("Jane", "PLAN")
    number = next(part for part in told[0].split() if part.isdecimal() and f"{part} Peter Otieno" in told[0])
    for words in (number, "open questions", *PLANNED):
        phones.write("Jane", words)
    phones.write("Peter", "2")
    assert phones.write("Jane", "2")[0].startswith("Noted: signed on paper. The TSC office above the school is asked")
    assert phones._name(phones.sent[-1]) == "Ali", "the head is one of the two"
    assert phones.write("Ali", "1 6618") == ["Thank you. Their agreement counts as signed."]


START = date(2026, 4, 28)
PAIR = PairOf(
    id=1,
    mentor_id=1,
    mentee_id=2,
    kind=PairKind.COACHING,
    start=START,
    state=PairState.ACTIVE,
    mentor_name="Ali Hassan",
    mentee_name="Jane Wambua",
    cycle=START,
    mentor_lost=False,
    mentee_lost=False,
)


def test_before_the_first_session_planning_comes_before_the_agreement() -> None:
    both = (StillMissing.PLAN, StillMissing.AGREEMENT, StillMissing.DECLARATIONS)
    assert rules.preparing(both).stage is CoachingStage.PLANNING
    assert rules.preparing(both[1:]).stage is CoachingStage.AGREEMENT


@pytest.mark.parametrize("no", ["2", "no", "hapana"])
def test_who_is_not_asked_after_all_hears_nothing_of_it(quick_copies: Callable[[], Engine], no: str) -> None:
    phones = begun(quick_copies(), "the demo", MOMENT)
    phones.write("Jane", "COACH Amina")
    assert "Ask A. Yusuf" in phones.write("Jane", "2094")[0]
    assert phones.write("Jane", no)[0].startswith("Nobody is asked.")
    assert "Ask A. Yusuf" in phones.write("Jane", "COACH Amina")[0]


@pytest.mark.parametrize(
    ("weeks", "saved", "held", "stage", "cycle", "still"),
    [
        (2, [], [], CoachingStage.IMPLEMENTING, 1, (StageCheck.SESSION, StageCheck.RATING)),
        (2, [], [1], CoachingStage.IMPLEMENTING, 1, ()),
        (6, [], [1], CoachingStage.REFLECTING, 1, (StageCheck.REVIEW,)),
        (6, [(1, ReviewKind.SIX_WEEK)], [1], CoachingStage.IMPLEMENTING, 2, (StageCheck.SESSION, StageCheck.RATING)),
        (9, [(1, ReviewKind.SIX_WEEK)], [8], CoachingStage.IMPLEMENTING, 2, ()),
        (14, [(1, ReviewKind.SIX_WEEK)], [8], CoachingStage.REFLECTING, 2, (StageCheck.REVIEW,)),
    ],
)
def test_stages_three_and_four_repeat_in_cycles(
    weeks: int,
    saved: list[tuple[int, ReviewKind]],
    held: list[int],
    stage: CoachingStage,
    cycle: int,
    still: tuple[StageCheck, ...],
) -> None:
    days = [START + timedelta(weeks=one) for one in held]
    found = rules.running(PAIR, saved, days, days, START + timedelta(weeks=weeks))
    assert (found.stage, found.cycle, found.open) == (stage, cycle, still)


def test_which_cycles_fit_before_the_term_ends() -> None:
    last = date(2026, 7, 31)
    assert rules.cycles_until(last, date(2026, 4, 28)) == 2
    assert rules.cycles_until(last, date(2026, 6, 20)) == 0
    assert rules.cycles_until(None, date(2026, 6, 20)) is None
