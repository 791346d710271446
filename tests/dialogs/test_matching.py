"""Who may be matched (D31, D208, D209, D213, A13), what each side hears, and what waits how long."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays
from bot.dialogs.joining import deeds as joining_deeds
from bot.dialogs.joining import prompts as joining_prompts
from bot.dialogs.joining.pages import NOTICE_VERSION
from bot.dialogs.joining.rules import AlreadyIn, NoticeShown, WantsNone
from bot.dialogs.matching import deeds as matching
from bot.dialogs.matching import prompts as unanswered
from bot.dialogs.matching.rules import CAP, LASTS, Teacher, Unfit, WhyUnfit, in_order, unfit
from bot.dialogs.orientation import deeds as orientation_deeds
from bot.dialogs.orientation import prompts as orientation_prompts
from bot.dialogs.readiness import deeds as readiness
from bot.dialogs.readiness.rules import StillMissing
from bot.dialogs.refusals import DayOutside, Moved, NotYours, PairNotActive
from bot.dialogs.rematch import deeds as rematch
from bot.dialogs.topics import deeds as topics_deeds
from bot.dialogs.topics import rules as topics_rules
from bot.messages import Channel
from bot.store import pairs, plans
from bot.store.matching import proposals
from bot.store.matching.proposals import ProposalAnswer
from bot.store.orientation import orientations, refreshers, topics
from bot.store.orientation.topics import Topic
from bot.store.pairs import PRESENT, PairState
from bot.store.people import people
from bot.store.people.people import PersonState
from bot.store.people.roles import Role
from bot.store.talk import notices
from tests.dialogs.cast import NAIROBI, Cast, School, told

NOW = datetime(2026, 5, 28, 16, 20, tzinfo=NAIROBI).astimezone(UTC)
MENTEE = Teacher(1, "Ann", "100001", True, False, False, True, 0, False, False)
MENTOR = Teacher(2, "Ben", "100002", False, True, False, True, 0, False, False)
SHOWN = NoticeShown(NOTICE_VERSION, "en", Channel.SMS, "the notice")


@pytest.fixture
def newcomer(db: Connection, school: School, cast: Cast) -> int:
    """A mentee of the school without a mentor."""
    return cast.add("Amina Yusuf", Role.MENTEE, school.institution)


def number(db: Connection, who: int) -> str:
    person = people.get(db, who)
    assert person is not None
    return person.tsc_number or ""


def propose(db: Connection, school: School, mentee: int, mentor: int) -> int:
    return matching.propose(db, school.jane, number(db, mentee), number(db, mentor), NOW)


# eligibility, as pure rules


def why(mentee: Teacher = MENTEE, mentor: Teacher = MENTOR, *, declined: bool = False) -> WhyUnfit | None:
    found = unfit(mentee, mentor, declined=declined)
    return found.why if found else None


def test_d31_a_mentee_and_a_mentor_with_room_can_be_matched() -> None:
    assert why() is None


def test_d213_nobody_is_matched_with_themselves() -> None:
    assert why(replace(MENTEE, mentor=True), replace(MENTEE, mentor=True)) is WhyUnfit.SELF


def test_d208_a_mentee_has_at_most_one_mentor() -> None:
    assert why(replace(MENTEE, has_mentor=True)) is WhyUnfit.TAKEN


@pytest.mark.parametrize(("load", "says"), [(0, None), (CAP - 1, None), (CAP, WhyUnfit.FULL), (CAP + 1, WhyUnfit.FULL)])
def test_a13_a_mentor_has_at_most_three_mentees(load: int, says: WhyUnfit | None) -> None:
    assert why(mentor=replace(MENTOR, load=load)) is says


def test_s4_who_may_not_mentor_is_not_available_and_so_is_who_declined() -> None:
    assert why(mentor=replace(MENTOR, mentor=False)) is why(declined=True) is WhyUnfit.UNAVAILABLE


def test_d92_who_has_not_answered_the_notice_is_not_matched() -> None:
    assert why(replace(MENTEE, came_in=False)) is WhyUnfit.NOT_IN
    assert why(mentor=replace(MENTOR, came_in=False)) is WhyUnfit.NOT_IN


def test_d25_a_mentee_is_asked_about_one_match_at_a_time() -> None:
    assert why(replace(MENTEE, asked=True)) is WhyUnfit.ASKED


def test_the_order_of_the_numbers_is_free_where_the_parts_make_it_clear() -> None:
    both = replace(MENTOR, id=3, mentee=True)
    assert in_order(MENTEE, MENTOR) == in_order(MENTOR, MENTEE) == (MENTEE, MENTOR)
    assert in_order(both, MENTOR) == (both, MENTOR)
    assert in_order(both, replace(both, id=4)) == (both, replace(both, id=4)), "as they were named"


# deeds


def test_d209_the_mentor_answers_before_the_mentee(db: Connection, school: School, newcomer: int) -> None:
    proposal = propose(db, school, newcomer, school.brian)
    assert told(db, school.brian) == ["MatchAsked"]
    assert told(db, newcomer) == []
    with pytest.raises(Moved):
        matching.answer(db, newcomer, proposal, ProposalAnswer.ACCEPTED, NOW)
    matching.answer(db, school.brian, proposal, ProposalAnswer.ACCEPTED, NOW)
    assert told(db, newcomer) == ["MatchOffered"]
    matching.answer(db, newcomer, proposal, ProposalAnswer.ACCEPTED, NOW)
    (pair,) = pairs.pairs_of(db, newcomer, PRESENT)
    assert (pair.mentor_id, pair.state, pair.start) == (school.brian, PairState.PREPARING, date(2026, 5, 28))
    assert told(db, school.jane) == ["MatchMade"]


@pytest.mark.parametrize("who", ["faith", "peter", "ali", "grace", "operator", "deputy", "stranger"])
def test_d31_only_the_head_of_the_school_matches_its_teachers(
    db: Connection, school: School, newcomer: int, who: str
) -> None:
    with pytest.raises((NotYours, Unfit)) as refused:
        matching.propose(db, getattr(school, who), number(db, newcomer), number(db, school.brian), NOW)
    if who == "stranger":
        assert isinstance(refused.value, Unfit)
        assert refused.value.why is WhyUnfit.UNKNOWN


def test_nobody_else_answers_a_proposal(db: Connection, school: School, newcomer: int) -> None:
    proposal = propose(db, school, newcomer, school.brian)
    for who in (school.ali, school.peter, school.stranger):
        with pytest.raises(NotYours):
            matching.answer(db, who, proposal, ProposalAnswer.ACCEPTED, NOW)
    with pytest.raises(Moved):
        matching.answer(db, school.jane, proposal, ProposalAnswer.ACCEPTED, NOW)


def test_d352_the_head_answers_for_who_wants_no_messages(db: Connection, school: School, newcomer: int) -> None:
    joining_deeds.refuse(db, newcomer, SHOWN, NOW)
    proposal = propose(db, school, newcomer, school.brian)
    matching.answer(db, school.brian, proposal, ProposalAnswer.ACCEPTED, NOW)
    assert told(db, school.jane) == ["ChatRefused", "MatchInPerson"]
    matching.answer(db, school.jane, proposal, ProposalAnswer.ACCEPTED, NOW)
    assert pairs.pairs_of(db, newcomer, PRESENT)


def test_an_answer_after_two_weeks_is_too_late_and_the_mentee_is_free(
    db: Connection, school: School, newcomer: int
) -> None:
    proposal = propose(db, school, newcomer, school.brian)
    with pytest.raises(Moved):
        matching.answer(db, school.brian, proposal, ProposalAnswer.ACCEPTED, NOW + LASTS)
    late = NOW + LASTS
    assert matching.propose(db, school.jane, number(db, newcomer), number(db, school.peter), late) != proposal


def test_two_proposals_for_one_mentee_never_make_two_pairs(db: Connection, school: School, newcomer: int) -> None:
    first = propose(db, school, newcomer, school.brian)
    second = proposals.add(db, mentor_id=school.peter, mentee_id=newcomer, head_id=school.jane, now=NOW)
    for proposal, mentor in ((first, school.brian), (second, school.peter)):
        matching.answer(db, mentor, proposal, ProposalAnswer.ACCEPTED, NOW)
    matching.answer(db, newcomer, first, ProposalAnswer.ACCEPTED, NOW)
    with pytest.raises(Moved):
        matching.answer(db, newcomer, second, ProposalAnswer.ACCEPTED, NOW)


def test_d25_one_reminder_to_the_one_who_is_asked_then_the_head(db: Connection, school: School, newcomer: int) -> None:
    proposal = propose(db, school, newcomer, school.brian)
    days = SchoolDays.around(db, date(2026, 5, 28))
    today = date(2026, 5, 28)
    (reminder,) = unanswered.reminders(db, today, today, days)
    assert (reminder.person_id, str(reminder.cause)) == (school.brian, f"match:{proposal}:mentor:again")
    assert reminder.at.astimezone(NAIROBI).date() == date(2026, 6, 3), (
        "three school days later: 1 June is a public holiday"
    )
    (lapsed,) = unanswered.lapsed(db, today, today, days)
    assert (lapsed.person_id, lapsed.at.date()) == (school.jane, (NOW + LASTS).date())
    matching.answer(db, school.brian, proposal, ProposalAnswer.DECLINED, NOW)
    assert not [*unanswered.reminders(db, today, today, days), *unanswered.lapsed(db, today, today, days)]


def test_d209_only_who_declined_keeps_a_reason(db: Connection, school: School, newcomer: int) -> None:
    proposal = propose(db, school, newcomer, school.brian)
    matching.answer(db, school.brian, proposal, ProposalAnswer.DECLINED, NOW)
    with pytest.raises(NotYours):
        matching.give_reason(db, school.jane, proposal, "I know why")
    with pytest.raises(NotYours):
        matching.give_reason(db, newcomer, proposal, "I guess why")
    matching.give_reason(db, school.brian, proposal, "no time")
    assert proposals.reason(db, proposal) == "no time"


def test_d11_asking_for_somebody_else_tells_the_head_and_not_the_partner(db: Connection, school: School) -> None:
    rematch.ask_for_another(db, school.faith, school.pair, "he shouts", NOW)
    rematch.ask_for_another(db, school.faith, school.pair, "he shouts", NOW)
    assert told(db, school.jane) == ["RematchAsked"]
    assert told(db, school.peter) == []
    with pytest.raises(NotYours):
        rematch.ask_for_another(db, school.jane, school.pair, None, NOW)


# coming in


def test_d91_the_first_message_is_owed_once_to_who_is_enrolled(db: Connection, school: School) -> None:
    who = people.add(
        db,
        people.NewPerson(name="New One", language="en", state=PersonState.ENROLLED, made_at=NOW, tsc_number="100009"),
    )
    day = date(2026, 5, 28)
    days = SchoolDays.around(db, day)
    (owed,) = joining_prompts.due(db, day, day, days)
    assert (owed.person_id, str(owed.page), owed.at) == (who, "Invitation", NOW)
    notices.add(db, notices.NewNotice(who, str(owed.page), owed.cause, notices.NoticeKind.PROMPT, NOW))
    assert not list(joining_prompts.due(db, day, day, days))


def test_d92_who_has_answered_gets_no_first_message(db: Connection, school: School) -> None:
    who = people.add(
        db,
        people.NewPerson(name="New One", language="en", state=PersonState.ENROLLED, made_at=NOW, tsc_number="100009"),
    )
    joining_deeds.refuse(db, who, SHOWN, NOW)
    day = date(2026, 5, 28)
    assert not list(joining_prompts.due(db, day, day, SchoolDays.around(db, day)))


def test_inviting_again_is_for_ones_own_people_who_have_not_answered(
    db: Connection, school: School, newcomer: int
) -> None:
    with pytest.raises(AlreadyIn):
        joining_deeds.to_invite(db, school.jane, number(db, newcomer), NOW)
    people.set_state(db, newcomer, PersonState.ENROLLED)
    assert joining_deeds.to_invite(db, school.jane, number(db, newcomer), NOW).id == newcomer
    assert [one.id for one in joining_deeds.outside(db, school.ali, NOW)] == [newcomer]
    with pytest.raises(NotYours):
        joining_deeds.to_invite(db, school.stranger, number(db, newcomer), NOW)
    joining_deeds.refuse(db, newcomer, SHOWN, NOW)
    with pytest.raises(WantsNone):
        joining_deeds.invite(db, school.jane, newcomer, NOW)


# orientation and what a pair needs


def test_d93_each_persons_topics_and_the_schools_orientation_are_one_record(
    db: Connection, school: School, newcomer: int
) -> None:
    joining_deeds.accept(db, newcomer, SHOWN, NOW)
    assert topics_deeds.to_cover(db, [newcomer]) == topics_rules.ORIENTATION
    day = date(2026, 5, 27)
    orientation_deeds.orient(db, school.jane, [newcomer], day, [Topic.OVERVIEW, Topic.PRIVACY], NOW)
    (meeting,) = orientations.of_area(db, school.institution)
    assert (meeting.day, meeting.by_id) == (day, school.jane)
    assert {one.orientation_id for one in topics.records(db, [newcomer])} == {meeting.id}
    orientation_deeds.orient(db, school.jane, [newcomer], day, topics_rules.ORIENTATION, NOW)
    assert orientations.of_area(db, school.institution) == [meeting], "the same meeting"
    assert topics_deeds.oriented(db, [newcomer]) == {newcomer}


def test_an_orientation_is_of_ones_own_school_and_not_in_the_future(db: Connection, school: School) -> None:
    with pytest.raises(NotYours):
        orientation_deeds.orient(db, school.stranger, [school.faith], date(2026, 5, 27), topics_rules.ORIENTATION, NOW)
    with pytest.raises(NotYours):
        orientation_deeds.orient(db, school.peter, [school.faith], date(2026, 5, 27), topics_rules.ORIENTATION, NOW)
    with pytest.raises(DayOutside):
        orientation_deeds.orient(db, school.jane, [school.faith], date(2026, 5, 29), topics_rules.ORIENTATION, NOW)


def test_d94_five_messages_one_on_each_school_day(db: Connection, school: School) -> None:
    orientation_deeds.refresh(db, school.jane, school.faith, NOW)
    orientation_deeds.refresh(db, school.faith, school.faith, NOW)
    day = date(2026, 5, 28)
    found = list(orientation_prompts.due(db, day, day, SchoolDays.around(db, day)))
    assert [one.at.astimezone(NAIROBI).strftime("%a %d") for one in found] == [
        "Fri 29",
        "Tue 02",
        "Wed 03",
        "Thu 04",
        "Fri 05",
    ]
    running = refreshers.latest(db, school.faith)
    assert running is not None
    notices.add(db, notices.NewNotice(school.faith, str(found[0].page), found[0].cause, notices.NoticeKind.PROMPT, NOW))
    assert len(list(orientation_prompts.due(db, day, day, SchoolDays.around(db, day)))) == 4
    with pytest.raises(NotYours):
        orientation_deeds.refresh(db, school.peter, school.faith, NOW)


def test_d95_induction_is_ticked_by_mentor_or_head_and_is_no_orientation(
    db: Connection, school: School, newcomer: int
) -> None:
    joining_deeds.accept(db, newcomer, SHOWN, NOW)
    orientation_deeds.induct(db, school.jane, newcomer, topics_rules.INDUCTION, NOW)
    orientation_deeds.induct(db, school.peter, school.faith, [Topic.CAREER], NOW)
    assert not topics_deeds.oriented(db, [newcomer])
    for who in (school.brian, school.ali, newcomer):
        with pytest.raises(NotYours):
            orientation_deeds.induct(db, who, newcomer, [Topic.CAREER], NOW)


def test_d95_who_leads_is_inducted_on_discipline_too() -> None:
    assert topics_rules.induction_of([Role.MENTEE]) == topics_rules.INDUCTION
    assert topics_rules.induction_of([Role.DEPUTY])[-1] is Topic.DISCIPLINE


def test_d96_a_pair_may_meet_once_nothing_is_missing_or_its_head_says_so(
    db: Connection, school: School, newcomer: int
) -> None:
    joining_deeds.accept(db, newcomer, SHOWN, NOW)
    pair_id = pairs.add(
        db,
        mentor_id=school.brian,
        mentee_id=newcomer,
        kind=pairs.PairKind.MENTORSHIP,
        start=date(2026, 5, 28),
        now=NOW,
        state=PairState.PREPARING,
    )
    pair = pairs.get(db, pair_id)
    assert pair is not None
    assert readiness.gaps(db, pair)[:1] == (StillMissing.MENTEE_ORIENTATION,)
    orientation_deeds.orient(db, school.jane, [newcomer], date(2026, 5, 28), topics_rules.ORIENTATION, NOW)
    assert StillMissing.MENTEE_ORIENTATION not in readiness.gaps(db, pair)
    assert StillMissing.PLAN in readiness.gaps(db, pair)
    plans.add(db, plans.NewPlan(pair_id=pair_id, number=1, objectives="notes", approved_at=NOW))
    assert StillMissing.PLAN not in readiness.gaps(db, pair)
    for who in (newcomer, school.brian, school.ali, school.stranger):
        with pytest.raises(NotYours):
            readiness.let_begin(db, who, pair_id, "because", NOW)
    readiness.let_begin(db, school.jane, pair_id, "the term ends", NOW)
    assert readiness.may_meet(db, pair)
    with pytest.raises(PairNotActive):
        readiness.let_begin(db, school.jane, pair_id, "once more", NOW + timedelta(days=1))
