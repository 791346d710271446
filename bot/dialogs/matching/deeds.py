"""What becomes of a match: the head proposes it, the mentor answers, then the mentee."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.enrolment.deeds import enrol_administrator
from bot.dialogs.joining.rules import is_silent
from bot.dialogs.matching.pages import (
    MatchAgreed,
    MatchAsked,
    MatchInPerson,
    MatchMade,
    MatchOffered,
    MatchRefused,
    MentorMatched,
    NotMatched,
)
from bot.dialogs.matching.rules import (
    CAP,
    NEWLY,
    MatchDeclined,
    Matched,
    MatchedMentor,
    MatchProposed,
    Teacher,
    Unfit,
    Unmatched,
    WhyUnfit,
    in_order,
    is_open,
    unfit,
)
from bot.dialogs.myself.deeds import most_of
from bot.dialogs.offices.deeds import office_of
from bot.dialogs.offices.rules import OFFICERS, Office
from bot.dialogs.refusals import Moved, NotYours
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.store import pairs
from bot.store.joining import enrolling, myself
from bot.store.matching import candidates, proposals
from bot.store.matching.candidates import LEADING, Candidate
from bot.store.matching.proposals import Proposal, ProposalAnswer
from bot.store.pairs import PRESENT, PairKind, PairState, Side
from bot.store.people import people
from bot.store.people.roles import Role
from bot.store.preparing import plan_drafts

STAFF = (Role.MENTEE, Role.MENTOR, Role.HEAD, Role.DEPUTY)


def teachers(db: Connection, by: int, now: datetime) -> list[Teacher]:
    """Whom somebody matches, by name. NotYours for who matches nobody.

    A head everybody of the own school; an office above schools who leads one in its area, with the mentors and officers
    there (requirements D57, D66, D196).
    """
    office = office_of(db, by, local_day(now))
    if office is None:
        raise NotYours
    above, found = office.oversees_schools, _candidates(db, office, local_day(now))
    couples = candidates.couples(db, list(found))
    waiting = [one for one in proposals.of_people(db, list(found)) if is_open(one, now)]
    load = Counter([mentor for mentor, _mentee in couples] + [one.mentor_id for one in waiting])
    matched = {mentee for _mentor, mentee in couples}
    asked = {one.mentee_id for one in waiting}
    most = most_of(db, list(found), CAP, local_day(now))
    shut, told = enrolling.restricted(db, list(found), local_day(now)), myself.told(db, list(found))
    return [
        Teacher(
            id=who,
            name=held[0].name,
            number=held[0].number,
            mentee=any(one.role in (LEADING if above else (Role.MENTEE,)) for one in held),
            mentor=any(one.role in (Role.MENTOR, *OFFICERS) for one in held) and who not in shut,
            pooled=any(one.role is Role.MENTOR for one in held),
            appraises=any(one.role in (OFFICERS if above else LEADING) for one in held),
            newly=not above or _newly(held, local_day(now)),
            school=_led(held).school if above else "",
            came_in=held[0].came_in,
            load=load[who],
            most=most.get(who, CAP),
            has_mentor=who in matched,
            asked=who in asked,
            subject=held[0].subject,
            trained=held[0].trained,
            gender=told[who].gender if who in told else None,
            wants_own=who in told and told[who].same_gender == "yes",
        )
        for who, held in found.items()
    ]


def _candidates(db: Connection, office: Office, today: date) -> dict[int, list[Candidate]]:
    """Each of them in all their roles; mentees who lead no school are their heads' to match."""
    found: dict[int, list[Candidate]] = {}
    if office.oversees_schools:
        of = (*LEADING, Role.MENTEE, Role.MENTOR, *OFFICERS)
        rows = candidates.in_area(db, office.area_id, tuple(office.levels), of, today)
    else:
        rows = candidates.at_school(db, office.area_id, STAFF, today)
    for one in rows:
        found.setdefault(one.id, []).append(one)
    mentees = {who for who, held in found.items() if {one.role for one in held} == {Role.MENTEE}}
    return {who: held for who, held in found.items() if not office.oversees_schools or who not in mentees}


def leads_wait(db: Connection, office: Office, now: datetime) -> bool:
    """Whether a head or deputy of an office's area waits for a mentor, of those whom `teachers` finds to match."""
    today = local_day(now)
    known = candidates.newly_leading(db, office.area_id, tuple(office.levels), today - NEWLY, today)
    found = [one.id for one, mentee in known if one.came_in and (mentee or one.since > local_day(one.made_at))]
    asked = {one.mentee_id for one in proposals.of_people(db, found) if is_open(one, now)} if found else set()
    return not asked.issuperset(found)


def _newly(held: Sequence[Candidate], today: date) -> bool:
    """Whether somebody is enrolled as a mentee, or took up their part lately, after they were entered."""
    mentee = any(one.role is Role.MENTEE for one in held)
    led = [one.since for one in held if one.role in LEADING and one.since > local_day(one.made_at)]
    return mentee or any(since > today - NEWLY for since in led)


def _led(held: Sequence[Candidate]) -> Candidate:
    """The part by which somebody leads, else the first that they have."""
    return next((one for one in held if one.role in LEADING), held[0])


def couple(db: Connection, of: Sequence[Teacher], first: str, second: str) -> tuple[Teacher, Teacher]:
    """Mentee and mentor of these by their numbers, in either order. Unfit with the first reason against it."""
    known = {one.number: one for one in of}
    for number in (first, second):
        if number not in known:
            raise Unfit(WhyUnfit.UNKNOWN, number=number)
    mentee, mentor = in_order(known[first], known[second])
    before = [one for one in proposals.of_people(db, [mentee.id]) if one.mentor_id == mentor.id and one.declined]
    refusal = unfit(mentee, mentor, declined=bool(before))
    if refusal is not None:
        raise refusal
    return mentee, mentor


# deeds


def propose(db: Connection, head: int, first: str, second: str, now: datetime) -> int:
    """A head or an office proposes a match: the mentor is asked first. Unfit, NotYours. Answers its id."""
    for who in sorted(one.id for one in couple(db, teachers(db, head, now), first, second)):
        people.get(db, who, lock=True)  # two heads at once, or one twice: the second sees what the first has done
    mentee, mentor = couple(db, teachers(db, head, now), first, second)
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


def answer(db: Connection, who: int, proposal_id: int, given: ProposalAnswer, now: datetime) -> Proposal:
    """One side accepts or declines; when both have accepted there is a pair. Moved where it is settled or over."""
    proposal = _get(db, proposal_id, lock=True)
    if who not in (proposal.mentor_id, proposal.mentee_id, proposal.head_id):
        raise NotYours
    side = side_of(db, proposal, who)
    if side is None or not is_open(proposal, now):
        raise Moved
    proposals.answer(db, proposal_id, side, given, now)
    if given is ProposalAnswer.DECLINED:
        _declined(db, proposal, side, who, now)
    elif side is Side.MENTOR:
        _ask(db, proposal, Side.MENTEE, now)
    else:
        _made(db, proposal, now)
    return _get(db, proposal_id)


def _declined(db: Connection, proposal: Proposal, side: Side, by: int, now: datetime) -> None:
    """The head hears that it was declined; a mentor who had accepted, that they are not matched yet; nobody why."""
    if by != proposal.head_id:
        tell(db, proposal.head_id, MatchRefused(proposal=proposal.id), MatchDeclined(proposal=proposal.id), now)
    if side is Side.MENTEE:
        tell(db, proposal.mentor_id, NotMatched(proposal=proposal.id), Unmatched(proposal=proposal.id), now)


def _made(db: Connection, proposal: Proposal, now: datetime) -> None:
    """Both have accepted. The mentee is locked, so that no second mentor comes in between."""
    mentee = people.get(db, proposal.mentee_id, lock=True)
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
        state=PairState.PREPARING,
    )
    plan_drafts.join(db, proposal.mentor_id, pair_id)
    tell(db, proposal.mentor_id, MentorMatched(pair=pair_id), MatchedMentor(pair=pair_id), now)
    office = office_above(db, proposal, now)
    if office is not None and mentee is not None:
        enrol_administrator(db, proposal.head_id, mentee, now)
    page = MatchAgreed(proposal=proposal.id) if office is not None else MatchMade(pair=pair_id)
    tell(db, proposal.head_id, page, Matched(pair=pair_id), now)


def office_above(db: Connection, proposal: Proposal, now: datetime) -> Office | None:
    """The office of whoever proposed a match of an administrator; None: a head did."""
    office = office_of(db, proposal.head_id, local_day(now))
    return office if office is not None and office.oversees_schools else None


def give_reason(db: Connection, who: int, proposal_id: int, words: str) -> None:
    """Why somebody declined, kept for themselves alone (requirement D209). NotYours unless they did."""
    proposal = _get(db, proposal_id)
    mine = {proposal.mentor_id: proposal.mentor_answer, proposal.mentee_id: proposal.mentee_answer}
    if mine.get(who) is not ProposalAnswer.DECLINED:
        raise NotYours
    proposals.set_reason(db, proposal_id, words)


# the clock
