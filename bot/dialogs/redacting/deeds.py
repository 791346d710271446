"""A learner's name is struck wherever two people wrote it; what is left of it is what knows it again, and no name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from bot.dialogs.redacting.pages import NameStruck
from bot.dialogs.redacting.rules import (
    LEARNER,
    IsName,
    NameStruckCause,
    NotALearner,
    may_be_struck,
    struck,
    struck_in,
    words_of,
)
from bot.dialogs.sessions.rules import Record
from bot.dialogs.telling import tell
from bot.dialogs.trail import deeds as trail
from bot.language import local_day, say
from bot.store import pairs
from bot.store.keys.pepper import pepper
from bot.store.pairs import PairOf, PairState
from bot.store.people import people
from bot.store.rights import striking
from bot.store.sessions import versions
from bot.store.trail import TrailDeed

_PURPOSE = b"learner"


def demand_name(db: Connection, whose: int, name: str) -> None:
    """NotALearner for words that are no name, or that of this person or of a partner of theirs."""
    mine = people.get(db, whose)
    names = [one for pair in _pairs(db, whose) for one in (pair.mentor_name, pair.mentee_name)]
    if not may_be_struck(name, [*names, *([mine.name] if mine else [])]):
        raise NotALearner


def known_again(db: Connection, name: str) -> str:
    """What a name is known by once it stands nowhere any more: “2:9f3a…”, which only our key makes of it."""
    words = words_of(name)
    return f"{len(words)}:{_mixed(db, words)}"


def _mixed(db: Connection, words: tuple[str, ...]) -> str:
    key, text = pepper(db), " ".join(words)
    return (key.mixed(_PURPOSE, text) if key else hashlib.sha256(text.encode()).digest()).hex()


def _pairs(db: Connection, whose: int) -> list[PairOf]:
    return pairs.pairs_of(db, whose, tuple(PairState))


def strike(db: Connection, by: int | None, whose: int, request: int, mark: str, now: datetime) -> int:
    """Strikes it from all that this person and their partners wrote of each other, and from the messages that carried
    it, those of `by` too; answers from how many texts. `mark`: by what the name is known.

    Signatures stay as they were given; the trail says what a record's text reads as since.
    """
    who = people.get(db, whose)
    instead = say(LEARNER, who.language if who is not None else "en")
    strike_it = partial(struck, length=int(mark.partition(":")[0]), is_name=_knows(db, mark), instead=instead)
    theirs = _pairs(db, whose)
    readers = {whose, *([by] if by is not None else []), *(pair.partner_id(whose) for pair in theirs)}
    changed: set[int] = set()
    count = 0
    for kept in striking.written(db, whose, [pair.id for pair in theirs], readers):
        values = {name: struck_in(value, strike_it) for name, value in kept.values.items()}
        if values != dict(kept.values):
            striking.put(db, kept, values, now)
            changed |= {kept.pair_id} if kept.pair_id is not None else set()
            count += 1
    for record in _records(db, theirs, now):
        trail.own(db, by, whose, f"Struck.{record}", TrailDeed.CHANGED, now)
    _tell(db, [pair for pair in theirs if pair.id in changed], request, now)
    return count


def _knows(db: Connection, mark: str) -> IsName:
    known: dict[tuple[str, ...], bool] = {}
    wanted = mark.partition(":")[2]

    def is_name(words: tuple[str, ...]) -> bool:
        if words not in known:
            known[words] = _mixed(db, words) == wanted
        return known[words]

    return is_name


def _records(db: Connection, theirs: list[PairOf], now: datetime) -> Iterator[str]:
    """Each signed record that has just changed, with what its text is known by since."""
    for number in striking.struck_at(db, [pair.id for pair in theirs], now):
        version = versions.get(db, number)
        if version is not None:
            yield f"{number}.{Record.of(version).hash}"


def _tell(db: Connection, found: list[PairOf], request: int, now: datetime) -> None:
    for pair in found:
        for person in (pair.mentor_id, pair.mentee_id):
            cause = NameStruckCause(request=request, person=person)
            tell(db, person, NameStruck(pair=pair.id, day=local_day(now)), cause, now)
