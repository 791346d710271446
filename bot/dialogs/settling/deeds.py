"""Asking the officer to help settle a dispute, and noting what came of it: nothing of it touches the record."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.pairs.deeds import take_session
from bot.dialogs.refusals import NotYours
from bot.dialogs.settling.pages import DisputeHeard, PartnerAskedOfficer, SettleAsked
from bot.dialogs.settling.rules import DisputeNoted, HelpToSettle, NobodyToSettle, NotDisputed, NotedBefore
from bot.dialogs.telling import tell
from bot.dialogs.visibility import Access, Data, may_see, relation_to, reports_to
from bot.language import local_day
from bot.store import areas
from bot.store.pairs import PairOf
from bot.store.people import roles
from bot.store.people.roles import Role
from bot.store.sessions import changes, disputes, sessions
from bot.store.sessions.disputes import DisputeOutcome


def ask(db: Connection, who: int, session_id: int, now: datetime) -> int:
    """Either of the two asks; the officers and the partner are told. The dispute's id, also when asked before.

    NotYours; NotDisputed; NobodyToSettle.
    """
    session, pair = take_session(db, who, session_id)
    if not session.refused or session.version_id is None:
        raise NotDisputed
    found = officers(db, pair, local_day(now))
    if not found:
        raise NobodyToSettle
    made = disputes.add(db, session_id=session.id, version_id=session.version_id, by_id=who, now=now)
    if made is None:
        known = disputes.of_version(db, session.id, session.version_id)
        assert known is not None, "it stood in the way"
        return known.id
    for officer in found:
        tell(db, officer, SettleAsked(dispute=made), HelpToSettle(dispute=made, person=officer), now)
    partner = pair.partner_id(who)
    tell(db, partner, PartnerAskedOfficer(dispute=made), HelpToSettle(dispute=made, person=partner), now)
    return made


def school_of(db: Connection, pair: PairOf, today: date) -> areas.Area | None:
    """Where the mentee of a pair teaches."""
    held = roles.of_person(db, pair.mentee_id, today)
    school_id = next((one.area_id for one in held if one.role is Role.MENTEE and one.area_id is not None), None)
    return areas.get(db, school_id) if school_id is not None else None


def officers(db: Connection, pair: PairOf, today: date) -> list[int]:
    """Whom the school of a pair reports to (requirement D235)."""
    school = school_of(db, pair, today)
    to = reports_to(Role.HEAD, school.level) if school else None
    if school is None or to is None:
        return []
    return [one.person_id for area in areas.path(db, school.id) for one in roles.at_area(db, area.id, to, today)]


def note(db: Connection, who: int, dispute_id: int, outcome: DisputeOutcome, now: datetime) -> None:
    """An officer notes what came of it, and the two are told; which version is true is theirs to say.

    NotYours; NotDisputed once they have written another version; NotedBefore.
    """
    asked = disputes.get(db, dispute_id)
    if asked is None:
        raise NotYours
    changes.lock_pair(db, asked.session_id)
    found = sessions.get(db, asked.session_id)
    if found is None or may_see(relation_to(db, who, found[1], local_day(now)), Data.DISPUTE) is not Access.AREA:
        raise NotYours
    session, pair = found
    if not session.refused or session.version_id != asked.version_id:
        raise NotDisputed
    if not disputes.note(db, asked.id, outcome, who, now):
        raise NotedBefore
    for person_id in (pair.mentee_id, pair.mentor_id):
        cause = DisputeNoted(dispute=asked.id, person=person_id)
        tell(db, person_id, DisputeHeard(dispute=asked.id), cause, now)
