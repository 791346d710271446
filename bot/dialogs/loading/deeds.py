"""How pairs and school years that an office hands in enter the programme; the same again changes nothing."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.enrolment.deeds import find_person
from bot.dialogs.enrolment.rules import (
    CapPassed,
    DaysEntry,
    EntryOutcome,
    Exchanged,
    MatchEntry,
    MenteeTaken,
    OtherSchool,
    StartFixed,
    UnknownPerson,
    WithSelf,
)
from bot.dialogs.matching.rules import CAP
from bot.dialogs.pairs.deeds import replan
from bot.language import local_day
from bot.store import areas, calendar, pairs
from bot.store.pairs import PairKind, PairOf
from bot.store.people import roles
from bot.store.people.people import Person
from bot.store.people.roles import Role
from bot.store.sessions import sessions


def enter_match(db: Connection, match: MatchEntry, now: datetime) -> EntryOutcome:
    """Enters a pair by its two numbers; until it has a session, a later entry corrects its start and kind.

    UnknownPerson, WithSelf, MenteeTaken, StartFixed, Exchanged, OtherSchool, CapPassed.
    """
    mentor, mentee = _known(db, match.mentor, "mentor"), _known(db, match.mentee, "mentee")
    if mentor.id == mentee.id:
        raise WithSelf
    theirs = [pair for pair in pairs.pairs_of(db, mentee.id) if pair.mentee_id == mentee.id]
    same = next((pair for pair in theirs if pair.mentor_id == mentor.id), None)
    if same is not None:
        return correct_match(db, same, match.kind, match.start, local_day(now))
    if pairs.between(db, mentor.id, mentee.id, match.start) is not None:
        return EntryOutcome.SAME  # an ended pair of an older file stays ended
    if match.kind is PairKind.MENTORSHIP and any(pair.kind is PairKind.MENTORSHIP for pair in theirs):
        raise MenteeTaken
    _check_parts(db, mentor, mentee, local_day(now))
    if match.kind is PairKind.MENTORSHIP:
        theirs = [one for one in pairs.pairs_of(db, mentor.id, pairs.PRESENT) if one.mentor_id == mentor.id]
        if sum(one.kind is PairKind.MENTORSHIP for one in theirs) >= CAP:
            raise CapPassed(CAP)
    pairs.add(db, mentor_id=mentor.id, mentee_id=mentee.id, kind=match.kind, start=match.start, now=now)
    return EntryOutcome.ADDED


def _check_parts(db: Connection, mentor: Person, mentee: Person, today: date) -> None:
    """Exchanged where each has the other's part; OtherSchool where their parts are held at different schools."""
    mentors, mentees = (roles.of_person(db, one.id, today) for one in (mentor, mentee))
    held, other = {one.role for one in mentors}, {one.role for one in mentees}
    if Role.MENTEE in held and Role.MENTOR in other and not (Role.MENTOR in held or Role.MENTEE in other):
        raise Exchanged
    at, works = (
        {one.area_id for one in parts if one.role is role and one.area_id is not None}
        for parts, role in ((mentors, Role.MENTOR), (mentees, Role.MENTEE))
    )
    if at and works and not (at & works or other & {Role.HEAD, Role.DEPUTY}):  # those are mentored in their zone (D196)
        raise OtherSchool(*(area.name if (area := areas.get(db, min(ids))) else "" for ids in (at, works)))


def correct_match(db: Connection, pair: PairOf, kind: PairKind, start: date, today: date) -> EntryOutcome:
    """Another kind or start of a pair that has no session yet. StartFixed."""
    if (pair.kind, pair.start) == (kind, start):
        return EntryOutcome.SAME
    if sessions.of_pair(db, pair.id):
        raise StartFixed(pair.start)
    pairs.correct(db, pair.id, kind=kind, start=start)
    replan(db, pair, today)
    return EntryOutcome.CHANGED


def _known(db: Connection, number: str, side: str) -> Person:
    person = find_person(db, number)
    if person is None:
        raise UnknownPerson(number, side)
    return person


def enter_days(db: Connection, days: DaysEntry) -> EntryOutcome:
    """Enters a stretch of the school year by year, level, kind and name; a later entry moves its dates."""
    for known in calendar.of_year(db, days.year, days.level):
        if (known.kind, known.name) == (days.kind, days.name):
            if (known.first, known.last) == (days.first, days.last):
                return EntryOutcome.SAME
            calendar.move(db, known.id, days.first, days.last)
            return EntryOutcome.CHANGED
    calendar.add(db, year=days.year, level=days.level, kind=days.kind, name=days.name, first=days.first, last=days.last)
    return EntryOutcome.ADDED


# a head enrols
