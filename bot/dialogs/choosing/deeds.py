"""A coach chooses, the one who is chosen answers, and there is a pair (requirements D271, D389, D390)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.choosing.pages import CoacheeSaid, MayICoach
from bot.dialogs.choosing.rules import COACHING_OFFICES, OFFICERS, CoachChose, CoacheeAnswered
from bot.dialogs.matching.rules import is_open
from bot.dialogs.offices.deeds import office_of
from bot.dialogs.offices.rules import Office
from bot.dialogs.refusals import Moved, NotYours
from bot.dialogs.telling import tell
from bot.dialogs.visibility import Viewer
from bot.language import local_day
from bot.store import pairs
from bot.store.instruments import school_supports
from bot.store.matching import proposals
from bot.store.matching.proposals import Proposal, ProposalAnswer
from bot.store.officers import coached
from bot.store.pairs import PRESENT, PairKind, PairState, Side
from bot.store.people import people, roles
from bot.store.people.roles import Member, Role

TEACHERS = (Role.MENTEE, Role.MENTOR, Role.DEPUTY)
OF_DEPUTY = (Role.MENTEE, Role.MENTOR)
COACHING = PairKind.COACHING


def to_coach(db: Connection, who: int, now: datetime) -> list[Member]:
    """Whom somebody may choose: an officer heads of schools, a head or deputy teachers of their own; each who is
    coached by nobody and asked by nobody.
    """
    today = local_day(now)
    area = _area(db, who, today)
    if area is None:
        return []
    coached_ones = {one.coachee_id for one in coached.within(db, area.area_id, area.levels, today, PRESENT)}
    found = [one for one in _around(db, area, today) if one.id != who and one.id not in coached_ones]
    asked = proposals.of_people(db, [one.id for one in found], COACHING)
    waiting = {one.mentee_id for one in asked if is_open(one, now)}
    return [one for one in found if one.id not in waiting]


def _area(db: Connection, who: int, today: date) -> Office | None:
    """The office of a coach; a deputy's is that of the head."""
    office = office_of(db, who, today)
    if office is not None:
        return office if office.viewer in COACHING_OFFICES else None
    held = roles.of_person(db, who, today)
    school = next((one.area_id for one in held if one.role is Role.DEPUTY), None)
    return Office(Role.DEPUTY, Viewer.HEAD, school) if school is not None else None


def _around(db: Connection, area: Office, today: date) -> Iterable[Member]:
    """Heads of the schools of an area, or teachers of a school."""
    if area.viewer in OFFICERS:
        led = school_supports.led(db, area.area_id, area.levels, today)
        return [Member(one.head_id, one.number or "", one.head, Role.HEAD) for one in led]
    of = TEACHERS if area.role is Role.HEAD else OF_DEPUTY
    return {one.id: one for one in roles.staff(db, area.area_id, of, today)}.values()


def _is_coached(db: Connection, who: int) -> bool:
    return any(one.kind is COACHING and one.mentee_id == who for one in pairs.pairs_of(db, who, PRESENT))


def choose(db: Connection, coach: int, coachee: int, now: datetime) -> int:
    """A coach chooses; the other is asked. NotYours for whom they may not choose; its id."""
    people.get(db, coachee, lock=True)  # two coaches at once: the second sees what the first has done
    if coachee not in {one.id for one in to_coach(db, coach, now)}:
        raise NotYours
    made = proposals.choose(db, coach_id=coach, coachee_id=coachee, now=now)
    tell(db, coachee, MayICoach(proposal=made), CoachChose(proposal=made), now)
    return made


def of(db: Connection, who: int, proposal_id: int, *, lock: bool = False) -> Proposal:
    """A choice, for the two of it. NotYours for anybody else."""
    found = proposals.get(db, proposal_id, lock=lock, kind=COACHING)
    if found is None or who not in (found.mentor_id, found.mentee_id):
        raise NotYours
    return found


def answer(db: Connection, who: int, proposal_id: int, given: ProposalAnswer, now: datetime) -> None:
    """Who was chosen accepts or not; with a yes there is a pair. NotYours; Moved where it is settled or too late."""
    found = of(db, who, proposal_id, lock=True)
    if who != found.mentee_id:
        raise NotYours
    people.get(db, who, lock=True)
    if not is_open(found, now) or _is_coached(db, who):
        raise Moved
    proposals.answer(db, proposal_id, Side.MENTEE, given, now)
    if given is ProposalAnswer.ACCEPTED:
        two = {"mentor_id": found.mentor_id, "mentee_id": found.mentee_id}
        pairs.add(db, **two, kind=COACHING, start=local_day(now), now=now, state=PairState.PREPARING)
    tell(db, found.mentor_id, CoacheeSaid(proposal=proposal_id), CoacheeAnswered(proposal=proposal_id), now)
