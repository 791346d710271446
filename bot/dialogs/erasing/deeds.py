"""What somebody wants erased goes, wherever it lies; what the law keeps is for a data officer to decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from bot.dialogs.erasing.rules import StillRunning
from bot.dialogs.redacting import deeds as redacting
from bot.dialogs.trail import deeds as trail
from bot.language import fold, local_day, to_gsm7
from bot.store import certificates, pairs
from bot.store.pairs import PairOf
from bot.store.pausing import closings
from bot.store.people import people
from bot.store.rights import data_requests, erasing, holds, removing
from bot.store.rights.data_requests import AboutData, DataAnswer, DataRequest, Erasure, NewDataRequest, RequestedData
from bot.store.rights.holds import OnHold
from bot.store.rights.terms import due
from bot.store.sessions import sessions
from bot.store.trail import TrailDeed

YEAR = timedelta(days=365)
PIECE, LEAST = 24, 4
"""Letters by which words are known again in what was told to others; fewer are words that anybody writes."""


def ends(db: Connection, pair: PairOf) -> date:
    """When a pair's time is counted as over: the day on which it ended, else a year after it began."""
    closed = closings.of_pair(db, pair.id)
    issued = [one.issued_on for one in certificates.of_pair(db, pair.id)]
    met = [one.day for one in sessions.of_pair(db, pair.id)] if closed or issued else []
    over = [*([closed.day] if closed else []), *issued, *met]
    return max(over) if over else pair.cycle + YEAR


def erase(db: Connection, who: int, now: datetime) -> int:
    """What may go at somebody's own wish goes at once; answers the number of it."""
    stayed = _erase(db, who, now, holds.on_hold(db))
    new = NewDataRequest(who, RequestedData.ERASURE, now, due(RequestedData.ERASURE, local_day(now)))
    number = data_requests.add(db, NewDataRequest(**{**vars(new), **_done(who, now), "left": stayed}))
    trail.own(db, who, who, "Erased", TrailDeed.CHANGED, now)
    return number


def _done(by: int | None, now: datetime) -> dict[str, object]:
    return {"answer": DataAnswer.DONE, "answered_by_id": by, "answered_at": now}


def _erase(db: Connection, who: int, before: datetime, hold: OnHold) -> bool:
    """Whether something stayed, because it is on hold or waits to be sent."""
    if who not in hold.people:
        _forget(db, erasing.talked(db, who, before), partial(erasing.told_in_talks, db, who, before))
    written, stayed = erasing.erase(db, who, before, hold)
    _forget(db, written, partial(erasing.told_to_others, db, who, before))
    return stayed


def _forget(db: Connection, written: Iterable[str], told: Callable[[], list[tuple[int, str]]]) -> None:
    """What others were told in these words goes from the messages to them."""
    if pieces := set(_pieces(written)):
        erasing.forget_told(db, [number for number, text in told() if _says(text, pieces)])


def _plain(text: str) -> str:
    return fold(to_gsm7(text))


def _pieces(written: Iterable[str]) -> Iterator[str]:
    """Words as pieces that stand one behind the other, as a long text was parted for a phone wherever it was."""
    for text in map(_plain, written):
        yield from (piece for first in range(0, len(text), PIECE) if len(piece := text[first : first + PIECE]) >= LEAST)


def _says(text: str, pieces: Iterable[str]) -> bool:
    plain = _plain(text)
    return any(piece in plain for piece in pieces)


def go_on(db: Connection, request: DataRequest, hold: OnHold) -> None:
    """What had to stay is erased once nothing holds it."""
    assert request.answered_at is not None, "only what was erased has something left"
    if request.about is not AboutData.REST:
        data_requests.set_left(db, request.id, _erase(db, request.person_id, request.answered_at, hold))
    elif request.person_id not in hold.people:
        forget(db, request.person_id, request.answered_at)
        data_requests.set_left(db, request.id, left=False)


def erase_rest(db: Connection, request: DataRequest, by: int, now: datetime) -> None:
    """A data officer has decided: nothing says any more who it was, and what their ended pairs have goes.

    StillRunning while they are in the programme. Where something of theirs is on hold it goes once that is closed, and
    nobody sees the difference: that there is such a matter is not the officer's to know.
    """
    if pairs.pairs_of(db, request.person_id, pairs.PRESENT):
        raise StillRunning
    if request.person_id in holds.on_hold(db).people:
        data_requests.set_left(db, request.id, left=True)
    else:
        forget(db, request.person_id, now)
    trail.own(db, by, request.person_id, "ErasedRest", TrailDeed.CHANGED, now)


def forget(db: Connection, who: int, now: datetime) -> None:
    """All that is theirs goes; what others have of them keeps a number."""
    removing.empty_pairs(db, [pair.id for pair in pairs.pairs_of(db, who, tuple(pairs.PairState))], now)
    removing.anonymise(db, [who], now)


def again(db: Connection, erased: Iterable[Erasure], now: datetime) -> int:
    """In a restored database: everything that was erased since goes again; answers of how many people."""
    hold, done = holds.on_hold(db), 0
    for one in erased:
        if people.entered_at(db, one.person_id) != one.entered_at:
            continue  # they are not in this database, and somebody else has their number
        if one.about is AboutData.REST:
            forget(db, one.person_id, now)
        stayed = _erase(db, one.person_id, one.at, hold) if one.struck is None else False
        kept = [known.id for known in data_requests.of_person(db, one.person_id) if known.answered_at == one.at]
        if not kept:
            kind = RequestedData.ERASURE if one.struck is None else RequestedData.CORRECTION
            new = NewDataRequest(one.person_id, kind, one.at, local_day(one.at), one.about)
            values = {**vars(new), **_done(None, one.at), "left": stayed, "struck": one.struck}
            kept = [data_requests.add(db, NewDataRequest(**values))]
            trail.own(db, None, one.person_id, "ErasedAgain", TrailDeed.CHANGED, now)
        if one.struck is not None:
            redacting.strike(db, None, one.person_id, kept[0], one.struck, now)
        done += 1
    return done
