"""Newly appointed administrators: an office matches them, and is to their pair what a head is to a teacher's (D196)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from bot.dialogs.ending import deeds as ending
from bot.dialogs.matching import deeds as matching
from bot.dialogs.matching.rules import Unfit, WhyUnfit
from bot.dialogs.offices.deeds import heads_of
from bot.dialogs.orientation import deeds as orientation
from bot.dialogs.refusals import NotYours
from bot.dialogs.visibility import Data, Viewer, may_see, relation
from bot.store import areas, pairs
from bot.store.areas import AreaKind, Level
from bot.store.ending.statements import Verdict
from bot.store.joining import enrolling
from bot.store.matching import proposals
from bot.store.matching.proposals import ProposalAnswer
from bot.store.pairs import PRESENT
from bot.store.people import people, roles
from bot.store.people.roles import Role
from bot.store.tables import enrolments
from tests.dialogs.cast import NOW, START, TODAY, Cast, School, told
from tests.dialogs.test_ending import ANSWERS, PIN, YEAR, annex_iv_filled, papers_signed

LATER = TODAY + timedelta(days=1)


def number(db: Connection, who: int) -> str:
    person = people.get(db, who)
    assert person is not None
    return person.tsc_number or ""


def appointed(db: Connection, cast: Cast, school: School, level: Level = Level.PRIMARY) -> int:
    """Somebody who heads a new school of the same zone from today on."""
    zone = areas.path(db, school.institution)[1].id
    at = areas.add(db, kind=AreaKind.INSTITUTION, name="Utithi", code="UTITHI", level=level, parent_id=zone)
    return cast.add("Sarah Mumo", Role.HEAD, at)


def matched(db: Connection, by: int, mentee: int, mentor: int) -> int:
    """Both accept; the pair's id."""
    made = matching.propose(db, by, number(db, mentee), number(db, mentor), NOW)
    for who in (mentor, mentee):
        matching.answer(db, who, made, ProposalAnswer.ACCEPTED, NOW)
    return next(one.id for one in pairs.pairs_of(db, mentee, PRESENT) if one.mentee_id == mentee)


def test_an_office_matches_who_leads_a_school_with_a_mentor_of_another(
    db: Connection, school: School, cast: Cast
) -> None:
    sarah = appointed(db, cast, school)
    pair = matched(db, school.ali, sarah, school.peter)
    assert told(db, school.ali) == ["MatchAgreed"]
    [held] = [one for one in roles.of_person(db, sarah, TODAY) if one.role is Role.MENTEE]
    enrolled = enrolling.get(db, db.execute(select(enrolments.c.id)).scalar_one())  # a sequence is not taken back
    assert enrolled is not None
    assert (enrolled.person_id, enrolled.area_id, enrolled.category) == (sarah, held.area_id, "administrator")
    assert {one.id for one in orientation.teachers(db, school.ali, NOW)} == {sarah, school.peter}
    assert relation(db, school.ali, pair, TODAY) is Viewer.HEAD
    assert not may_see(Viewer.HEAD, Data.JOURNAL).opens


def test_an_office_matches_no_teacher_and_nobody_elsewhere(db: Connection, school: School, cast: Cast) -> None:
    sarah = appointed(db, cast, school)
    elsewhere = areas.add(db, kind=AreaKind.INSTITUTION, name="Lodwar", code="L", level=Level.PRIMARY, parent_id=None)
    head = cast.add("Ekai Lokol", Role.HEAD, elsewhere)
    for mentee, mentor, why in (
        (school.peter, school.ali, WhyUnfit.LEADS_NONE),
        (school.faith, school.peter, WhyUnfit.UNKNOWN),
        (head, school.peter, WhyUnfit.UNKNOWN),
        (sarah, head, WhyUnfit.UNKNOWN),
        (sarah, sarah, WhyUnfit.SELF),
    ):
        with pytest.raises(Unfit) as unfit:
            matching.propose(db, school.ali, number(db, mentee), number(db, mentor), NOW)
        assert unfit.value.why is why, (mentee, mentor)
    for nobody in (school.ruth, school.peter, school.faith, school.operator):
        with pytest.raises(NotYours):
            matching.teachers(db, nobody, NOW)


def test_a_post_primary_head_is_the_county_directors(db: Connection, school: School, cast: Cast) -> None:
    sarah = appointed(db, cast, school, Level.SECONDARY)
    assert heads_of(db, sarah, LATER) == [school.grace]
    with pytest.raises(Unfit):
        matching.propose(db, school.ali, number(db, sarah), number(db, school.peter), NOW)
    pair = matched(db, school.grace, sarah, school.peter)
    assert relation(db, school.grace, pair, TODAY) is Viewer.HEAD
    assert relation(db, school.ali, pair, TODAY) is not Viewer.HEAD
    assert {one.id for one in orientation.teachers(db, school.grace, NOW)} == {sarah, school.peter}


def test_the_county_matches_a_primary_head_too_and_does_not_supervise_it(
    db: Connection, school: School, cast: Cast
) -> None:
    """D66: mentoring at county level; the sub-county it reports to stays its supervisor."""
    sarah = appointed(db, cast, school)
    pair = matched(db, school.grace, sarah, school.peter)
    assert told(db, school.grace) == ["MatchAgreed"]
    assert relation(db, school.grace, pair, TODAY) is Viewer.CD
    assert relation(db, school.ali, pair, TODAY) is Viewer.HEAD
    assert [one.head_id for one in proposals.of_people(db, [sarah])] == [school.grace]


def test_heads_of_a_teacher_are_heads_and_of_a_head_the_office_above(db: Connection, school: School) -> None:
    assert heads_of(db, school.faith, TODAY) == [school.jane]
    assert heads_of(db, school.jane, TODAY) == [school.ali]
    assert heads_of(db, school.ali, TODAY) == []


def test_who_stands_in_for_a_head_answers_to_that_head(db: Connection, school: School) -> None:
    roles.add(db, person_id=school.deputy, role=Role.HEAD, area_id=school.institution, since=START)
    held = next(one for one in roles.of_person(db, school.deputy, TODAY) if one.role is Role.HEAD)
    roles.end(db, held.id, LATER)
    assert school.jane in heads_of(db, school.deputy, TODAY)
    assert heads_of(db, school.jane, TODAY) == [school.ali]


def test_the_office_above_states_how_a_heads_own_year_was(db: Connection, school: School) -> None:
    """Nobody states their own performance: the head is the mentee (D44, A6)."""
    school_id = school.institution
    for one in roles.of_person(db, school.jane, YEAR.date()):
        roles.end(db, one.id, TODAY)
    roles.add(db, person_id=school.faith, role=Role.HEAD, area_id=school_id, since=TODAY)
    papers_signed(db, school.pair)
    annex_iv_filled(db, school.pair, YEAR)
    for who in (school.faith, school.peter):
        ending.assess(db, who, school.pair, ANSWERS, YEAR)
    assert "StatementAsked" in told(db, school.ali)
    assert "StatementAsked" not in told(db, school.faith)
    with pytest.raises(NotYours):
        ending.state(db, school.faith, school.pair, Verdict.SATISFACTORY, PIN, YEAR)
    assert ending.state(db, school.ali, school.pair, Verdict.SATISFACTORY, PIN, YEAR)
