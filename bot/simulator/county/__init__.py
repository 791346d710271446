"""The sub-county around the cast: 42 schools and 118 pairs with their history, the same for the same seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from random import Random

from sqlalchemy import Connection, select

from bot.dialogs.enrolment.deeds import Tree
from bot.language import NAIROBI
from bot.messages import Channel
from bot.simulator.county import names
from bot.simulator.county.bulk import Row, at, put
from bot.simulator.county.past import begin_pairs, known_pairs, live
from bot.simulator.county.plan import MANGO, NEW, OPENS, ORIENTED_LATE, plan
from bot.simulator.county.staff import CountyTeacher, people
from bot.simulator.past import MENTEE, MENTOR
from bot.store.areas import AreaKind, Level, areas
from bot.store.orientation.orientations import orientations
from bot.store.orientation.trainings import TrainingKind, trainings
from bot.store.people import people as persons
from bot.store.people.addresses import addresses
from bot.store.people.roles import Role, roles
from bot.store.talk.notices import NoticeKind, NoticeState, notices
from scheduler import due

SUB_COUNTY = "Mwala"
JOINED = datetime(2026, 3, 9, 9, 0, tzinfo=NAIROBI)
HEADS_TRAINED, MENTORS_TRAINED, MANGO_TRAINED = date(2026, 2, 17), date(2026, 3, 13), date(2026, 5, 8)
ORIENTED = (date(2026, 3, 10), date(2026, 3, 11), date(2026, 3, 12))


def fill(db: Connection, seed: int) -> None:
    """Everything until the demo begins, for a store that holds the sample and its past."""
    planned = plan(seed)
    staff = people(planned, seed)
    schools = _schools(db, seed)
    _teachers(db, staff.teachers, schools)
    _train(db, schools, seed)
    begin_pairs(db, planned, staff)
    live(db, known_pairs(db, planned, staff, seed), in_june=False)
    _say_what_was_due(db)


def _say_what_was_due(db: Connection) -> None:
    """What the clock had to ask the others by then was asked in time: when the demo begins, only Faith's turn comes."""
    told = at(OPENS, 16, 0)
    asked = {str(one.cause): one for minute in (10, 15) for one in due.due(db, at(OPENS, 16, minute))}
    ours = {one.id for number in (MENTEE, MENTOR) if (one := persons.by_tsc(db, number)) is not None}
    rows = [
        {
            "person_id": one.person_id,
            "place": str(one.page),
            "cause": str(one.cause),
            "kind": NoticeKind.PROMPT,
            "made_at": min(one.at, told),
            "state": NoticeState.SAID,
            "said_at": min(one.at, told),
            "reason": (one.reason or one.page.reason).code,
        }
        for one in asked.values()
        if one.person_id not in ours
    ]
    put(db, notices, rows)


def live_on(db: Connection, seed: int) -> None:
    """What the others do from then until 17 June while the cast does nothing: for the stories of that day."""
    planned = plan(seed)
    live(db, known_pairs(db, planned, people(planned, seed), seed), in_june=True)


def _schools(db: Connection, seed: int) -> dict[str, int]:
    """The new schools in their zones; answers the ids of all schools by code."""
    tree, chance = Tree.read(db), Random(f"schools {seed}")
    sub_county = tree.named(AreaKind.SUB_COUNTY, SUB_COUNTY).id
    zones = [tree.below(db, AreaKind.ZONE, zone, sub_county) for zone in names.ZONES]
    rows = [
        {
            "kind": AreaKind.INSTITUTION,
            "name": f"{name} Primary",
            "code": code,
            "level": Level.PRIMARY,
            "parent_id": chance.choice(zones),
        }
        for name, code in zip(names.SCHOOLS, NEW, strict=True)
    ]
    put(db, areas, rows)
    found = db.execute(select(areas.c.code, areas.c.id).where(areas.c.code.is_not(None)))
    return {str(code): school_id for code, school_id in found}


def _teachers(db: Connection, teachers: Sequence[CountyTeacher], schools: Mapping[str, int]) -> None:
    """The new people, each with a role and a number."""
    ids = put(db, persons.people, [_person(one) for one in teachers])
    both = list(zip(ids, teachers, strict=True))
    put(db, addresses, [_address(person_id, one) for person_id, one in both])
    since = JOINED.date()
    role = [
        {"person_id": who, "role": one.role, "area_id": schools[one.school], "since": since, "until": None}
        for who, one in both
    ]
    put(db, roles, role)


def _person(teacher: CountyTeacher) -> Row:
    return {
        "tsc_number": teacher.tsc_number,
        "name": teacher.name,
        "language": teacher.language,
        "state": persons.PersonState.ACTIVE,
        "employment": teacher.employment,
        "subject": teacher.subject,
        "first_service": teacher.first_service,
        "made_at": JOINED,
    }


def _address(person_id: int, teacher: CountyTeacher) -> Row:
    return {
        "person_id": person_id,
        "channel": Channel.SMS,
        "address": teacher.phone,
        "rank": 0,
        "verified_at": JOINED,
        "made_at": JOINED,
    }


def _train(db: Connection, schools: Mapping[str, int], seed: int) -> None:
    """Every head is a trainer, every mentor is trained, every school was introduced by its head."""
    chance = Random(f"training {seed}")
    held = db.execute(select(roles.c.person_id, roles.c.role, roles.c.area_id).order_by(roles.c.id)).all()
    of_school = {school_id: code for code, school_id in schools.items()}
    trained = []
    for who, role, area_id in held:
        if role in (Role.HEAD, Role.MENTOR):
            mentors = MANGO_TRAINED if of_school[area_id] == MANGO else MENTORS_TRAINED
            day, kind = (HEADS_TRAINED, TrainingKind.TOT) if role is Role.HEAD else (mentors, TrainingKind.MENTOR)
            trained.append({"person_id": who, "kind": kind, "day": day, "made_at": at(day, 16, 0)})
    put(db, trainings, trained)
    heads = [(who, area_id) for who, role, area_id in held if role is Role.HEAD]
    days = [ORIENTED_LATE if of_school[area_id] == MANGO else chance.choice(ORIENTED) for _who, area_id in heads]
    rows = [
        {"area_id": area_id, "day": day, "by_id": who, "made_at": at(day, 15, 0)}
        for (who, area_id), day in zip(heads, days, strict=True)
    ]
    put(db, orientations, rows)
