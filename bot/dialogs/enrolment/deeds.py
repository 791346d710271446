"""How schools, people, pairs and school years enter the programme; entering the same again changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.enrolment.pages import EnrolledByHead, EnrolmentAsked, NotTheirMentee
from bot.dialogs.enrolment.rules import (
    ROLE_AREAS,
    DaysEntry,
    EntryOutcome,
    MatchEntry,
    MenteeTaken,
    Newcomer,
    NewTeacher,
    NumberConfirmed,
    SchoolEntry,
    StartFixed,
    UnknownArea,
    UnknownPerson,
    UnknownSchool,
    WithSelf,
    fold,
)
from bot.dialogs.offices.deeds import own_school
from bot.dialogs.refusals import Moved, NotYours
from bot.dialogs.telling import prompt, tell
from bot.language import local_day
from bot.messages import Channel
from bot.store import areas, calendar, pairs
from bot.store.areas import Area, AreaKind
from bot.store.joining import enrolling
from bot.store.joining.enrolling import Category, EnrolledAs, EnrolmentDeclined, NewEnrolment
from bot.store.joining.nominating import Answer
from bot.store.pairs import PairKind, PairOf
from bot.store.people import addresses, people, roles
from bot.store.people.people import NewPerson, Person, PersonState
from bot.store.people.roles import Role
from bot.store.sessions import sessions


@dataclass
class Tree:
    """The areas above the schools, read once for many entries."""

    found: dict[tuple[AreaKind, str, int | None], Area] = field(default_factory=dict)

    @classmethod
    def read(cls, db: Connection) -> Tree:
        """The tree as it stands."""
        return cls({(area.kind, fold(area.name), area.parent_id): area for area in areas.above_schools(db)})

    def below(self, db: Connection, kind: AreaKind, name: str, parent_id: int | None) -> int:
        """The area of this name below that parent, made when new."""
        key = (kind, fold(name), parent_id)
        if key not in self.found:
            made = areas.add(db, kind=kind, name=name, parent_id=parent_id)
            self.found[key] = Area(made, kind, name, None, None, parent_id)
        return self.found[key].id

    def named(self, kind: AreaKind, name: str) -> Area:
        """The one area of this kind and name, or of `name, what it lies in`; UnknownArea for none or several."""
        wanted, _, within = (fold(part) for part in name.partition(","))
        parents = {area.id: area.name for area in self.found.values()}
        found = [area for area in self.found.values() if area.kind == kind and fold(area.name) == wanted]
        lies_in = {area.id: parents.get(area.parent_id or 0, "") for area in found}
        fits = [area for area in found if not within or fold(lies_in[area.id]) == within]
        if len(fits) != 1:
            raise UnknownArea(kind, name, tuple(sorted(lies_in.values())))
        return fits[0]


def enter_school(db: Connection, school: SchoolEntry, tree: Tree) -> EntryOutcome:
    """Enters a school by its code, with the zone, sub-county, county and region it lies in."""
    parent_id: int | None = None
    for kind, name in (
        (AreaKind.REGION, school.region),
        (AreaKind.COUNTY, school.county),
        (AreaKind.SUB_COUNTY, school.sub_county),
        (AreaKind.ZONE, school.zone),
    ):
        parent_id = tree.below(db, kind, name, parent_id)
    known = areas.by_code(db, school.code)
    if known is None:
        areas.add(
            db,
            kind=AreaKind.INSTITUTION,
            name=school.name,
            code=school.code,
            level=school.level,
            parent_id=parent_id,
        )
        return EntryOutcome.ADDED
    if (known.name, known.level, known.parent_id) == (school.name, school.level, parent_id):
        return EntryOutcome.SAME
    areas.change(db, known.id, name=school.name, level=school.level, parent_id=parent_id)
    return EntryOutcome.CHANGED


def enter_person(db: Connection, person: Newcomer, tree: Tree, now: datetime) -> EntryOutcome:
    """Enters somebody by TSC number or local id, in one role; a further role is a further entry.

    A later entry corrects name, employment, subject and an unconfirmed phone, and may make an enrolled person active;
    their language and what they have confirmed themselves stay theirs. UnknownSchool, UnknownArea, NumberConfirmed.
    """
    area_id = _area_of(db, person, tree)
    known = find_person(db, person.number)
    if known is None:
        new = NewPerson(
            name=person.name,
            language=person.language,
            state=person.state,
            made_at=now,
            tsc_number=person.tsc_number,
            local_id=person.local_id,
            employment=person.employment,
            subject=person.subject,
        )
        person_id = people.add(db, new)
        if person.phone is not None:
            addresses.add(db, person_id=person_id, channel=Channel.SMS, address=person.phone, rank=0, now=now)
        roles.add(db, person_id=person_id, role=person.role, area_id=area_id, since=local_day(now))
        return EntryOutcome.ADDED
    changes = (
        _give_phone(db, known.id, person.phone, now),
        people.change(db, known.id, name=person.name, employment=person.employment, subject=person.subject),
        _activate(db, known, person.state),
        give_role(db, known.id, person.role, area_id, local_day(now)),
    )
    return EntryOutcome.CHANGED if any(changes) else EntryOutcome.SAME


def find_person(db: Connection, number: str) -> Person | None:
    """Somebody by TSC number, else by local id."""
    return people.by_tsc(db, number) or people.by_local_id(db, number)


def _area_of(db: Connection, person: Newcomer, tree: Tree) -> int | None:
    kind = ROLE_AREAS[person.role]
    if kind is None or person.area is None:
        return None
    if kind is not AreaKind.INSTITUTION:
        return tree.named(kind, person.area).id
    school = areas.by_code(db, person.area)
    if school is None:
        raise UnknownSchool(person.area)
    return school.id


def _give_phone(db: Connection, person_id: int, phone: str | None, now: datetime) -> bool:
    """The phone of an entry replaces one that its owner has never written from; NumberConfirmed where they have.

    An entry without a phone says nothing about the one that is known.
    """
    if phone is None:
        return False
    by_sms = [known for known in addresses.of_person(db, person_id) if known.channel is Channel.SMS]
    if any(known.address == phone for known in by_sms):
        return False
    if any(known.verified_at for known in by_sms):
        raise NumberConfirmed
    for known in by_sms:
        addresses.remove(db, known.id)
    addresses.add(db, person_id=person_id, channel=Channel.SMS, address=phone, rank=0, now=now)
    return True


def _activate(db: Connection, known: Person, state: PersonState) -> bool:
    if known.state is not PersonState.ENROLLED or state is not PersonState.ACTIVE:
        return False
    people.set_state(db, known.id, PersonState.ACTIVE)
    return True


def give_role(db: Connection, person_id: int, role: Role, area_id: int | None, today: date) -> bool:
    """A role in a school is held in one school at a time: an entry for another is a transfer."""
    held = [one for one in roles.of_person(db, person_id, today) if one.role is role]
    if any(one.area_id == area_id for one in held):
        return False
    if ROLE_AREAS[role] is AreaKind.INSTITUTION:
        for one in held:
            roles.end(db, one.id, today)
    if not roles.reopen(db, person_id=person_id, role=role, area_id=area_id, since=today):
        roles.add(db, person_id=person_id, role=role, area_id=area_id, since=today)
    return True


def enter_match(db: Connection, match: MatchEntry, now: datetime) -> EntryOutcome:
    """Enters a pair by its two numbers; until it has a session, a later entry corrects its start and kind.

    UnknownPerson, WithSelf, MenteeTaken, StartFixed.
    """
    mentor, mentee = _known(db, match.mentor), _known(db, match.mentee)
    if mentor.id == mentee.id:
        raise WithSelf
    theirs = [pair for pair in pairs.pairs_of(db, mentee.id) if pair.mentee_id == mentee.id]
    same = next((pair for pair in theirs if pair.mentor_id == mentor.id), None)
    if same is not None:
        return _rematch(db, same, match)
    if pairs.between(db, mentor.id, mentee.id, match.start) is not None:
        return EntryOutcome.SAME  # an ended pair of an older file stays ended
    if match.kind is PairKind.MENTORSHIP and any(pair.kind is PairKind.MENTORSHIP for pair in theirs):
        raise MenteeTaken
    pairs.add(db, mentor_id=mentor.id, mentee_id=mentee.id, kind=match.kind, start=match.start, now=now)
    return EntryOutcome.ADDED


def _rematch(db: Connection, pair: PairOf, match: MatchEntry) -> EntryOutcome:
    if (pair.kind, pair.start) == (match.kind, match.start):
        return EntryOutcome.SAME
    if sessions.of_pair(db, pair.id):
        raise StartFixed(pair.start)
    pairs.correct(db, pair.id, kind=match.kind, start=match.start)
    return EntryOutcome.CHANGED


def _known(db: Connection, number: str) -> Person:
    person = find_person(db, number)
    if person is None:
        raise UnknownPerson(number)
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


def newcomer(db: Connection, new: NewTeacher, school_id: int, language: str, now: datetime) -> int:
    """Somebody whom a head names: whoever has that TSC number, else a new person with it or with the school's id."""
    known = people.by_tsc(db, new.number) if new.number else None
    if known is not None:
        return known.id
    prefix = f"{_code(db, school_id)}-"
    local_id = None if new.number else f"{prefix}{people.local_ids(db, prefix) + 1}"
    made = NewPerson(new.name, language, PersonState.ENROLLED, now, new.number, local_id)
    person_id = people.add(db, made)
    addresses.add(db, person_id=person_id, channel=new.channel, address=new.phone, rank=0, now=now)
    return person_id


def _code(db: Connection, school_id: int) -> str:
    school = areas.get(db, school_id)
    return (school.code if school else None) or str(school_id)


def enrol(db: Connection, head: int, who: int | NewTeacher, category: Category, reason: str, now: datetime) -> int:
    """A head enrols a mentee under a category; answers its id. NotYours.

    Somebody of the school hears of it; somebody new is invited; somebody of another school is asked first.
    """
    school, by = own_school(db, head, now), people.get(db, head)
    assert by is not None, "who heads a school is somebody"
    own = isinstance(who, int)
    person_id = who if isinstance(who, int) else newcomer(db, who, school, by.language, now)
    person = people.get(db, person_id, lock=True)
    assert person is not None, "found or made just now"
    here = any(held.area_id == school for held in roles.of_person(db, person_id, local_day(now)))
    if own and not here:
        raise NotYours
    theirs = not roles.of_person(db, person_id, local_day(now)) or here
    called = person.name if isinstance(who, int) else who.name
    answer = Answer.ACCEPTED if theirs else None
    made = enrolling.add(db, NewEnrolment(person_id, school, head, called, category, reason, now, answer))
    if theirs:
        give_role(db, person_id, Role.MENTEE, school, local_day(now))
    if own:
        tell(db, person_id, EnrolledByHead(enrolment=made), EnrolledAs(enrolment=made), now)
    elif not theirs:
        prompt(db, person_id, EnrolmentAsked(enrolment=made), EnrolledAs(enrolment=made), now)
    return made


def answer(db: Connection, who: int, enrolment_id: int, given: Answer, now: datetime) -> None:
    """Somebody of another school comes as a mentee, or stays. NotYours; Moved where they have answered."""
    found = enrolling.get(db, enrolment_id, lock=True)
    if found is None or found.person_id != who:
        raise NotYours
    if found.answer is not None:
        raise Moved
    enrolling.set_answer(db, enrolment_id, given, now)
    if given is Answer.ACCEPTED:
        give_role(db, who, Role.MENTEE, found.area_id, local_day(now))
    else:
        at = NotTheirMentee(enrolment=enrolment_id)
        tell(db, found.by_id, at, EnrolmentDeclined(enrolment=enrolment_id), now)
