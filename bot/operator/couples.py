"""`mshauri pair`: finds, corrects and ends a pair; an end is what its head or an officer has decided."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, Engine

from bot.dialogs.correcting import deeds as correcting
from bot.dialogs.enrolment.rules import EntryOutcome
from bot.dialogs.loading import deeds as loading
from bot.dialogs.pausing import deeds as pausing
from bot.dialogs.refusals import NotYours, PairNotActive, Refusal
from bot.language import local_day
from bot.operator.not_meant import NotMeant
from bot.operator.persons import LONGEST_ID, meant
from bot.operator.reasons import sentence
from bot.store import pairs, trail
from bot.store.engine import retrying
from bot.store.pairs import PRESENT, PairKind, PairOf, PairState, Side
from bot.store.pausing.closings import WhyClosed
from bot.store.people import people
from bot.store.people.roles import Role
from bot.store.trail import Trace, TrailDeed

REASONS = tuple(why for why in WhyClosed if why not in (WhyClosed.DISCIPLINE, WhyClosed.LEFT))
"""What an operator may enter: for conduct an officer acts in chat (SUSPEND), and who leaves says it (LEAVE)."""


def find(engine: Engine, key: str, now: datetime) -> list[str]:
    """A line for each pair of somebody, also those that are over. NotMeant for nobody."""

    def found(db: Connection) -> list[str]:
        person = meant(db, key)
        trace = Trace(None, Role.OPERATOR, TrailDeed.LOOKED, "pair find", person_id=person.id)
        trail.add(db, trace, now)
        theirs = pairs.pairs_of(db, person.id, tuple(PairState))
        return [_line(one) for one in theirs] or [f"{person.name} has no pair."]

    return retrying(engine, found)


def _line(one: PairOf) -> str:
    return f"pair:{one.id}  {one.mentee_name} with {one.mentor_name}, {one.kind} from {one.start}, {one.state}"


def correct(engine: Engine, key: str, start: date | None, kind: PairKind | None, now: datetime) -> str:
    """Another start or kind for a pair that has not met yet; answers what was done. NotMeant with what is wrong."""

    def corrected(db: Connection) -> str:
        pair = _meant(db, key)
        if pairs.between(db, pair.mentor_id, pair.mentee_id, start or pair.start) not in (None, pair.id):
            raise NotMeant("The two have another pair that began on that day.")
        try:
            outcome = loading.correct_match(db, pair, kind or pair.kind, start or pair.start, local_day(now))
        except Refusal as refusal:
            raise NotMeant(sentence(refusal)) from refusal
        if outcome is EntryOutcome.SAME:
            return f"{_line(pair)}: that is so already."
        _note(db, "pair correct", pair, now)
        for one in filter(None, (people.get(db, pair.mentee_id), people.get(db, pair.mentor_id))):
            correcting.put_right(db, one, ["pair"], now)
        return f"{_line(pair)}: now {kind or pair.kind} from {start or pair.start}."

    return retrying(engine, corrected)


def end(engine: Engine, key: str, by: str, why: WhyClosed, of: Side | None, now: datetime) -> str:
    """Closes a pair from today on, as its head or an officer above it (`by`) has decided; answers what was done.

    The two and their head are told that it ends, and not why. NotMeant with what is wrong.
    """
    if (why is WhyClosed.DEATH) != (of is not None):
        raise NotMeant("Say whose with --of mentor or --of mentee where one has died, and only then.")

    def ended(db: Connection) -> str:
        pair, who = _meant(db, key), meant(db, by)
        try:
            pausing.close(db, who.id, pair.id, why, of, now)
        except NotYours as refusal:
            raise NotMeant(f"{who.name} may not close this pair for that reason: {NOT_THEIRS}") from refusal
        except PairNotActive as refusal:
            raise NotMeant(f"{_line(pair)}: it is over already.") from refusal
        _note(db, "pair end", pair, now)
        return f"{pair.mentee_name} with {pair.mentor_name}: ended from today. Both and their head are told, not why."

    return retrying(engine, ended)


NOT_THEIRS = (
    "its head, or the Sub-County or County Director above it, decides that. A mentorship is not closed by need."
)


def _note(db: Connection, what: str, pair: PairOf, now: datetime) -> None:
    trail.add(db, Trace(None, Role.OPERATOR, TrailDeed.CHANGED, what, pair_id=pair.id), now)


def _meant(db: Connection, key: str) -> PairOf:
    """The one pair that goes on which “pair:12” or the number of one of its two means; NotMeant otherwise."""
    kind, _colon, number = key.strip().lower().rpartition(":")
    if kind == "pair":
        one = pairs.get(db, int(number), lock=True) if number.isdecimal() and len(number) <= LONGEST_ID else None
        if one is None:
            raise NotMeant(f"There is no {key}. mshauri pair find and a TSC number lists pairs.")
        return one
    person = meant(db, key)
    people.get(db, person.id, lock=True)
    found = pairs.pairs_of(db, person.id, PRESENT)
    if not found:
        raise NotMeant(f"{person.name} has no pair that goes on. mshauri pair find {key} shows those that are over.")
    if len(found) > 1:
        raise NotMeant(f"{person.name} has several pairs. Write which:\n" + "\n".join(map(_line, found)))
    return found[0]
