"""Planning meetings, and confirming what the other has planned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.booking.pages import PartnerConfirmedAll, SessionsAsked
from bot.dialogs.meetings.deeds import ask_date
from bot.dialogs.meetings.rules import AllConfirmedCause, Booked
from bot.dialogs.pairs.deeds import take_pair
from bot.dialogs.pairs.rules import can_log, demand
from bot.dialogs.refusals import AlreadyPlanned, DayOutside, Moved
from bot.dialogs.telling import tell
from bot.language import local, local_day
from bot.store.session_rows import NewSession, Session
from bot.store.sessions import changes, sessions


def schedule(
    db: Connection, who: int, pair_id: int, moments: Sequence[datetime], venue: str | None, now: datetime
) -> list[int]:
    """Plans one meeting or several (requirement D15); answers their numbers. The partner is asked to confirm them.

    A day on which the pair meets already is left out; AlreadyPlanned when that leaves none. DayOutside when a day has
    passed or lies before the pair's start.
    """
    pair = take_pair(db, who, pair_id)
    demand(can_log(pair))
    earliest = max(local_day(now), pair.start)
    if any(local(moment).date() < earliest for moment in moments):
        raise DayOutside(earliest, None)
    known = sessions.of_pair(db, pair_id)
    taken = {session.day: session.number for session in known if not session.settled}
    fresh = [moment for moment in moments if local(moment).date() not in taken]
    if not fresh:
        raise AlreadyPlanned(taken[local(moments[0]).date()])
    number = max((session.number for session in known), default=0)
    planned = [
        NewSession(
            pair_id,
            at,
            local(moment).date(),
            scheduled=True,
            hour=local(moment).time(),
            venue=venue,
            asked_by_id=who,
        )
        for at, moment in enumerate(fresh, number + 1)
    ]
    made = [changes.add(db, new) for new in planned]
    if len(fresh) == 1:
        ask_date(db, pair.partner_id(who), made[0], local(fresh[0]), now)
    else:
        asked = SessionsAsked(pair=pair_id, first=number + 1, last=number + len(made))
        tell(db, pair.partner_id(who), asked, Booked(session=made[0]), now)
    return list(range(number + 1, number + len(made) + 1))


def confirm_all(db: Connection, who: int, pair_id: int, first: int, last: int, now: datetime) -> None:
    """Yes to the meetings that the partner planned together; they are told, once. Moved when none of them stands."""
    pair = take_pair(db, who, pair_id)
    demand(can_log(pair))
    standing = standing_of(sessions.of_pair(db, pair_id), first, last)
    if not standing:
        raise Moved
    for one in standing:
        if one.asked_by_id != who:
            changes.agree(db, one.id)
    told = PartnerConfirmedAll(pair=pair_id, first=first, last=last)
    tell(db, pair.partner_id(who), told, AllConfirmedCause(session=standing[0].id, last=last, person=who), now)


def standing_of(known: Sequence[Session], first: int, last: int) -> list[Session]:
    """The sessions with numbers from `first` to `last` that are still to be met."""
    return [one for one in known if first <= one.number <= last and one.version_id is None and not one.settled]
