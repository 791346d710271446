"""Sharing meetings and notices to heads at the desk: whom it is theirs to call, who answers, what they come to."""

from __future__ import annotations

from datetime import date

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared, Subject
from bot.dialogs.figures.shared import office
from bot.dialogs.handlers import does, facts, subjects, takes
from bot.dialogs.offices.rules import Office
from bot.dialogs.sessions.shared import shut_at
from bot.dialogs.sharing import deeds
from bot.dialogs.sharing.pages import (
    Called,
    CallList,
    HeadsTold,
    MentorsToCall,
    MyCalls,
    NoticeRead,
    OneCall,
    SharingAnswered,
    SharingDue,
    SharingInvited,
)
from bot.dialogs.sharing.paper import ALL, CallOver, CallSharing, CountSharing, MeetingHeld, TellHeads
from bot.dialogs.visibility import Viewer
from bot.forms.dialog import Dialog
from bot.forms.page import Row
from bot.forms.saying import Option, Said
from bot.language import Name, _, local_day
from bot.store import areas
from bot.store.areas import AreaKind
from bot.store.officers import calls, places
from bot.store.officers.calls import CallCounts, NewOfficeCall, OfficeCall
from bot.store.people import people
from bot.store.people.roles import Role

SHOWN = 8
"""MyCalls that are listed: the newest."""


def _caller(asking: Asking) -> Office:
    """A head or Sub-County Director: whoever calls pairs together (requirements D43, D51)."""
    here = office(asking)
    if here.viewer not in (Viewer.HEAD, Viewer.SCD):
        raise NotOpen(CallSharing.not_theirs)
    return here


@subjects
def to_call(asking: Asking, form: type[CallSharing], words: str) -> list[Subject]:
    _caller(asking)
    return [Subject(form(), Said(_("sharing meeting")))]


@subjects
def to_tell(asking: Asking, form: type[TellHeads], words: str) -> list[Subject]:
    if not _caller(asking).writes_to_schools:
        raise NotOpen(TellHeads.not_theirs)
    return [Subject(form(), Said(_("notice to heads")))]


@facts
def over(asking: Asking, at: CallSharing | TellHeads) -> Prepared:
    """The office's own area, and its zones."""
    here = _caller(asking)
    if isinstance(at, TellHeads) and not here.writes_to_schools:
        raise NotFound
    area = areas.get(asking.db, here.area_id)
    assert area is not None, "an office is over an area"
    within = places.within(asking.db, area.id, here.levels)
    zones = [one for one in within if one.kind is AreaKind.ZONE]
    options = [Option(str(area.id), area.name), *(Option(str(one.id), one.name) for one in zones)]
    closed = shut_at(asking, area.level) if isinstance(at, CallSharing) else ()
    return Prepared(CallOver(area.name, tuple(options), closed))


@takes
def take_call(asking: Asking, at: CallSharing, given: Answers) -> Dialog:
    day, area_id = date.fromisoformat(given["day"]), int(given["whose"])
    meeting = NewOfficeCall(asking.who.id, area_id, day, given["place"], None, asking.now)
    made = deeds.call(asking.db, _caller(asking), meeting, mentees=given["who"] == ALL)
    return OneCall(call=made)


@takes
def take_notice(asking: Asking, at: TellHeads, given: Answers) -> Dialog:
    here = _caller(asking)
    return OneCall(call=deeds.tell_heads(asking.db, here, asking.who.id, given["words"], asking.now))


# whoever is called


def _called(asking: Asking, call_id: int) -> OfficeCall:
    """A call, for those whom it called; closed for others as one that there is not."""
    found = calls.get(asking.db, call_id)
    if found is None or not calls.is_called(asking.db, call_id, asking.who.id):
        raise NotFound
    return found


@facts
def invited(asking: Asking, at: SharingInvited | SharingAnswered | HeadsTold | NoticeRead) -> Prepared:
    return Prepared(_said(asking, _called(asking, at.call), CallCounts(0, 0, 0, 0)))


def _said(asking: Asking, call: OfficeCall, heard: CallCounts) -> Called:
    by, area = people.get(asking.db, call.by_id), areas.get(asking.db, call.area_id)
    assert by is not None, "somebody called"
    assert area is not None, "it is of an area"
    is_over = call.day is not None and call.day <= asking.today
    return Called(
        by=Name(by.name),
        area=area.name,
        is_meeting=call.day is not None,
        day=call.day or local_day(call.made_at),
        place=call.place or "",
        words=call.words or "",
        **vars(heard),
        came=call.came,
        is_over=is_over,
    )


@does(SharingInvited.come)
def comes(asking: Asking, at: SharingInvited) -> Dialog:
    calls.answer(asking.db, _called(asking, at.call).id, asking.who.id, comes=True)
    return SharingAnswered(call=at.call)


@does(SharingInvited.stay)
def stays(asking: Asking, at: SharingInvited) -> Dialog:
    calls.answer(asking.db, _called(asking, at.call).id, asking.who.id, comes=False)
    return SharingAnswered(call=at.call)


@does(HeadsTold.read)
def read(asking: Asking, at: HeadsTold) -> Dialog:
    """Who opens the words has read them."""
    calls.read(asking.db, _called(asking, at.call).id, asking.who.id, asking.now)
    return NoticeRead(call=at.call)


# whoever calls


def _own(asking: Asking, call_id: int) -> OfficeCall:
    office(asking)
    found = calls.get(asking.db, call_id)
    if found is None or found.by_id != asking.who.id:
        raise NotFound
    return found


@facts
def one_call(asking: Asking, at: OneCall) -> Prepared:
    call = _own(asking, at.call)
    return Prepared(_said(asking, call, calls.heard(asking.db, call.id)))


@facts
def mine(asking: Asking, at: MyCalls) -> Prepared:
    office(asking)
    found = calls.by(asking.db, asking.who.id, SHOWN)
    return Prepared(CallList(tuple(Row(_label(one), OneCall(call=one.id)) for one in found)))


def _label(call: OfficeCall) -> Said:
    if call.day is not None:
        return Said(_("meeting {day}"), {"day": call.day})
    return Said(_("notice {day}"), {"day": local_day(call.made_at)})


@facts
def held(asking: Asking, at: CountSharing) -> Prepared:
    call = _own(asking, at.call)
    if call.day is None or call.day > asking.today:
        raise NotFound
    return Prepared(MeetingHeld(call.day, call.place or ""))


@takes
def take_count(asking: Asking, at: CountSharing, given: Answers) -> Dialog:
    calls.count(asking.db, _own(asking, at.call).id, int(given["came"]))
    return OneCall(call=at.call)


@facts
def mentors(asking: Asking, at: SharingDue) -> Prepared:
    """The area of a head or Sub-County Director; closed for all others, and once the role has ended."""
    area = areas.get(asking.db, at.area)
    mine = any(one.area_id == at.area and one.role in (Role.HEAD, Role.SCD) for one in asking.roles)
    if area is None or not mine:
        raise NotFound
    return Prepared(MentorsToCall(Name(asking.who.name), area.name))
