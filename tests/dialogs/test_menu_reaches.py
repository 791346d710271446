"""What an office may do is found from its MENU: no command is there only for those who know its word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, Engine

from bot.dialogs import reception
from bot.dialogs.desk import Asking, NotOpen
from bot.dialogs.fridays.pages import Fridays
from bot.dialogs.handlers import prepare
from bot.dialogs.menu.pages import Menu
from bot.dialogs.refusals import Refusal
from bot.forms.dialog import Dialog
from bot.forms.facts import Context
from bot.forms.form import FORMS, Form
from bot.forms.page import PAGES, Page, opened, ways
from bot.forms.place import Place
from bot.store import areas, pairs
from bot.store.areas import AreaKind
from bot.store.pairs import PairKind
from bot.store.people import people
from bot.store.people.roles import Role
from tests.dialogs.sub_county import MADE, NOW, Maker, SubCounty, make

COMMANDS: list[type[Dialog]] = [one for one in (*PAGES.values(), *FORMS.values()) if one.keyword]
TEACHERS = (Role.MENTOR, Role.MENTEE)
OFFICES = tuple(role for role in Role if role not in TEACHERS)
REPLIES = 3
CLOSED = (NotOpen, Refusal)
NAMED = (
    (Role.HEAD, "DEPUTY CHAMPION PRINT SUMMARY UNLOCK REPORTS MEETINGS ISSUE"),
    (Role.SCD, "INSTITUTIONS DISPUTES SUMMARY UNLOCK MATCH MEETINGS SUPPORTED LEADERS"),
    (Role.CD, "COMMITTEE INSTITUTIONS DISPUTES SUMMARY UNLOCK POSTPRIMARY APPOINT"),
    (Role.RD, "COMMITTEE INSTITUTIONS SUMMARY UNLOCK APPOINT"),
    (Role.DFS, "COMMITTEE INSTITUTIONS SAMPLE EXPORT REPORTS"),
    (Role.ITSD, "COMMITTEE INSTITUTIONS SAMPLE QUEUE"),
    (Role.NT, "COMMITTEE INSTITUTIONS SAMPLE TRAIN REPORT"),
    (Role.DPO, "DATA REQUESTS"),
    (Role.OPERATOR, "HELPDESK"),
    (Role.CHAMPION, "HELPDESK"),
)
"""What offices had to know by heart before, and a few more."""


def everybody(db: Connection) -> dict[Role, Asking]:
    """Somebody of each role at one place, with their PIN given; the two teachers are a pair."""
    here = make(db, 1, schools=8)
    who = {
        role: Maker(db, 5, phones=9000 + number).person(role, area)
        for number, (role, area) in enumerate(_over(db, here))
    }
    kind = PairKind.MENTORSHIP
    pairs.add(db, mentor_id=who[Role.MENTOR], mentee_id=who[Role.MENTEE], kind=kind, start=MADE.date(), now=MADE)
    return {role: _asking(db, one) for role, one in who.items()}


def _over(db: Connection, here: SubCounty) -> Iterator[tuple[Role, int | None]]:
    [county] = (area.id for area in areas.path(db, here.id) if area.kind is AreaKind.COUNTY)
    region = areas.add(db, kind=AreaKind.REGION, name="Eastern", parent_id=None)
    areas.change(db, county, name="Machakos", level=None, parent_id=region)
    wide = {Role.SCD: here.id, Role.CD: county, Role.RD: region}
    of_school = (*TEACHERS, Role.HEAD, Role.DEPUTY, Role.CHAMPION)
    for role in Role:
        yield role, here.schools[0] if role in of_school else wide.get(role)


def _asking(db: Connection, who: int) -> Asking:
    person = people.get(db, who)
    assert person is not None
    return Asking(db, person, NOW, proved=True, passed_at=NOW)


def opens(asking: Asking, dialog: type[Dialog]) -> Dialog | None:
    """Where the word of a command leads somebody; None where it is closed to them."""
    try:
        if issubclass(dialog, Form):
            found = reception.subjects(asking, dialog, "")
            at: Any = found[0].at if found else None
        else:
            at = opened(reception.route(asking, Place.of(dialog())))
        if at is not None:
            prepare(asking, at)
    except CLOSED:
        return None
    return at if isinstance(at, Dialog) else None


def reached(asking: Asking) -> set[str]:
    """The dialogs to which numbers lead from MENU, in three replies at most."""
    found: set[str] = set()
    here = [Place.of(Menu())]
    for _reply in range(REPLIES):
        here = [to for place in here for to in _onward(asking, place)]
        found |= {place.name for place in here}
    return found


def _onward(asking: Asking, place: Place) -> list[Place]:
    if place.name in FORMS:
        return []
    at = opened(place)
    assert isinstance(at, Page), "no form"
    try:
        facts = prepare(asking, at).facts
    except CLOSED:
        return []
    return [way.to for way in ways(type(at), Context(facts, NOW), place) if way.to is not None]


def test_every_command_of_an_office_is_three_replies_from_its_menu(store: Engine) -> None:
    with store.begin() as db:
        who = everybody(db)
        theirs = {one for one in COMMANDS for role in TEACHERS if opens(who[role], one)}
        missing, seen = [], 0
        for role in OFFICES:
            known = reached(who[role])
            for dialog in COMMANDS:
                at = opens(who[role], dialog)
                if at is None or dialog in theirs:
                    continue
                seen += 1
                if not known & {dialog.__name__, type(at).__name__}:
                    missing.append(f"{role}: {dialog.keyword}")
    assert seen > 100, "it is looked at"
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize(("role", "words"), NAMED, ids=[str(role) for role, _words in NAMED])
def test_those_that_were_nowhere_are_found(store: Engine, role: Role, words: str) -> None:
    named = {str(one.keyword): one for one in COMMANDS}
    wanted = ["DATA REQUESTS"] if role is Role.DPO else words.split()
    with store.begin() as db:
        known = reached(everybody(db)[role])
    assert {named[word].__name__ for word in wanted} <= known


def test_a_teacher_is_offered_no_office_work(store: Engine) -> None:
    with store.begin() as db:
        who = everybody(db)
        for role in TEACHERS:
            assert not reached(who[role]) & {"OfficeWork", "OfficeMeetings", "OfficePeople", Fridays.__name__}


def test_nobody_is_led_to_what_another_office_alone_may_do(store: Engine) -> None:
    with store.begin() as db:
        wrong = [
            f"{role}: {dialog.__name__}"
            for role, asking in everybody(db).items()
            for dialog in COMMANDS
            if dialog.offices and role not in dialog.offices and dialog.__name__ in reached(asking)
        ]
    assert not wrong, "\n".join(wrong)
