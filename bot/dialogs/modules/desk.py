"""Modules at the desk: who reports, who is asked, and whose counts an office reads."""

from __future__ import annotations

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared, Subject, allowed, prove
from bot.dialogs.handlers import does, facts, subjects, takes
from bot.dialogs.instruments.paper import SCALE, point
from bot.dialogs.modules import deeds, rules
from bot.dialogs.modules.pages import (
    ConfirmModule,
    CountyLine,
    CountyLines,
    GroupLine,
    GroupLines,
    ModuleAnswerKept,
    ModuleDecided,
    ModuleKept,
    ModuleLine,
    ModuleLines,
    Modules,
    ModulesDone,
    OneModule,
)
from bot.dialogs.modules.paper import FOR, GROUPS, MODULES, ReportModule
from bot.dialogs.offices.rules import NATION, headquarters
from bot.dialogs.refusals import Moved, NotYours
from bot.dialogs.visibility import Access, Data, may_see
from bot.forms.dialog import Dialog
from bot.forms.saying import Said
from bot.language import Marked, Name, _
from bot.store import areas
from bot.store.instruments import modules
from bot.store.instruments.modules import ModuleDone
from bot.store.people import people


@subjects
def to_report(asking: Asking, form: type[ReportModule], words: str) -> list[Subject]:
    """For the two of a coaching pair."""
    if not deeds.coaching(asking.db, asking.who.id):
        raise NotOpen(_("Modules belong to coaching, and you are in no coaching pair now."))
    return [Subject(form(), Said(_("module")))]


@takes
def take(asking: Asking, at: ReportModule, given: Answers) -> Dialog:
    """It is reported."""
    mark = given.get("level")
    level = (int(mark), point(int(mark)).key) if mark else None
    return ModuleKept(report=deeds.report(asking.db, asking.who.id, given["module"], level, asking.now))


def _one(asking: Asking, found: ModuleDone) -> Prepared:
    who, coach = people.get(asking.db, found.person_id), people.get(asking.db, found.coach_id or 0)
    title = MODULES.get(found.module)
    if who is None or title is None:
        raise NotFound
    name = Name(coach.name) if coach else None
    return Prepared(OneModule(Name(who.name), name, found.module, title, _level(found), bool(found.confirmed)))


def _level(found: ModuleDone) -> Said:
    return Said(_("no level")) if found.level is None else point(found.level).label


@facts
def reported(asking: Asking, at: ModuleKept | ModuleDecided) -> Prepared:
    """To whoever reported it."""
    found = modules.get(asking.db, at.report)
    if found is None or found.person_id != asking.who.id:
        raise NotFound
    return _one(asking, found)


@facts
def asked(asking: Asking, at: ConfirmModule | ModuleAnswerKept) -> Prepared:
    """To the coach, as the matrix opens it; the question closes once it is answered."""
    try:
        found = deeds.of_coach(asking.db, asking.who.id, at.report)
    except NotYours:
        raise NotFound from None
    pair = deeds.coach_of(asking.db, found.person_id)
    assert pair is not None, "the coach is of it"
    allowed(asking, pair, at.shows)
    if isinstance(at, ConfirmModule) and found.confirmed is not None:
        raise NotOpen(_("Thank you, that is answered already."))
    return _one(asking, found)


@does(ConfirmModule.confirm)
def confirm(asking: Asking, at: ConfirmModule) -> Dialog:
    return _answer(asking, at, confirmed=True)


@does(ConfirmModule.refuse)
def refuse(asking: Asking, at: ConfirmModule) -> Dialog:
    return _answer(asking, at, confirmed=False)


def _answer(asking: Asking, at: ConfirmModule, *, confirmed: bool) -> Dialog:
    try:
        deeds.answer(asking.db, asking.who.id, at.report, asking.now, confirmed=confirmed)
    except Moved:
        raise NotOpen(_("Thank you, that is answered already.")) from None
    return ModuleAnswerKept(report=at.report)


@facts
def mine(asking: Asking, at: Modules) -> Prepared:
    """One's own; and counts by county to an office over schools, to which the matrix gives totals or averages."""
    found = {one.module: one for one in modules.of_person(asking.db, asking.who.id) if one.module in MODULES}
    lines = tuple(
        ModuleLine(key, MODULES[key], _level(found[key]), HOW[found[key].confirmed]) for key in MODULES if key in found
    )
    office = asking.office or headquarters(asking.roles)
    if office is None or not office.oversees_schools:
        return Prepared(ModulesDone("", ModuleLines(lines), CountyLines(()), GroupLines(())))
    prove(asking)
    if may_see(office.viewer, Data.SCORES) not in (Access.AVERAGES, Access.TOTALS):
        raise NotFound
    area = areas.get(asking.db, office.area_id) if office.area_id != NATION else None
    rows = modules.of_area(asking.db, office.area_id, office.levels, asking.today)
    counties = CountyLines(tuple(map(_county, rules.by_county(rows))))
    groups = (GroupLine(GROUPS[one.group], one.modules, one.people, one.done) for one in rules.by_group(rows, FOR))
    name = area.name if area else "Kenya"
    return Prepared(ModulesDone(name, ModuleLines(lines), counties, GroupLines(tuple(groups))))


HOW: dict[bool | None, Marked] = {True: _("confirmed"), False: _("not confirmed"), None: _("waits for your coach")}


def _county(one: rules.CountyModules) -> CountyLine:
    levels = tuple((one.levels or {}).get(mark, 0) for mark in range(1, len(SCALE) + 1)) if one.levels else ()
    return CountyLine(one.name, one.people, one.done, levels, one.open)
