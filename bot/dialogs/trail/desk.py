"""Who has opened a session, as the two of its pair are told."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotOpen, Prepared
from bot.dialogs.handlers import facts
from bot.dialogs.pairs.shared import not_yet
from bot.dialogs.trail.pages import AS, OPERATOR_VISIT, VISIT, OpenedByOthers, Visits, WhoRead
from bot.forms.saying import Said
from bot.language import NAIROBI, Name, _, bare_number, local_day
from bot.store import pairs, trail
from bot.store.pairs import PairOf
from bot.store.people import people
from bot.store.session_rows import Session
from bot.store.sessions import sessions, versions
from bot.store.trail import TrailEntry

WRITTEN = (*pairs.LOGGING, pairs.PairState.PAUSED)


@facts
def visits(asking: Asking, at: WhoRead) -> Prepared:
    """Everybody else who opened this session, or what its pair has, since its first record; in each pair of theirs."""
    number = bare_number(at.number or "")
    if at.number and number is None:
        raise NotOpen(_("Write WHO READ and the number of the session, like WHO READ 3."))
    mine = pairs.pairs_of(asking.db, asking.who.id, WRITTEN)
    if not mine:
        raise not_yet(asking)
    meant = [(pair, one) for pair in mine for one in _meant(asking, pair, number)]
    if not meant and number is not None:
        raise NotOpen(_("Session {number} has no record yet. LOG records it."), number=number)
    if not meant:
        raise NotOpen(_("There is no record yet. LOG records a session."))
    found = [entry for pair, one in meant for entry in _entries(asking, pair, one)]
    visits = tuple(_visit(asking, entry) for entry in _last_of_each_day(found))
    return Prepared(OpenedByOthers(meant[-1][1].number, Visits(visits)))


def _meant(asking: Asking, pair: PairOf, number: int | None) -> list[Session]:
    """The session of that number, or the last one, if it has a record."""
    logged = [one for one in sessions.of_pair(asking.db, pair.id) if one.version_id is not None]
    return [one for one in logged if one.number == number] if number is not None else logged[-1:]


def _entries(asking: Asking, pair: PairOf, session: Session) -> list[TrailEntry]:
    first = versions.numbered(asking.db, session.id, 1)
    return trail.of_session(asking.db, pair.id, session.id, first.made_at) if first is not None else []


def _last_of_each_day(found: list[TrailEntry]) -> list[TrailEntry]:
    """Somebody who opened more than one thing on a day is told of once, the newest first."""
    newest = {(one.by_id, local_day(one.at)): one for one in sorted(found, key=lambda entry: entry.id)}
    return sorted(newest.values(), key=lambda entry: entry.id, reverse=True)


def _visit(asking: Asking, entry: TrailEntry) -> Said:
    at = {"at": entry.at.astimezone(NAIROBI)}
    who = people.get(asking.db, entry.by_id) if entry.by_id is not None else None
    return Said(VISIT, {"who": Name(who.name), "role": AS[entry.role.value], **at}) if who else Said(OPERATOR_VISIT, at)
