"""LATE at the desk: which session is meant, and who is late."""

from __future__ import annotations

from collections.abc import Collection

from bot.dialogs.desk import Asking, NotOpen, Prepared
from bot.dialogs.handlers import does, facts, opens
from bot.dialogs.lateness.deeds import say_late
from bot.dialogs.lateness.pages import Late, LateNoted, LateSessions, LateToday, LateWhich, PartnerLate, Punctual
from bot.dialogs.pairs.shared import names
from bot.dialogs.reminders.pages import SessionReminder
from bot.dialogs.sessions.shared import LoggedAlready, called, opened
from bot.forms.dialog import Dialog
from bot.forms.page import Row
from bot.language import _, bare_number
from bot.store import pairs
from bot.store.pairs import PairOf
from bot.store.session_rows import Session
from bot.store.sessions import sessions


def _meant(asking: Asking, words: str | None) -> list[tuple[PairOf, Session]]:
    """In each pair the session of this number; without one that of today without a record, else the last one held."""
    number = bare_number(words or "")
    if words and number is None:
        raise NotOpen(_("Write LATE, or LATE and the number of the session, like LATE 3."))
    found = []
    for pair in pairs.pairs_of(asking.db, asking.who.id):
        known = [one for one in sessions.of_pair(asking.db, pair.id) if one.day <= asking.today and not one.settled]
        if number is not None:
            found += [(pair, one) for one in known if one.number == number]
            continue
        fitting = [one for one in known if one.version_id is not None or one.day == asking.today]
        last = max(fitting, key=lambda one: (one.version_id is None, one.day, one.number), default=None)
        found += [(pair, last)] if last is not None else []
    today = [(pair, one) for pair, one in found if _is_ahead(asking, one)]
    if not found:
        raise NotOpen(_("There is no session to be late for. STATUS shows where you stand."))
    return today or found


def _is_ahead(asking: Asking, session: Session) -> bool:
    """Whether the session is today, and nobody has logged it yet."""
    return session.version_id is None and session.day == asking.today


@opens
def late(asking: Asking, at: Late) -> Dialog:
    """The word LATE: today before the record it says that I will be; afterwards it asks who was."""
    meant = _meant(asking, at.number) if at.session is None else [opened(asking, at.session, "journal")[::-1]]
    if len(meant) > 1:
        return LateWhich(number=at.number)
    session = meant[0][1]
    place = Late(session=session.id)
    return late_me(asking, place) if _is_ahead(asking, session) else place


@facts
def which(asking: Asking, at: LateWhich) -> Prepared:
    """The sessions that the word may mean in several pairs."""
    found = _meant(asking, at.number)
    return Prepared(LateSessions(tuple(Row(called(asking, pair, one), Late(session=one.id)) for pair, one in found)))


@facts
def punctual(asking: Asking, at: Late | LateToday | LateNoted) -> Prepared:
    """A session that somebody was late for."""
    return _punctual(asking, *opened(asking, at.session or 0, "journal"))


def _punctual(asking: Asking, session: Session, pair: PairOf) -> Prepared:
    me, partner = names(asking, pair)
    return Prepared(Punctual(session.number, me, partner, session.day))


@facts
def partner_late(asking: Asking, at: PartnerLate) -> Prepared:
    """The same for the notice; closed once the meeting has a record or its day is over."""
    session, pair = opened(asking, at.session, "journal")
    if not _is_ahead(asking, session):
        raise LoggedAlready(session.number, session.id)
    return _punctual(asking, session, pair)


def _say(asking: Asking, at: SessionReminder | Late, late: Collection[int]) -> Dialog:
    session, _pair = opened(asking, at.session or 0, "journal")
    say_late(asking.db, asking.who.id, session.id, late, asking.now)
    told = _is_ahead(asking, session) and asking.who.id in late
    return LateToday(session=session.id) if told else LateNoted(session=session.id)


@does(SessionReminder.late, Late.me)
def late_me(asking: Asking, at: SessionReminder | Late) -> Dialog:
    """I was late, or will be."""
    return _say(asking, at, [asking.who.id])


@does(Late.partner)
def late_partner(asking: Asking, at: Late) -> Dialog:
    """The partner was."""
    return _say(asking, at, [_partner(asking, at)])


@does(Late.both)
def late_both(asking: Asking, at: Late) -> Dialog:
    """Both were."""
    return _say(asking, at, [asking.who.id, _partner(asking, at)])


@does(Late.nobody)
def late_nobody(asking: Asking, at: Late) -> Dialog:
    """Nobody was: takes back what was said before."""
    return _say(asking, at, [])


def _partner(asking: Asking, at: Late) -> int:
    return opened(asking, at.session or 0, "journal")[1].partner_id(asking.who.id)
