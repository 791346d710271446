"""Every page and form, as every role that has nothing to do with what it is about: nothing of it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import Enum
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, func, select

from bot.dialogs.desk import Asking, NotOpen
from bot.dialogs.handlers import prepare
from bot.dialogs.offices.deeds import office_of
from bot.dialogs.refusals import Refusal
from bot.dialogs.reports import deeds as reports
from bot.dialogs.reports.rules import of_office
from bot.dialogs.schools.pages import OfficeStatus, Parts, RedList, School
from bot.dialogs.sharing import deeds as sharing
from bot.forms.dialog import Dialog, arguments
from bot.forms.form import FORMS
from bot.forms.page import PAGES
from bot.language import local_day
from bot.messages import Channel
from bot.store import areas, notes
from bot.store.areas import AreaKind
from bot.store.officers import reports as kept
from bot.store.officers.reports import ReportKind
from bot.store.people import people, roles
from bot.store.people.roles import Role
from bot.store.tables import metadata
from tests.crafted import KEYS
from tests.dialogs.sub_county import NOW, SECRET, WORDS, Maker, SubCounty, make

TODAY = local_day(NOW)
EVERY = [*PAGES.values(), *FORMS.values()]
OF_A_PERSON = re.compile(rf"{SECRET}|Number\d{{1,3}}(?!\d)")
"""What is of one person or pair of the first place: the people of the second have numbers from 1000 on."""
OF_A_SCHOOL = re.compile(rf"{OF_A_PERSON.pattern}|(?:{'|'.join(WORDS)})(?! \d)")
"""The same, and the names of its schools: those of the second are numbered."""
HEADQUARTERS = (Role.DFS, Role.ITSD, Role.NT)
OUTSIDE = (Role.SCD, Role.CD, Role.RD, Role.HEAD, Role.MENTOR, Role.MENTEE, Role.OPERATOR, Role.DPO)


@dataclass
class Two:
    """A place with all that there can be, and people of another one, by their roles."""

    here: SubCounty
    ids: dict[str, list[int]]
    who: dict[Role, int]


def two_places(db: Connection) -> Two:
    here = make(db, 1, schools=8)
    _written(db, here)
    tables = {KEYS[name] for name in KEYS} & set(metadata.tables)
    ids = {table: _newest(db, table) for table in tables}
    there = make(db, 1, schools=8, phones=1000)
    [county] = (area.id for area in areas.path(db, there.id) if area.kind is AreaKind.COUNTY)
    region = areas.add(db, kind=AreaKind.REGION, name="Coast", parent_id=None)
    areas.change(db, county, name="Kilifi", level=None, parent_id=region)
    maker = Maker(db, 3, phones=5000)
    over = {Role.SCD: there.id, Role.CD: county, Role.RD: region}
    over |= dict.fromkeys((Role.HEAD, Role.MENTOR, Role.MENTEE), there.schools[0])
    who = {role: maker.person(role, over.get(role)) for role in (*OUTSIDE, *HEADQUARTERS)}
    return Two(here, ids, who)


def _written(db: Connection, here: SubCounty) -> None:
    """A report with words, a notice to heads, a note to a mentor: all by the director of the first place."""
    office = office_of(db, here.director, TODAY)
    assert office is not None
    reports.send(db, office, here.director, of_office(ReportKind.QUARTER, TODAY), SECRET, NOW)
    sharing.tell_heads(db, office, here.director, SECRET, NOW)
    notes.add(db, from_id=here.director, to_id=here.director, words=SECRET, now=NOW)


def _newest(db: Connection, table: str) -> list[int]:
    column = metadata.tables[table].c["id"]
    return list(db.execute(select(column).order_by(column.desc()).limit(3)).scalars())


def places(dialog: type[Dialog], two: Two) -> Iterator[Dialog]:
    """The dialog about three things of the first place, of each kind that it is about."""
    known = arguments(dialog)
    for turn in range(3):
        given = {name: _value(name, one.written, one.kind, two, turn) for name, one in known.items()}
        if all(value is not None for value in given.values()):
            yield dialog(**given)
        if not any(KEYS.get(one.written) for one in known.values()):
            return


def _value(name: str, written: str, kind: Any, two: Two, turn: int) -> Any:
    ids = two.ids.get(KEYS.get(written, ""), [])
    schools = two.here.schools
    if written in ("school", "ids"):
        ids = schools
    if written == "area":
        ids = [two.here.id, schools[0], schools[1]]
    number = ids[turn % len(ids)] if ids else 1
    if kind is int:
        return number
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    plain = {str: "quarter" if name == "kind" else "scd", bool: True, date: TODAY, time: time(13)}
    return plain.get(kind, (number,) if "tuple" in str(kind) else None)


def shown(asking: Asking, at: Dialog) -> str:
    """All that somebody is told of a dialog; nothing where it is closed."""
    try:
        return repr(prepare(asking, at).facts)
    except (NotOpen, Refusal, AssertionError, ValueError, KeyError):
        return ""


def ask(db: Connection, who: int) -> Asking:
    person = people.get(db, who)
    assert person is not None
    return Asking(db, person, NOW, Channel.TELEGRAM)


def test_outside_their_area_nobody_is_shown_anything_of_a_school_or_a_person(store: Engine) -> None:
    with store.begin() as db:
        two = two_places(db)
        seen, tried = [], 0
        for role in (*OUTSIDE, *HEADQUARTERS):
            asking = ask(db, two.who[role])
            forbidden = OF_A_PERSON if role in HEADQUARTERS else OF_A_SCHOOL
            for dialog in EVERY:
                for at in places(dialog, two):
                    tried += 1
                    told = shown(asking, at)
                    if forbidden.search(told) and not _is_theirs(role, at):
                        seen.append(f"{role} {at}: {told[:200]}")
        print(f"{tried} places")
        assert tried > len(EVERY)
        assert not seen, "\n".join(seen)


def _is_theirs(role: Role, at: Dialog) -> bool:
    """A school has a head, whom headquarters see with it; ITSD sees the pairs that it approves (requirement D68)."""
    return role in HEADQUARTERS and (isinstance(at, School) or (role is Role.ITSD and at.shows == "completion"))


def test_to_whom_it_belongs_the_same_pages_show_it(store: Engine) -> None:
    """It is not for want of reaching them that nobody else sees anything."""
    with store.begin() as db:
        two = two_places(db)
        asking = ask(db, two.here.director)
        found = {
            type(at).__name__ for dialog in EVERY for at in places(dialog, two) if OF_A_SCHOOL.search(shown(asking, at))
        }
        assert {"School", "RedList", "Parts", "ReportRead", "OneCall", "Pairs", "WhichSchool"} <= found


@pytest.mark.parametrize("page", [OfficeStatus, Parts, RedList, School])
def test_what_is_elsewhere_and_what_is_nowhere_are_closed_in_the_same_words(store: Engine, page: type[Any]) -> None:
    with store.begin() as db:
        two = two_places(db)
        name = next(iter(arguments(page)))
        for role in (Role.SCD, Role.CD, Role.RD, Role.HEAD, Role.MENTEE):
            asking, said = ask(db, two.who[role]), set()
            for number in (two.here.schools[0], two.here.id, 999_999):
                with pytest.raises((NotOpen, Refusal)) as closed:
                    prepare(asking, page(**{name: number}))
                said.add(str(closed.value))
            assert len(said) == 1, (role, said)


def test_a_report_is_neither_answered_nor_asked_for_from_outside(store: Engine) -> None:
    with store.begin() as db:
        two = two_places(db)
        table = metadata.tables["reports"]
        before = db.execute(select(func.count(), func.max(table.c.state))).one()
        sent = kept.get(db, two.ids["reports"][0])
        assert sent is not None
        for role in (Role.SCD, Role.CD, Role.RD, Role.HEAD):
            office = office_of(db, two.who[role], TODAY + timedelta(days=1))
            assert office is not None
            with pytest.raises(Refusal):
                reports.acknowledge(db, office, two.who[role], sent, NOW)
            with pytest.raises(Refusal):
                reports.send_back(db, office, two.who[role], sent, "no", NOW)
            assert not [
                one for one, _role, _period in reports.late(db, office, TODAY) if one.area_id in two.here.schools
            ]
        assert db.execute(select(func.count(), func.max(table.c.state))).one() == before
        assert roles.of_person(db, two.here.director, TODAY)
