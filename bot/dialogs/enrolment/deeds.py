"""How schools, people, pairs and school years enter the programme; entering the same again changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.enrolment.pages import EnrolledByHead, EnrolmentAsked, NotTheirMentee
from bot.dialogs.enrolment.rules import (
    ROLE_AREAS,
    EntryOutcome,
    NearDouble,
    Newcomer,
    NewTeacher,
    NumberConfirmed,
    SchoolEntry,
    UnknownArea,
    UnknownSchool,
    area_key,
    code_forms,
)
from bot.dialogs.offices.deeds import own_school
from bot.dialogs.refusals import Moved, NotYours
from bot.dialogs.telling import prompt, tell
from bot.language import local_day, name_key, name_words, nearly_same, same_person
from bot.messages import Channel
from bot.store import areas
from bot.store.areas import Area, AreaKind
from bot.store.joining import enrolling
from bot.store.joining.enrolling import Category, EnrolledAs, EnrolmentDeclined, NewEnrolment
from bot.store.joining.nominating import Answer
from bot.store.people import addresses, entered, people, roles
from bot.store.people.people import NewPerson, Person, PersonState
from bot.store.people.roles import Role
from bot.store.rights import data_requests, former_names


@dataclass
class Tree:
    """The areas above the schools, read once for many entries."""

    found: dict[tuple[AreaKind, str, int | None], Area] = field(default_factory=dict)
    apart: bool = False
    """Whether what comes near to something known is known to be something else."""
    staff: dict[tuple[int, Role], dict[str, str]] = field(default_factory=dict)
    """Who has a part at a school, by the words of their name; read once for many entries too."""

    @classmethod
    def read(cls, db: Connection, *, apart: bool = False) -> Tree:
        """The tree as it stands."""
        return cls({(area.kind, area_key(area.name), area.parent_id): area for area in areas.above_schools(db)}, apart)

    def below(self, db: Connection, kind: AreaKind, name: str, parent_id: int | None) -> int:
        """The area of this name below that parent, made when new. NearDouble beside one of nearly its name."""
        key = (kind, area_key(name), parent_id)
        if key not in self.found:
            beside = [area for (of, _key, above), area in self.found.items() if (of, above) == (kind, parent_id)]
            like = None if self.apart else next((area for area in beside if nearly_same(area.name, name)), None)
            if like is not None:
                raise NearDouble(kind.value, name, like.name)
            made = areas.add(db, kind=kind, name=name, parent_id=parent_id)
            self.found[key] = Area(made, kind, name, None, None, parent_id)
        return self.found[key].id

    def named(self, kind: AreaKind, name: str) -> Area:
        """The one area of this kind and name, or of `name, what it lies in`; UnknownArea for none or several."""
        wanted, _, within = (area_key(part) for part in name.partition(","))
        parents = {area.id: area.name for area in self.found.values()}
        found = [area for area in self.found.values() if area.kind == kind and area_key(area.name) == wanted]
        lies_in = {area.id: parents.get(area.parent_id or 0, "") for area in found}
        fits = [area for area in found if not within or area_key(lies_in[area.id]) == within]
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
    known = school_of(db, school.code)
    if known is None:
        like = None if tree.apart else _school_like(db, school, parent_id)
        if like is not None:
            raise NearDouble("name", f"{school.name} ({school.code})", f"{like.name} ({like.code})")
        kind, level = AreaKind.INSTITUTION, school.level
        areas.add(db, kind=kind, name=school.name, code=school.code, level=level, parent_id=parent_id)
        return EntryOutcome.ADDED
    if (known.name, known.level, known.parent_id) == (school.name, school.level, parent_id):
        return EntryOutcome.SAME
    areas.change(db, known.id, name=school.name, level=school.level, parent_id=parent_id)
    return EntryOutcome.CHANGED


def school_of(db: Connection, code: str) -> Area | None:
    """The school with this code, however it is written."""
    exact = areas.by_code(db, code)
    others = areas.by_codes(db, code_forms(code)) if exact is None else []
    return exact or (others[0] if len(others) == 1 else None)


def _school_like(db: Connection, school: SchoolEntry, zone_id: int | None) -> Area | None:
    """A school of the same zone that has this name or nearly, and another code."""
    beside, key = areas.below(db, zone_id) if zone_id is not None else [], name_key(school.name)
    return next((one for one in beside if name_key(one.name) == key or nearly_same(one.name, school.name)), None)


def enter_person(db: Connection, person: Newcomer, tree: Tree, now: datetime) -> EntryOutcome:
    """Enters somebody by TSC number or local id, in one role; a further role is a further entry.

    A later entry corrects name, employment, subject and an unconfirmed phone, and may make an enrolled person active;
    their language, and a phone and name that they chose themselves, stay. UnknownSchool, UnknownArea, NumberConfirmed.
    """
    area_id = _area_of(db, person, tree)
    known = find_person(db, person.number)
    if known is None:
        like = None if tree.apart else _person_like(db, person, area_id, tree, local_day(now))
        if like is not None:
            raise NearDouble("name", person.called, like)
        new = NewPerson(
            name=person.name,
            language=person.language,
            state=person.state,
            made_at=now,
            tsc_number=person.tsc_number,
            local_id=person.local_id,
            employment=person.employment,
            subject=person.subject,
            first_service=person.first_service,
        )
        person_id = people.add(db, new)
        if person.phone is not None:
            addresses.add(db, person_id=person_id, channel=Channel.SMS, address=person.phone, rank=0, now=now)
        roles.add(db, person_id=person_id, role=person.role, area_id=area_id, since=local_day(now))
        return EntryOutcome.ADDED
    stays = same_person(known.name, person.name) or data_requests.chose_name(db, known.id)
    changes = (
        give_phone(db, known.id, person.phone, now),
        not stays and former_names.rename(db, known, person.name, now),
        entered.correct(db, known.id, entered.Corrected(person.employment, person.subject, person.first_service)),
        _activate(db, known, person.state),
        give_role(db, known.id, person.role, area_id, local_day(now)),
    )
    return EntryOutcome.CHANGED if any(changes) else EntryOutcome.SAME


def _person_like(db: Connection, person: Newcomer, area_id: int | None, tree: Tree, today: date) -> str | None:
    """Somebody of the same name with another number: in the same part at the same school, or at the same phone."""
    if area_id is not None:
        there = _staff(db, tree, area_id, person.role, today).setdefault(name_words(person.name), person.called)
        if there != person.called:
            return there
    by_phone = people.at_address(db, Channel.SMS, person.phone, lock=False) if person.phone else []
    return next(
        (f"{one.name} ({one.tsc_number})" for one, _way in by_phone if same_person(one.name, person.name)), None
    )


def _staff(db: Connection, tree: Tree, area_id: int, role: Role, today: date) -> dict[str, str]:
    if (area_id, role) not in tree.staff:
        there = roles.staff(db, area_id, [role], today)
        tree.staff[area_id, role] = {name_words(one.name): f"{one.name} ({one.number})" for one in there}
    return tree.staff[area_id, role]


def find_person(db: Connection, number: str) -> Person | None:
    """Somebody by TSC number, else by local id."""
    return people.by_tsc(db, number) or people.by_local_id(db, number)


def _area_of(db: Connection, person: Newcomer, tree: Tree) -> int | None:
    kind = ROLE_AREAS[person.role]
    if kind is None or person.area is None:
        return None
    if kind is not AreaKind.INSTITUTION:
        return tree.named(kind, person.area).id
    school = school_of(db, person.area)
    if school is None:
        raise UnknownSchool(person.area)
    return school.id


def give_phone(db: Connection, person_id: int, phone: str | None, now: datetime) -> bool:
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
    new = NewEnrolment(person_id, school, head, called, category, reason, now, answer, _sub_county(db, school))
    made = enrolling.add(db, new)
    if theirs:
        give_role(db, person_id, Role.MENTEE, school, local_day(now))
    if own:
        tell(db, person_id, EnrolledByHead(enrolment=made), EnrolledAs(enrolment=made), now)
    elif not theirs:
        prompt(db, person_id, EnrolmentAsked(enrolment=made), EnrolledAs(enrolment=made), now)
    return made


def enrol_administrator(db: Connection, by: int, who: Person, now: datetime) -> None:
    """Who leads a school is a mentee of it from now on, as newly appointed, unless they are one (requirement D196)."""
    held = roles.of_person(db, who.id, local_day(now))
    led = next((one.area_id for one in held if one.role in (Role.HEAD, Role.DEPUTY)), None)
    if led is not None and all(one.role is not Role.MENTEE for one in held):
        enrolled = Category.ADMINISTRATOR, "appointment", now, Answer.ACCEPTED, _sub_county(db, led)
        enrolling.add(db, NewEnrolment(who.id, led, by, who.name, *enrolled))
        give_role(db, who.id, Role.MENTEE, led, local_day(now))


def _sub_county(db: Connection, school_id: int) -> int | None:
    return next((area.id for area in areas.path(db, school_id) if area.kind is AreaKind.SUB_COUNTY), None)


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
        tell(db, found.by_id, NotTheirMentee(enrolment=enrolment_id), EnrolmentDeclined(enrolment=enrolment_id), now)
