"""The list of the week's sessions at the desk."""

from __future__ import annotations

from datetime import datetime

from bot.dialogs.calendar import USUAL_HOUR, moment
from bot.dialogs.desk import Asking, NotFound, NotOpen, Prepared, allowed
from bot.dialogs.handlers import facts, opens
from bot.dialogs.pairs.shared import names
from bot.dialogs.slots import deeds
from bot.dialogs.slots.pages import (
    Clashing,
    FindAnotherHour,
    HourWanted,
    SlotClash,
    SlotList,
    Slots,
    SlotsWanted,
    WeekSlots,
)
from bot.dialogs.slots.rules import week_of
from bot.dialogs.visibility import Viewer
from bot.forms.page import Row
from bot.forms.saying import Said
from bot.language import Name, _
from bot.store import areas
from bot.store.officers import slots as store
from bot.store.officers.slots import WeekSlot
from bot.store.pairs import PairOf
from bot.store.session_rows import Session
from bot.store.sessions import sessions

OVER = _("Thank you. That session has another date by now, or is over.")


@facts
def week(asking: Asking, at: WeekSlots) -> Prepared:
    """What is still to be this week; closed for who is head there no more, and where nothing is left."""
    here = asking.office
    if here is None or here.area_id != at.area or here.viewer is not Viewer.HEAD:
        raise NotFound
    found = store.of_school(asking.db, here.area_id, asking.today, week_of(asking.today)[1])
    area = areas.get(asking.db, here.area_id)
    if area is None or not found:
        raise NotOpen(_("No session of your school is planned for the rest of this week."))
    return Prepared(SlotList(area.name, tuple(map(_row, found))))


def _row(one: WeekSlot) -> Row:
    given = {"mentee": Name(one.mentee), "mentor": Name(one.mentor), "day": one.day}
    said = Said(_("{mentee} - {mentor}, {day:weekday}"), given)
    if one.hour is not None:
        said = Said(_("{mentee} - {mentor}, {moment}"), {**given, "moment": moment(one.day, one.hour)})
    return Row(said, SlotClash(session=one.session_id, day=one.day))


def _ahead(asking: Asking, at: SlotClash | FindAnotherHour) -> tuple[Session, PairOf, datetime]:
    """A session that is still to be on its day, its pair and its moment."""
    found = sessions.get(asking.db, at.session)
    if found is None:
        raise NotFound
    session, pair = found
    allowed(asking, pair, at.shows)
    awaited = session.scheduled and not session.settled and session.version_id is None
    if not awaited or session.day != at.day or at.day < asking.today:
        raise NotOpen(OVER)
    return session, pair, moment(session.day, session.hour or USUAL_HOUR)


@opens
def clash(asking: Asking, at: SlotClash) -> None:
    """The head needs that hour."""
    _ahead(asking, at)
    deeds.clash(asking.db, asking.who.id, at.session, asking.now)


@facts
def clashing(asking: Asking, at: SlotClash) -> Prepared:
    """Whose hour it is."""
    _session, pair, begins = _ahead(asking, at)
    return Prepared(Clashing(Name(pair.mentee_name), Name(pair.mentor_name), begins))


@facts
def asked(asking: Asking, at: FindAnotherHour) -> Prepared:
    """The same to one of the two; closed once it has another date."""
    session, pair, begins = _ahead(asking, at)
    if pair.side(asking.who.id) is None:
        raise NotFound
    return Prepared(HourWanted(*names(asking, pair), session.number, begins))


@opens
def turn(asking: Asking, at: Slots) -> None:
    """SLOTS turns the list off, or on again."""
    if asking.office is None or asking.office.viewer is not Viewer.HEAD:
        raise NotOpen(_("Heads hear each week when the pairs of their school meet."))
    deeds.turn(asking.db, asking.who.id, asking.now)


@facts
def wanted(asking: Asking, at: Slots) -> Prepared:
    """Whether it comes."""
    return Prepared(SlotsWanted(store.is_off(asking.db, asking.who.id)))
