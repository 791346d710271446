"""CALENDAR at the desk: one's sessions to come, and the file of them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogs.calendar import MEETING
from bot.dialogs.dates.pages import DateAhead, DatesAhead, MyDates
from bot.dialogs.desk import Asking, Prepared, allowed
from bot.dialogs.handlers import facts
from bot.dialogs.pairs.rules import is_expected
from bot.dialogs.pairs.shared import UNPAIRED, names, unmatched
from bot.dialogs.sessions.shared import moment_of
from bot.forms.page import Picture
from bot.messages import CAPABILITIES, Media
from bot.reports import dates as files
from bot.reports.dates import DatedMeeting
from bot.store import pairs
from bot.store.pairs import PairOf, PairState
from bot.store.sessions import sessions

SAID = 5
"""So many dates are said; the file holds all."""


@facts
def ahead(asking: Asking, at: MyDates) -> Prepared:
    """All sessions to come of somebody's pairs, the next one first."""
    mine = [pair for pair in pairs.pairs_of(asking.db, asking.who.id) if pair.state is PairState.ACTIVE]
    if not mine:
        raise unmatched(asking, UNPAIRED)
    found = sorted((one for pair in mine for one in _of_pair(asking, pair)), key=lambda one: (one.begins, one.number))
    said = tuple(DateAhead(one.number, one.partner, one.begins) for one in found[:SAID])
    carries = asking.channel is not None and CAPABILITIES[asking.channel].media
    return Prepared(DatesAhead(said, len(found) - len(said), _file(asking, found) if found and carries else None))


def _of_pair(asking: Asking, pair: PairOf) -> list[DatedMeeting]:
    allowed(asking, pair, MyDates.shows)
    partner = names(asking, pair)[1]
    known = [(one, moment_of(one)) for one in sessions.of_pair(asking.db, pair.id) if is_expected(one)]
    return [
        DatedMeeting(one.id, one.number, partner, begins, MEETING, one.venue or "")
        for one, begins in known
        if begins is not None and begins > asking.now
    ]


def _file(asking: Asking, found: Sequence[DatedMeeting]) -> Picture:
    language, now = asking.who.language, asking.now
    return Picture(lambda: Media("sessions.ics", files.TYPE, files.ics(found, language, now)))
