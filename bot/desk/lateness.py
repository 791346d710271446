"""LATE at the desk: which session is meant, and who is late."""

from __future__ import annotations

from collections.abc import Callable, Collection

from bot.desk.base import Args, Asking, Closed, Prepared
from bot.desk.records import names, opened, subject
from bot.dialogs.lateness import Punctual, Sessions
from bot.dialogs.page import Row
from bot.dialogs.place import Place
from bot.language import _, bare_number
from bot.programme.lateness import say_late
from bot.store import pairs, sessions
from bot.store.pairs import PairOf
from bot.store.sessions import Session


def _meant(asking: Asking, args: Args) -> list[tuple[PairOf, Session]]:
    """In each pair the session of this number; without one that of today without a record, else the last one held."""
    words = args.get("number", "")
    number = bare_number(words)
    if words and number is None:
        raise Closed(_("Write LATE, or LATE and the number of the session, like LATE 3."))
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
        raise Closed(_("There is no session to be late for. STATUS shows where you stand."))
    return today or found


def _is_ahead(asking: Asking, session: Session) -> bool:
    """Whether the session is today, and nobody has logged it yet."""
    return session.version_id is None and session.day == asking.today


def late(asking: Asking, args: Args) -> Place:
    """The word LATE: today before the record it says that I will be; afterwards it asks who was."""
    meant = _meant(asking, args) if "session" not in args else [opened(asking, args["session"], "journal")[::-1]]
    if len(meant) > 1:
        return Place("LateWhich", dict(args))
    session = meant[0][1]
    place = Place("Late", {"session": str(session.id)})
    return late_me(asking, place.args) if _is_ahead(asking, session) else place


def which(asking: Asking, args: Args) -> Prepared:
    """The sessions that the word may mean in several pairs."""
    found = [subject(asking, pair, session) for pair, session in _meant(asking, args)]
    return Prepared(Sessions(tuple(Row(one.label, one.args) for one in found)))


def punctual(asking: Asking, args: Args) -> Prepared:
    """A session that somebody was late for."""
    session, pair = opened(asking, args["session"], "journal")
    me, partner = names(asking, pair)
    return Prepared(Punctual(session.number, me, partner, session.day))


def partner_late(asking: Asking, args: Args) -> Prepared:
    """The same for the notice; closed once the meeting has a record or its day is over."""
    session, _pair = opened(asking, args["session"], "journal")
    if not _is_ahead(asking, session):
        raise Closed(_("Session {number} is logged already."), number=session.number)
    return punctual(asking, args)


def _say(asking: Asking, args: Args, late: Collection[int]) -> Place:
    session, _pair = opened(asking, args["session"], "journal")
    say_late(asking.db, asking.who.id, session.id, late, asking.now)
    told = _is_ahead(asking, session) and asking.who.id in late
    return Place("LateToday" if told else "LateNoted", {"session": args["session"]})


def late_me(asking: Asking, args: Args) -> Place:
    """I was late, or will be."""
    return _say(asking, args, [asking.who.id])


def late_partner(asking: Asking, args: Args) -> Place:
    """The partner was."""
    return _say(asking, args, [_partner(asking, args)])


def late_both(asking: Asking, args: Args) -> Place:
    """Both were."""
    return _say(asking, args, [asking.who.id, _partner(asking, args)])


def late_nobody(asking: Asking, args: Args) -> Place:
    """Nobody was: takes back what was said before."""
    return _say(asking, args, [])


def _partner(asking: Asking, args: Args) -> int:
    return opened(asking, args["session"], "journal")[1].partner_id(asking.who.id)


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {
    "Late": punctual,
    "LateWhich": which,
    "LateToday": punctual,
    "LateNoted": punctual,
    "PartnerLate": partner_late,
}
DO: dict[str, Callable[[Asking, Args], Place | None]] = {
    "late": late,
    "late_me": late_me,
    "late_partner": late_partner,
    "late_both": late_both,
    "late_nobody": late_nobody,
}
