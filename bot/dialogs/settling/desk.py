"""Disputes at the desk: the two ask, the officer sees the day and notes what came of it."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotFound, NotOpen, Prepared
from bot.dialogs.figures.shared import above_schools
from bot.dialogs.handlers import does, facts
from bot.dialogs.pairs.shared import names
from bot.dialogs.reading.pages import Show
from bot.dialogs.sessions.shared import opened
from bot.dialogs.settling import deeds
from bot.dialogs.settling.pages import (
    DisputeCase,
    DisputedDay,
    DisputeHeard,
    Disputes,
    DisputeToMe,
    OfficerAsked,
    OpenDisputes,
    PartnerAskedOfficer,
    SettleAsked,
    SettleNoted,
)
from bot.dialogs.settling.rules import NotDisputed, NotedBefore
from bot.dialogs.visibility import REPORTS, Access, Data, may_see
from bot.forms.dialog import Dialog
from bot.forms.page import Row
from bot.forms.saying import Said
from bot.language import Marked, Name
from bot.store.pairs import PairOf
from bot.store.people import people
from bot.store.people.roles import Role
from bot.store.session_rows import Session
from bot.store.sessions import disputes
from bot.store.sessions.disputes import AskedDispute, DisputeOutcome

# the two


@does(Show.settle)
def ask(asking: Asking, at: Show) -> Dialog:
    return OfficerAsked(dispute=deeds.ask(asking.db, asking.who.id, at.session or 0, asking.now))


@facts
def to_me(asking: Asking, at: OfficerAsked | PartnerAskedOfficer | DisputeHeard) -> Prepared:
    """A dispute as the two see it, with the officer who is asked or has noted."""
    asked, session, pair = _opened(asking, at.dispute)
    if pair.side(asking.who.id) is None:
        raise NotFound
    found = [asked.noted_by_id] if asked.noted_by_id is not None else deeds.officers(asking.db, pair, asking.today)
    officer = people.get(asking.db, found[0]) if found else None
    me, partner = names(asking, pair)
    named = Name(officer.name if officer else "")
    return Prepared(DisputeToMe(session.number, me, partner, named, asked.outcome is DisputeOutcome.SETTLED))


def _opened(asking: Asking, dispute_id: int) -> tuple[AskedDispute, Session, PairOf]:
    asked = disputes.get(asking.db, dispute_id)
    if asked is None:
        raise NotFound
    return asked, *opened(asking, asked.session_id, "dispute")


# the officer


@facts
def case(asking: Asking, at: SettleAsked | DisputeCase | SettleNoted) -> Prepared:
    """What the officer sees; the question is closed once it was noted, or the two have written another version."""
    asked, session, pair = _opened(asking, at.dispute)
    if pair.side(asking.who.id) is not None:
        raise NotFound
    if not isinstance(at, SettleNoted):
        if asked.outcome is not None:
            raise NotOpen(NotedBefore.says)
        if not session.refused or session.version_id != asked.version_id:
            raise NotOpen(NotDisputed.says)
    school = deeds.school_of(asking.db, pair, asking.today)
    mentee, mentor = Name(pair.mentee_name), Name(pair.mentor_name)
    return Prepared(DisputedDay(mentee, mentor, school.name if school else "", session.day))


@does(SettleAsked.settled)
def settled(asking: Asking, at: SettleAsked | DisputeCase) -> Dialog:
    return _noted(asking, at, DisputeOutcome.SETTLED)


@does(SettleAsked.stand)
def stand(asking: Asking, at: SettleAsked | DisputeCase) -> Dialog:
    return _noted(asking, at, DisputeOutcome.STAND)


def _noted(asking: Asking, at: SettleAsked | DisputeCase, outcome: DisputeOutcome) -> Dialog:
    deeds.note(asking.db, asking.who.id, at.dispute, outcome, asking.now)
    return SettleNoted(dispute=at.dispute)


@facts
def waiting(asking: Asking, at: Disputes) -> Prepared:
    """Those of the schools that report to this office."""
    here = above_schools(asking)
    levels = dict(REPORTS.get(here.role, ())).get(Role.HEAD)
    if levels is None or may_see(here.viewer, Data.DISPUTE) is not Access.AREA:
        raise NotFound
    found = disputes.within(asking.db, here.area_id, levels, asking.today)
    rows = tuple(
        Row(Said(Marked("{mentee}, {day}"), {"mentee": Name(one.mentee), "day": one.day}), DisputeCase(dispute=one.id))
        for one in found
    )
    return Prepared(OpenDisputes(rows))
