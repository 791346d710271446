"""Learning communities at the desk: who calls whom, who answers, and what is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared, Subject
from bot.dialogs.figures.shared import office
from bot.dialogs.handlers import does, facts, finds, routes, subjects, takes
from bot.dialogs.offices.shared import the_one
from bot.dialogs.plc import deeds, rules
from bot.dialogs.plc.pages import (
    AreaPlcFacts,
    AreaPlcs,
    MyPlc,
    OnePlc,
    PlcAfter,
    PlcAnswered,
    PlcAttendance,
    PlcFacts,
    PlcInvited,
    PlcNoted,
    PlcRows,
    Plcs,
    PlcToRecord,
)
from bot.dialogs.plc.paper import ALL, PEOPLE, CallPlc, LogPlc, PlcHeld, PlcLeader, RecordPlc, UsePlc
from bot.dialogs.refusals import NotYours
from bot.dialogs.sessions.shared import shut_at, taken
from bot.dialogs.visibility import Access, Data, may_see
from bot.forms.dialog import Dialog
from bot.forms.facts import Found, NotUnderstood
from bot.forms.lists import ALL_WORDS
from bot.forms.meetings import Meetings
from bot.forms.page import Row
from bot.forms.saying import Option, Said
from bot.language import NAIROBI, Name, _, fold
from bot.store import areas, pairs
from bot.store.instruments import plcs
from bot.store.instruments.plcs import NewPlc, Plc
from bot.store.officers import coached
from bot.store.people import people
from bot.store.people.roles import Member

_BETWEEN = re.compile(r"[,;&]|\b(?:and|na)\b")
SHOWN = 4
"""So many of each kind are listed, the newest."""
YEAR = timedelta(days=365)
NOON = time(12)


@subjects
def to_call(asking: Asking, form: type[CallPlc], words: str) -> list[Subject]:
    """A leader calls one; a teacher writes down one that was called otherwise."""
    mine = pairs.pairs_of(asking.db, asking.who.id, pairs.LOGGING)
    leads = rules.leads(asking.office, mine, asking.who.id, asking.roles)
    return [Subject(form() if leads else LogPlc(), Said(_("PLC")))]


@finds(PEOPLE)
@dataclass
class TheInvited:
    """Whom the leader may invite, stored by their ids."""

    asking: Asking

    @cached_property
    def people(self) -> list[Member]:
        return deeds.invitable(self.asking.db, self.asking.who.id, self.asking.office, self.asking.now)

    def find(self, words: str, given: tuple[str, ...]) -> Found:
        """All, or each by name or number."""
        if fold(words) in ALL_WORDS:
            return self._found([one.id for one in self.people], ALL)
        parts = [part.strip() for part in _BETWEEN.split(words) if part.strip()]
        named = list(dict.fromkeys(self._one(part) for part in parts))
        if not named:
            raise NotUnderstood
        return self._found(named, ".".join(map(str, named)))

    def _one(self, words: str) -> int:
        number = the_one(words, [(one.number or str(one.id), one.name) for one in self.people])
        return next(one.id for one in self.people if (one.number or str(one.id)) == number)

    def _found(self, ids: list[int], stored: str) -> Found:
        if len(ids) == 1:
            return Found(stored, Name(next(one.name for one in self.people if one.id == ids[0])))
        return Found(stored, Said(_("{count} people"), {"count": len(ids)}))

    def get(self, stored: str) -> Found | None:
        ids = self.ids(stored)
        return self._found(ids, stored) if ids else None

    def ids(self, stored: str) -> list[int]:
        """Who is meant; nobody where one of them may not be invited any more."""
        mine = {str(one.id): one.id for one in self.people}
        asked = list(mine) if stored == ALL else stored.split(".")
        return [mine[one] for one in asked] if {*asked} <= mine.keys() else []

    def offers(self, given: tuple[str, ...]) -> tuple[Option, ...]:
        """All of them."""
        return (Option(ALL, Said(_("all {count}"), {"count": len(self.people)}), ("all", "wote")),)


@facts
def to_plan(asking: Asking, at: CallPlc) -> Prepared:
    """For leaders who have somebody to invite."""
    if not TheInvited(asking).people:
        raise NotOpen(_("There is nobody yet whom you could invite to a PLC."))
    area = areas.get(asking.db, _area(asking))
    closed = shut_at(asking, area.level if area else None)
    return Prepared(PlcLeader(time(14), "", closed, taken(asking, lambda _one: False), ALL))


def _area(asking: Asking) -> int:
    """The area that somebody oversees, else the school where they serve."""
    if asking.office is not None:
        return asking.office.area_id
    found = next((one.area_id for one in asking.roles if one.area_id is not None), None)
    if found is None:
        raise NotFound
    return found


@takes
def take_call(asking: Asking, at: CallPlc, given: Answers) -> Dialog:
    """It is called, and everybody is told."""
    when = Meetings.of(given["when"])
    place = when.venue or given["place"]
    plc = NewPlc(asking.who.id, _area(asking), when.moments[0], place, given["topic"], called=True, made_at=asking.now)
    made = deeds.call(asking.db, plc, TheInvited(asking).ids(given["who"]), asking.office)
    return OnePlc(plc=made)


@takes
def take_log(asking: Asking, at: LogPlc, given: Answers) -> Dialog:
    """It is written down."""
    day = datetime.combine(date.fromisoformat(given["day"]), NOON, NAIROBI)
    plc = NewPlc(asking.who.id, _area(asking), day, given["place"], given["topic"], called=False, made_at=asking.now)
    return MyPlc(plc=deeds.log(asking.db, plc, given.get("uses") or None, there=given["there"] == "yes"))


# those who are invited


def _invited(asking: Asking, plc_id: int) -> Plc:
    try:
        return deeds.invited_to(asking.db, asking.who.id, plc_id)
    except NotYours:
        raise NotFound from None


def _called(asking: Asking, plc_id: int) -> Plc:
    try:
        return deeds.called_by(asking.db, asking.who.id, plc_id)
    except NotYours:
        raise NotFound from None


def _said(asking: Asking, plc: Plc) -> Prepared:
    by, counts = people.get(asking.db, plc.by_id), plcs.heard(asking.db, plc.id)
    assert by is not None, "somebody called it"
    over = plc.at <= asking.now
    return Prepared(
        PlcFacts(Name(by.name), plc.at, plc.place, plc.topic, plc.action or "", **vars(counts), is_over=over)
    )


@facts
def invited(asking: Asking, at: PlcInvited | PlcAnswered | PlcNoted) -> Prepared:
    return _said(asking, _invited(asking, at.plc))


@facts
def after(asking: Asking, at: PlcAfter) -> Prepared:
    """The question; closed once it is answered."""
    plc = _invited(asking, at.plc)
    if plcs.attended(asking.db, plc.id, asking.who.id) is not None:
        raise NotOpen(_("Thank you, that is answered already."))
    return _said(asking, plc)


@facts
def own(asking: Asking, at: MyPlc) -> Prepared:
    plc = _invited(asking, at.plc)
    there = plcs.attended(asking.db, plc.id, asking.who.id)
    return Prepared(PlcAttendance(plc.at, plc.topic, bool(there), there is None))


@facts
def to_use(asking: Asking, at: UsePlc) -> Prepared:
    plc = _invited(asking, at.plc)
    return Prepared(PlcHeld(plc.at, plc.topic))


@does(PlcInvited.come)
def comes(asking: Asking, at: PlcInvited) -> Dialog:
    deeds.answer(asking.db, asking.who.id, at.plc, comes=True)
    return PlcAnswered(plc=at.plc)


@does(PlcInvited.stay)
def stays(asking: Asking, at: PlcInvited) -> Dialog:
    deeds.answer(asking.db, asking.who.id, at.plc, comes=False)
    return PlcAnswered(plc=at.plc)


@does(PlcAfter.absent)
def was_absent(asking: Asking, at: PlcAfter) -> Dialog:
    deeds.was_there(asking.db, asking.who.id, at.plc, None, there=False)
    return PlcNoted(plc=at.plc)


@takes
def take_use(asking: Asking, at: UsePlc, given: Answers) -> Dialog:
    deeds.was_there(asking.db, asking.who.id, at.plc, given["uses"], there=True)
    return PlcNoted(plc=at.plc)


# whoever called it, and offices


@facts
def one(asking: Asking, at: OnePlc | PlcToRecord) -> Prepared:
    plc = _called(asking, at.plc)
    if isinstance(at, PlcToRecord) and plc.action:
        raise NotOpen(_("Thank you, that is answered already."))
    return _said(asking, plc)


@facts
def to_record(asking: Asking, at: RecordPlc) -> Prepared:
    plc = _called(asking, at.plc)
    return Prepared(PlcHeld(plc.at, plc.topic))


@takes
def take_record(asking: Asking, at: RecordPlc, given: Answers) -> Dialog:
    deeds.record(asking.db, asking.who.id, at.plc, given["topic"], given["action"])
    return OnePlc(plc=at.plc)


def _rows(asking: Asking) -> tuple[Row, ...]:
    """Those that one called, those to which one was invited, and the area of an office."""
    called = [Row(_label(one), OnePlc(plc=one.id)) for one in plcs.by(asking.db, asking.who.id, SHOWN)]
    mine = [Row(_label(one), MyPlc(plc=one.id)) for one in plcs.of_person(asking.db, asking.who.id, SHOWN)]
    area = areas.get(asking.db, asking.office.area_id) if asking.office else None
    return (*called, *mine, *((Row(area.name, AreaPlcs(area=area.id)),) if area else ()))


def _label(plc: Plc) -> Said:
    return Said(_("PLC {at:weekday}"), {"at": plc.at})


@routes
def which_plc(asking: Asking, at: Plcs) -> Dialog:
    """An office that has called none reads the counts of its area at once."""
    rows = _rows(asking)
    return rows[0].to if len(rows) == 1 and isinstance(rows[0].to, AreaPlcs) else at


@facts
def listed(asking: Asking, at: Plcs) -> Prepared:
    return Prepared(PlcRows(_rows(asking)))


@facts
def of_area(asking: Asking, at: AreaPlcs) -> Prepared:
    """Counts of a school or an area."""
    here, area = office(asking), areas.get(asking.db, at.area)
    if area is None or at.area != here.area_id or may_see(here.viewer, Data.SESSION) is Access.NO:
        raise NotFound
    called, counts = plcs.of_area(asking.db, area.id, asking.now - YEAR)
    coachees = {one.coachee_id for one in coached.within(asking.db, area.id, here.levels, asking.today)}
    never = coachees - plcs.came_to_any(asking.db, sorted(coachees))
    percent = rules.percent(counts.attended, counts.asked)
    return Prepared(
        AreaPlcFacts(
            area.name, called, counts.asked, counts.attended, percent, counts.absent, len(coachees), len(never)
        )
    )
