"""An account that moved to another number, and what happens when somebody says that this was not its owner (S9)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.dialogs.moving import MoveDisputed
from bot.messages import Channel
from bot.programme.calendar import local_day
from bot.programme.offices import heads_of
from bot.programme.people import PIN_TRIES
from bot.programme.refusals import NotYours
from bot.programme.telling import tell
from bot.store import addresses, moves, people, unlocks
from bot.store.cause import Cause

OPEN_FOR = timedelta(days=14)
"""How long a move can be objected to."""
KEPT_FOR = timedelta(days=365)
"""How long after that its owner can still be seen in person."""


class Disputed(Cause, written="disputed:{move}:{head}"):
    """A move to another number was disputed, to a head."""

    move: int
    head: int


def dispute_from(db: Connection, channel: Channel, address: str, now: datetime) -> bool:
    """Whoever holds the number that was left says that it was not they; False when no account has left it lately."""
    move = moves.from_there(db, channel, address, now - OPEN_FOR)
    if move is None:
        return False
    _close(db, move.person_id, now)
    for head in heads_of(db, move.person_id, local_day(now)):
        tell(db, head, MoveDisputed(who=move.person_id), Disputed(move=move.id, head=head), now)
    return True


def dispute(db: Connection, who: int, person_id: int, now: datetime) -> None:
    """The head says that it was not the teacher. NotYours for anybody else, and where nothing moved lately."""
    if who not in heads_of(db, person_id, local_day(now)) or not moves.of_person(db, person_id, now - OPEN_FOR):
        raise NotYours
    _close(db, person_id, now)


def _close(db: Connection, person_id: int, now: datetime) -> None:
    """The account opens to nobody: the PIN is locked, and every address asks for it first."""
    moves.dispute(db, person_id, now - OPEN_FOR, now)
    people.set_tries(db, person_id, PIN_TRIES)
    addresses.doubt(db, [way.id for way in addresses.of_person(db, person_id)], now)


def is_disputed(db: Connection, person_id: int, now: datetime) -> bool:
    """Whether somebody has objected to this account's last move, and nobody has seen its owner since."""
    newest = next(iter(moves.of_person(db, person_id, now - KEPT_FOR)), None)
    if newest is None or newest.disputed_at is None:
        return False
    seen = unlocks.newest(db, person_id)
    return seen is None or seen.made_at < newest.disputed_at


def give_back(db: Connection, person_id: int, now: datetime) -> None:
    """The account is where it was before its last move, and nowhere else."""
    known = moves.of_person(db, person_id, now - KEPT_FOR)
    for way in addresses.of_person(db, person_id):
        addresses.remove(db, way.id)
    for rank, left in enumerate(reversed([move for move in known if move.made_at == known[0].made_at])):
        addresses.add(
            db, person_id=person_id, channel=left.channel, address=left.address, rank=rank, now=now, verified_at=now
        )
