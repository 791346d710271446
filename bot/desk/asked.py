"""What somebody asks about their own programme: why they were written to, at which hour, which session comes next."""

from __future__ import annotations

from datetime import time, timedelta

from bot.desk.base import Answers, Asking, Closed, Prepared
from bot.desk.handlers import facts, routes, takes
from bot.desk.records import moment_of, names, opened
from bot.dialogs.coming_up import ComingUp, Next, NextSession, Sessions
from bot.dialogs.dialog import Dialog
from bot.dialogs.page import Row
from bot.dialogs.reasons import REASONS
from bot.dialogs.saying import Said
from bot.dialogs.why import HourSaved, OwnHour, Prompted, Why
from bot.language import Text, _, items_of
from bot.programme import pairs as rules
from bot.programme import people as deeds
from bot.programme.calendar import own_hour
from bot.programme.refusals import HourOutside
from bot.store import notices, pairs, sessions
from bot.store.notices import Notice
from bot.store.pairs import PairOf
from bot.store.sessions import Session

LATELY = timedelta(days=30)
LOOKED_AT = 20
"""So many notices are looked back over for the last prompt."""


@facts
def prompted(asking: Asking, at: Why | OwnHour) -> Prepared:
    """The last prompt and what it came of; and the hour of this person's prompts."""
    last = _last_prompt(asking)
    why = REASONS[last.reason].because if last and last.reason else Text("")
    return Prepared(Prompted(why, last.said_at if last else None, own_hour(asking.who.prompt_hour)))


def _last_prompt(asking: Asking) -> Notice | None:
    said = notices.recent_said(asking.db, asking.who.id, asking.now - LATELY, LOOKED_AT)
    return next((one for one in said if one.reason in REASONS), None)


@facts
def hour_saved(asking: Asking, at: HourSaved) -> Prepared:
    """The receipt of another hour."""
    return Prepared(Prompted(Text(""), None, at.at))


@takes
def take_hour(asking: Asking, at: OwnHour, answers: Answers) -> Dialog:
    """Prompts come from this hour on. Closed for an hour at which nobody is asked."""
    try:
        deeds.set_hour(asking.db, asking.who.id, time.fromisoformat(answers["hour"]))
    except HourOutside as outside:
        why = _("I ask only on school days, between {first} and {last}. To choose the hour, reply e.g. HOUR 1pm.")
        raise Closed(why, first=outside.earliest, last=outside.latest) from None
    return HourSaved(at=time.fromisoformat(answers["hour"]))


# the next session


@routes
def next_one(asking: Asking, at: Next) -> Dialog:
    """NEXT of somebody with one session ahead leads to it."""
    found = _ahead(asking)
    return NextSession(session=found[0][1].id) if len(found) == 1 else at


def _ahead(asking: Asking) -> list[tuple[PairOf, Session]]:
    """The next session of each of this person's pairs: one of today that has no record counts."""
    eve = asking.today - timedelta(days=1)
    found = pairs.pairs_of(asking.db, asking.who.id)
    ahead = ((pair, sessions.next_planned(asking.db, pair.id, eve)) for pair in found)
    return [(pair, session) for pair, session in ahead if session is not None]


@facts
def next_sessions(asking: Asking, at: Next) -> Prepared:
    """The next session of each pair, to choose from."""
    return Prepared(Sessions(tuple(_row(asking, pair, session) for pair, session in _ahead(asking))))


def _row(asking: Asking, pair: PairOf, session: Session) -> Row:
    values = {"partner": names(asking, pair)[1], "moment": moment_of(session)}
    return Row(Said(_("{partner}, {moment}"), values), NextSession(session=session.id))


@facts
def coming_up(asking: Asking, at: NextSession) -> Prepared:
    """A session ahead with what belongs to it; closed once it has a record."""
    session, pair = opened(asking, at.session, NextSession.shows)
    begins = moment_of(session)
    plan, agreed = sessions.plan_before(asking.db, pair.id, session.number)
    if not rules.is_expected(session) or begins is None:
        raise Closed(_("Session {number} is logged already."), number=session.number)
    return Prepared(
        ComingUp(
            number=session.number,
            partner=names(asking, pair)[1],
            moment=begins,
            venue=session.venue or "",
            objectives=items_of(session.objectives or ""),
            plan=items_of(plan),
            agreed=agreed,
            after=moment_of(sessions.next_planned(asking.db, pair.id, session.day)),
        )
    )
