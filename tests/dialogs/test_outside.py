"""Every page and form, as every role that has nothing to do with what it is about: nothing of it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import Enum
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook
from sqlalchemy import Connection, Engine, func, select

from bot.dialogs import reception
from bot.dialogs.annex_v import deeds as annex_v
from bot.dialogs.desk import Asking, NotOpen
from bot.dialogs.handlers import prepare
from bot.dialogs.offices.deeds import office_of
from bot.dialogs.refusals import Refusal
from bot.dialogs.reports import deeds as reports
from bot.dialogs.reports.rules import of_office
from bot.dialogs.schools.pages import OfficeStatus, Parts, RedList, School
from bot.dialogs.sharing import deeds as sharing
from bot.dialogs.training import deeds as training
from bot.dialogs.training.deeds import AtTraining
from bot.dialogs.verifying import deeds as verifying
from bot.forms.dialog import Dialog, arguments
from bot.forms.form import FORMS, Form
from bot.forms.page import PAGES, Page, Picture, opened
from bot.forms.place import Place
from bot.language import fold, local_day
from bot.messages import Channel, Media
from bot.reports.table import XLSX
from bot.store import areas, notes
from bot.store.areas import AreaKind, Level
from bot.store.ending import evaluations
from bot.store.officers import reports as kept
from bot.store.officers.reports import ReportKind
from bot.store.orientation.group_trainings import GroupKind
from bot.store.people import people, roles
from bot.store.people.roles import Role
from bot.store.signing import Evidence, Method
from bot.store.tables import metadata
from bot.store.talk import known
from bot.talk.commands import keywords
from bot.talk.opening import with_words
from tests.copies import lived_once
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


def two_places(store: Engine) -> Two:
    """Made once for a place, then put back."""

    def made() -> Two:
        with store.begin() as db:
            return _made(db)

    found: Two = lived_once(store, "two places", made)
    return found


def _made(db: Connection) -> Two:
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
    """A report, a notice to heads, a note to a mentor, a training: all by the director of the first place."""
    office = office_of(db, here.director, TODAY)
    assert office is not None
    reports.send(db, office, here.director, of_office(ReportKind.QUARTER, TODAY), SECRET, NOW)
    sharing.tell_heads(db, office, here.director, SECRET, NOW)
    school = next(one for one in here.schools if roles.at_area(db, one, Role.HEAD, TODAY))
    head = roles.at_area(db, school, Role.HEAD, TODAY)[0].person_id
    signed = Evidence(Channel.SMS, "+254711000001", Method.PIN, "en", read=True)
    shown_to_sign = annex_v.print_of(annex_v.proposed(db, school, NOW), {})
    made = evaluations.get(db, annex_v.sign(db, head, {}, shown_to_sign, signed, NOW))
    assert made is not None
    verifying.send_back(db, office, here.director, made, SECRET, signed, NOW)
    training.train(db, here.director, AtTraining((), {GroupKind.RELIGIOUS: 3}), TODAY, SECRET, NOW)
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
    several = (str(number),) if "str" in str(kind) else (number,)
    return plain.get(kind, several if "tuple" in str(kind) else None)


CLOSED = (NotOpen, Refusal, AssertionError, ValueError, KeyError)


def shown(asking: Asking, at: Dialog) -> str:
    """All that somebody is told of a dialog, in words and in what goes with them; nothing where it is closed."""
    return " ".join(told_in_turn(asking, at))


def told_in_turn(asking: Asking, at: Dialog) -> Iterator[str]:
    """The words, then what goes with them, each drawn when it is asked for."""
    try:
        facts = prepare(asking, at).facts
    except CLOSED:
        return
    yield repr(facts)
    yield from (written(one.draw()) for one in vars(facts).values() if isinstance(one, Picture))


def written(media: Media) -> str:
    """What can be read of a file; a chart has no more than the facts that it is drawn of."""
    if media.type == "text/csv":
        return media.content.decode("utf-8-sig")
    if media.type == XLSX:
        book = load_workbook(BytesIO(media.content))
        return repr([row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)])
    if media.type == "application/pdf":
        pages = pypdfium2.PdfDocument(media.content)
        return " ".join(page.get_textpage().get_text_range() for page in pages)
    return ""


def commanded(asking: Asking, dialog: type[Dialog], words: str) -> str:
    """All that somebody is told who writes a keyword with these words; what they wrote is theirs."""
    try:
        if issubclass(dialog, Form):
            found = reception.subjects(asking, dialog, words)
            return without(words, " ".join(part for one in found for part in (repr(one), shown(asking, one.at))))
        assert issubclass(dialog, Page)
        at = with_words(dialog, words) if dialog.argument else dialog()
        here = opened(reception.route(asking, Place.of(at)))
    except CLOSED:
        return ""
    return without(words, shown(asking, here))


def without(words: str, told: str) -> str:
    """What was told, without the words that were asked for."""
    return re.sub(rf"\b{re.escape(words)}\b", "", told)


def ask(db: Connection, who: int) -> Asking:
    """This person in a turn of theirs, which remembers what it has read."""
    known.begin(db)
    person = people.get(db, who)
    assert person is not None
    return Asking(db, person, NOW, Channel.TELEGRAM)


@pytest.mark.slow
def test_outside_their_area_nobody_is_shown_anything_of_a_school_or_a_person(store: Engine) -> None:
    two = two_places(store)
    with store.begin() as db:
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
    """A school has a head, whom headquarters see with it; ITSD sees the pairs that it approves (requirement D68), and
    headquarters may suspend one for conduct (D255)."""
    seen = at.shows == "conduct" or (role is Role.ITSD and at.shows == "completion")
    return role in HEADQUARTERS and (isinstance(at, School) or seen)


COMMANDS = [one for one in EVERY if one.keyword]


@pytest.mark.slow
def test_no_command_with_a_name_or_number_of_elsewhere_shows_anything_of_it(store: Engine) -> None:
    two = two_places(store)
    with store.begin() as db:
        names = [area.name for area in (areas.get(db, one) for one in two.here.schools[:2]) if area]
        person = people.get(db, two.ids["people"][0])
        assert person is not None
        asked = (*names, "Machakos", person.name, *(str(one) for one in two.ids["pairs"][:2]))
        seen = []
        for role in (*OUTSIDE, *HEADQUARTERS):
            asking = ask(db, two.who[role])
            forbidden = OF_A_PERSON if role in HEADQUARTERS else OF_A_SCHOOL
            for dialog in COMMANDS:
                for words in asked:
                    told = commanded(asking, dialog, words)
                    if forbidden.search(told) and not (role in HEADQUARTERS and "AtSchool" in told):
                        seen.append(f"{role} {dialog.__name__} {words}: {told[:300]}")
        assert not seen, "\n".join(seen)


def test_the_same_commands_show_it_to_whom_it_belongs(store: Engine) -> None:
    two = two_places(store)
    with store.begin() as db:
        asking, school = ask(db, two.here.director), areas.get(db, two.here.schools[0])
        assert school is not None
        found = {one.__name__ for one in COMMANDS if OF_A_SCHOOL.search(commanded(asking, one, school.name.lower()))}
        whole = {one.__name__ for one in COMMANDS if OF_A_SCHOOL.search(commanded(asking, one, "mwala"))}
    assert {"Status", "PrintPapers"} <= found
    assert {"ExportFigures", "Mentors"} <= whole


@pytest.mark.parametrize("keyword", ["STATUS", "EXPORT", "TOPICS", "PRINT", "MENTORS"])
def test_a_name_of_elsewhere_and_one_of_nowhere_are_refused_in_the_same_words(store: Engine, keyword: str) -> None:
    dialog = keywords()[fold(keyword)]
    assert issubclass(dialog, Page)
    two = two_places(store)
    with store.begin() as db:
        zone = areas.path(db, two.here.schools[0])[1]
        areas.change(db, two.here.schools[0], name="Zuhura", level=Level.PRIMARY, parent_id=zone.id)
        for role in (Role.SCD, Role.CD, Role.RD, Role.HEAD):
            asking, said = ask(db, two.who[role]), set()
            for words in ("Zuhura", "Machakos", "Nowhere at all"):
                try:
                    at = with_words(dialog, words)
                    said.add(repr(prepare(asking, opened(reception.route(asking, Place.of(at)))).facts))
                except (NotOpen, Refusal) as closed:
                    said.add(str(closed))
            assert len(said) == 1, (role, said)


@pytest.mark.slow
def test_to_whom_it_belongs_the_same_pages_show_it(store: Engine) -> None:
    """It is not for want of reaching them that nobody else sees anything."""
    two = two_places(store)
    with store.begin() as db:
        asking = ask(db, two.here.director)
        found = {
            type(at).__name__
            for dialog in EVERY
            for at in places(dialog, two)
            if any(map(OF_A_SCHOOL.search, told_in_turn(asking, at)))
        }
        assert {"School", "RedList", "Parts", "ReportRead", "OneCall", "Pairs", "WhichSchool", "OneTraining"} <= found
        assert "GroupsTrained" in found


@pytest.mark.parametrize("page", [OfficeStatus, Parts, RedList, School])
def test_what_is_elsewhere_and_what_is_nowhere_are_closed_in_the_same_words(store: Engine, page: type[Any]) -> None:
    two = two_places(store)
    with store.begin() as db:
        name = next(iter(arguments(page)))
        for role in (Role.SCD, Role.CD, Role.RD, Role.HEAD, Role.MENTEE):
            asking, said = ask(db, two.who[role]), set()
            for number in (two.here.schools[0], two.here.id, 999_999):
                with pytest.raises((NotOpen, Refusal)) as closed:
                    prepare(asking, page(**{name: number}))
                said.add(str(closed.value))
            assert len(said) == 1, (role, said)


def test_a_report_is_neither_answered_nor_asked_for_from_outside(store: Engine) -> None:
    two = two_places(store)
    with store.begin() as db:
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
