"""Matching a mentor and a mentee of one school: who may be proposed, and what becomes of a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection

from bot.dialogs.matching import (
    MatchAsked,
    MatchInPerson,
    MatchMade,
    MatchOffered,
    MatchRefused,
    NotMatched,
)
from bot.programme.calendar import local_day
from bot.programme.joining import is_silent
from bot.programme.offices import office_of
from bot.programme.refusals import Moved, NotYours, Refusal
from bot.programme.telling import tell
from bot.programme.visibility import Viewer
from bot.store import consents, pairs, people, proposals, roles
from bot.store.cause import Cause
from bot.store.pairs import PRESENT, Side, State
from bot.store.pairs import Kind as PairKind
from bot.store.people import State as PersonState
from bot.store.proposals import Answer, Proposal
from bot.store.roles import Role

CAP = 3
"""Mentees that one mentor has at a time (requirement D208, A13)."""
LASTS = timedelta(days=14)
"""A proposal that nobody answers for so long is over."""
REMINDED = 3
"""School days after which somebody who has not answered is asked once more, and never again (requirement D25)."""


class MatchProposed(Cause, written="match:{proposal}:{side}"):
    """A match waits for the answer of one side."""

    proposal: int
    side: Side


class Refused(Cause, written="match:{proposal}:refused"):
    """A match was declined, to the head."""

    proposal: int


class Unmatched(Cause, written="match:{proposal}:not"):
    """The same, to the mentor who had accepted."""

    proposal: int


class Matched(Cause, written="matched:{pair}"):
    """Both have accepted: there is a pair, to its head."""

    pair: int


class Why(StrEnum):
    """Why two people cannot be proposed to each other."""

    UNKNOWN = "unknown"
    ELSEWHERE = "elsewhere"
    SELF = "self"
    NO_MENTEE = "no_mentee"
    UNAVAILABLE = "unavailable"
    FULL = "full"
    TAKEN = "taken"
    NOT_IN = "not_in"
    ASKED = "asked"


class Unfit(Refusal):
    """These two cannot be proposed; `name` is who it lies with: never why they are not available."""

    reason = "unfit"

    def __init__(self, why: Why, name: str = "", number: str = "") -> None:
        super().__init__()
        self.why, self.name, self.number = why, name, number


@dataclass(frozen=True)
class Teacher:
    """What matching looks at in one person: their parts at the school, and who they have or are asked about."""

    id: int
    name: str
    number: str
    mentee: bool
    mentor: bool
    appraises: bool
    """The head and the deputy appraise the teachers of the school (requirement D213)."""
    came_in: bool
    """Whether they have answered the notice: who wants no messages is asked in person (requirement D352)."""
    load: int
    """Mentees that they have, or are asked to take."""
    has_mentor: bool
    asked: bool
    """Whether a proposal about them as a mentee waits for an answer."""


def unfit(mentee: Teacher, mentor: Teacher, *, declined: bool) -> Unfit | None:
    """Why these two cannot be proposed to each other, the first reason that holds; None: they can.

    `declined`: one of them has said no to this match before; it is not asked again.
    """
    checks = (
        (mentee.id == mentor.id, Why.SELF, mentee),
        (not mentee.mentee, Why.NO_MENTEE, mentee),
        (not mentor.mentor or declined, Why.UNAVAILABLE, mentor),
        (not mentee.came_in, Why.NOT_IN, mentee),
        (not mentor.came_in, Why.NOT_IN, mentor),
        (mentee.has_mentor, Why.TAKEN, mentee),
        (mentee.asked, Why.ASKED, mentee),
        (mentor.load >= CAP, Why.FULL, mentor),
    )
    return next((Unfit(why, of.name, of.number) for holds, why, of in checks if holds), None)


def in_order(first: Teacher, second: Teacher) -> tuple[Teacher, Teacher]:
    """Mentee and mentor: as they were named, unless their parts at the school say the other way round."""
    fits, turned = first.mentee and second.mentor, second.mentee and first.mentor
    return (second, first) if turned and not fits else (first, second)


def own_school(db: Connection, head: int, now: datetime) -> int:
    """The school of a head. NotYours for everybody else."""
    office = office_of(db, head, local_day(now))
    if office is None or office.viewer is not Viewer.HEAD:
        raise NotYours
    return office.area_id


def teacher(db: Connection, head: int, number: str, now: datetime) -> Teacher:
    """Somebody of this head's school by TSC number. Unfit where nobody has it, or they work elsewhere."""
    school = own_school(db, head, now)
    person = people.by_tsc(db, number)
    if person is None:
        raise Unfit(Why.UNKNOWN, number=number)
    here = {held.role for held in roles.of_person(db, person.id, local_day(now)) if held.area_id == school}
    if not here:
        raise Unfit(Why.ELSEWHERE, number=number)
    present = [pair for pair in pairs.pairs_of(db, person.id, PRESENT) if pair.kind is PairKind.MENTORSHIP]
    waiting = [one for one in proposals.of_people(db, [person.id]) if is_open(one, now)]
    return Teacher(
        id=person.id,
        name=person.name,
        number=number,
        mentee=Role.MENTEE in here,
        mentor=Role.MENTOR in here,
        appraises=bool(here & {Role.HEAD, Role.DEPUTY}),
        came_in=person.state is PersonState.ACTIVE or bool(consents.of_person(db, person.id)),
        load=[one.mentor_id for one in present].count(person.id) + [one.mentor_id for one in waiting].count(person.id),
        has_mentor=any(pair.mentee_id == person.id for pair in present),
        asked=any(one.mentee_id == person.id for one in waiting),
    )


def is_open(proposal: Proposal, now: datetime) -> bool:
    """Whether an answer is still awaited."""
    return proposal.asks is not None and now < proposal.asked_at + LASTS


def couple(db: Connection, head: int, first: str, second: str, now: datetime) -> tuple[Teacher, Teacher]:
    """Mentee and mentor by their numbers, in either order. Unfit with the first reason against it."""
    mentee, mentor = in_order(teacher(db, head, first, now), teacher(db, head, second, now))
    before = [one for one in proposals.of_people(db, [mentee.id]) if one.mentor_id == mentor.id and one.declined]
    refusal = unfit(mentee, mentor, declined=bool(before))
    if refusal is not None:
        raise refusal
    return mentee, mentor


# deeds


def propose(db: Connection, head: int, first: str, second: str, now: datetime) -> int:
    """The head proposes a match: the mentor is asked first. Unfit, NotYours. Answers its id."""
    for who in sorted(one.id for one in couple(db, head, first, second, now)):
        people.get(db, who, lock=True)  # two heads at once, or one twice: the second sees what the first has done
    mentee, mentor = couple(db, head, first, second, now)
    proposal_id = proposals.add(db, mentor_id=mentor.id, mentee_id=mentee.id, head_id=head, now=now)
    _ask(db, _get(db, proposal_id), Side.MENTOR, now)
    return proposal_id


def _get(db: Connection, proposal_id: int, *, lock: bool = False) -> Proposal:
    found = proposals.get(db, proposal_id, lock=lock)
    if found is None:
        raise NotYours
    return found


def _ask(db: Connection, proposal: Proposal, side: Side, now: datetime) -> None:
    """Asks this side; the head asks in person whom no message reaches."""
    whom = proposal.head_id if in_person(db, proposal, side) else proposal.person(side)
    page = MatchInPerson if whom == proposal.head_id else PAGES[side]
    tell(db, whom, page(proposal=proposal.id), MatchProposed(proposal=proposal.id, side=side), now)


PAGES: Mapping[Side, type[MatchAsked | MatchOffered]] = {Side.MENTOR: MatchAsked, Side.MENTEE: MatchOffered}


def in_person(db: Connection, proposal: Proposal, side: Side) -> bool:
    """Whether the head gives this side's answer for them."""
    person = people.get(db, proposal.person(side))
    return person is not None and is_silent(person)


def side_of(db: Connection, proposal: Proposal, who: int) -> Side | None:
    """For which side this person may answer now; None: for neither."""
    asks = proposal.asks
    if asks is None or who == proposal.person(asks):
        return asks
    return asks if who == proposal.head_id and in_person(db, proposal, asks) else None


def answer(db: Connection, who: int, proposal_id: int, given: Answer, now: datetime) -> Proposal:
    """One side accepts or declines; when both have accepted there is a pair. Moved where it is settled or over."""
    proposal = _get(db, proposal_id, lock=True)
    if who not in (proposal.mentor_id, proposal.mentee_id, proposal.head_id):
        raise NotYours
    side = side_of(db, proposal, who)
    if side is None or not is_open(proposal, now):
        raise Moved
    proposals.answer(db, proposal_id, side, given, now)
    if given is Answer.DECLINED:
        _declined(db, proposal, side, who, now)
    elif side is Side.MENTOR:
        _ask(db, proposal, Side.MENTEE, now)
    else:
        _made(db, proposal, now)
    return _get(db, proposal_id)


def _declined(db: Connection, proposal: Proposal, side: Side, by: int, now: datetime) -> None:
    """The head hears that it was declined; a mentor who had accepted, that they are not matched yet; nobody why."""
    if by != proposal.head_id:
        tell(db, proposal.head_id, MatchRefused(proposal=proposal.id), Refused(proposal=proposal.id), now)
    if side is Side.MENTEE:
        tell(db, proposal.mentor_id, NotMatched(proposal=proposal.id), Unmatched(proposal=proposal.id), now)


def _made(db: Connection, proposal: Proposal, now: datetime) -> None:
    """Both have accepted. The mentee is locked, so that no second mentor comes in between."""
    people.get(db, proposal.mentee_id, lock=True)
    present = pairs.pairs_of(db, proposal.mentee_id, PRESENT)
    if any(one.mentee_id == proposal.mentee_id and one.kind is PairKind.MENTORSHIP for one in present):
        raise Moved
    pair_id = pairs.add(
        db,
        mentor_id=proposal.mentor_id,
        mentee_id=proposal.mentee_id,
        kind=PairKind.MENTORSHIP,
        start=local_day(now),
        now=now,
        state=State.PREPARING,
    )
    tell(db, proposal.head_id, MatchMade(pair=pair_id), Matched(pair=pair_id), now)


def give_reason(db: Connection, who: int, proposal_id: int, words: str) -> None:
    """Why somebody declined, kept for themselves alone (requirement D209). NotYours unless they did."""
    proposal = _get(db, proposal_id)
    mine = {proposal.mentor_id: proposal.mentor_answer, proposal.mentee_id: proposal.mentee_answer}
    if mine.get(who) is not Answer.DECLINED:
        raise NotYours
    proposals.set_reason(db, proposal_id, words)


# the clock
