"""`mshauri breach`: the register of breaches, whom to tell until when, and whom each may have touched (D327)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, Engine

from bot.dialogs.offices.rules import NATION
from bot.dialogs.schools.rules import matching
from bot.language import local
from bot.log import masked
from bot.operator.not_meant import NotMeant
from bot.store import areas, trail
from bot.store.areas import Level
from bot.store.engine import reading, retrying
from bot.store.helpdesk import breaches
from bot.store.helpdesk.breaches import Affected, Breach, BreachKind, BreachScope, NewBreach, NewBreachScope
from bot.store.officers import places
from bot.store.people import addresses
from bot.store.people.roles import Role
from bot.store.trail import Trace, TrailDeed


class BreachTold(StrEnum):
    """Who is told of a breach."""

    CONTROLLER = "controller"
    """TSC, for whom we process."""
    COMMISSIONER = "commissioner"
    """The Office of the Data Protection Commissioner."""
    PEOPLE = "people"


TERMS = {BreachTold.CONTROLLER: timedelta(hours=48), BreachTold.COMMISSIONER: timedelta(hours=72)}
"""Within how long of finding it they are told (Data Protection Act, s.43)."""
CALLED = {
    BreachTold.CONTROLLER: "TSC",
    BreachTold.COMMISSIONER: "the Data Commissioner",
    BreachTold.PEOPLE: "the people",
}
HEADER = ("number", "name", "school", "language", "phones")


@dataclass(frozen=True)
class BreachTerm:
    """Somebody who is still to be told, and until when."""

    breach: Breach
    who: BreachTold
    until: datetime

    def line(self, now: datetime) -> str:
        """The same in words: what is left of the time, or how late it is."""
        left = self.until - now
        hours = abs(left) // timedelta(hours=1)
        when = f"{hours} h left" if left >= timedelta(0) else f"{hours} h late"
        return f"Breach {self.breach.id}: tell {CALLED[self.who]} by {_moment(self.until)}, {when}."


def _moment(at: datetime) -> str:
    return f"{local(at):%a %d %b %Y %H:%M}"


def open_terms(db: Connection) -> list[BreachTerm]:
    """Who is still to be told of breaches that are open, the most pressing first."""
    found = [
        BreachTerm(one, who, one.found_at + within)
        for one in breaches.every(db)
        if one.closed_at is None
        for who, within in TERMS.items()
        if _told_at(one, who) is None
    ]
    return sorted(found, key=lambda term: term.until)


def _told_at(one: Breach, who: BreachTold) -> datetime | None:
    at: datetime | None = getattr(one, f"{who}_at")
    return at


def open_breach(engine: Engine, what: str, found_at: datetime, now: datetime) -> list[str]:
    """A breach is entered; answers its number and whom to tell until when. NotMeant for a moment to come."""
    if found_at > now:
        raise NotMeant("It cannot have been found later than now.")
    return retrying(engine, lambda db: _opened(db, what, found_at, now))


def _opened(db: Connection, what: str, found_at: datetime, now: datetime) -> list[str]:
    made = breaches.add(db, NewBreach(what, found_at, now))
    _enter(db, "breach open", now)
    terms = [term.line(now) for term in open_terms(db) if term.breach.id == made]
    return [
        f"Entered as breach {made}.",
        *terms,
        f"Whom it touched: mshauri breach add {made}; mshauri breach people {made}.",
    ]


def _enter(db: Connection, what: str, now: datetime, deed: TrailDeed = TrailDeed.CHANGED) -> None:
    trail.add(db, Trace(None, Role.OPERATOR, deed, what), now)


def get(db: Connection, number: int) -> Breach:
    """A breach by its number. NotMeant."""
    found = breaches.get(db, number)
    if found is None:
        raise NotMeant(f"There is no breach {number}. mshauri breach list shows them.")
    return found


Span = tuple[datetime, datetime]
"""From when to when."""


def add(engine: Engine, number: int, kind: BreachKind, area: str, span: Span, now: datetime) -> list[str]:
    """Whom a breach may have touched, beside what was said of it before; how many that are by now. NotMeant."""
    if span[0] > span[1]:
        raise NotMeant("It cannot begin after it ends: give --from and --until again.")
    return retrying(engine, lambda db: _added(db, number, kind, area, span, now))


def _added(db: Connection, number: int, kind: BreachKind, area: str, span: Span, now: datetime) -> list[str]:
    get(db, number)
    area_id = _area(db, area) if area else None
    breaches.add_scope(db, NewBreachScope(number, kind, area_id, *span, now))
    _enter(db, f"breach add {number}", now)
    total = sum(1 for _one in breaches.affected(db, number))
    return [f"Breach {number} may have touched {total} people so far. mshauri breach people {number} lists them."]


def _area(db: Connection, name: str) -> int:
    named = matching(name, places.within(db, NATION, tuple(Level))).schools
    if not named:
        raise NotMeant(f"No area is called {name}.")
    if len(named) > 1:
        raise NotMeant(
            f"Several areas are called so: {', '.join(one.name for one in named[:5])}. Write more of the name."
        )
    return int(named[0].id)


def told(engine: Engine, number: int, who: BreachTold, at: datetime, now: datetime) -> str:
    """Somebody was told of a breach. NotMeant for a moment to come, or before it was found."""

    def note(db: Connection) -> str:
        found = get(db, number)
        if not found.found_at <= at <= now:
            raise NotMeant("That is before it was found, or still to come.")
        breaches.change(db, number, **{f"{who}_at": at})
        _enter(db, f"breach told {number}", now)
        return f"Noted: {CALLED[who]} was told of breach {number} at {_moment(at)}."

    return retrying(engine, note)


def close(engine: Engine, number: int, now: datetime) -> str:
    """A breach is dealt with. NotMeant where somebody who must be told was not."""

    def end(db: Connection) -> str:
        found = get(db, number)
        missing = [CALLED[who] for who in TERMS if _told_at(found, who) is None]
        if missing:
            raise NotMeant(f"First tell {' and '.join(missing)}, and note it: mshauri breach told {number} WHO.")
        breaches.change(db, number, closed_at=now)
        _enter(db, f"breach close {number}", now)
        return f"Breach {number} is closed."

    return retrying(engine, end)


def listed(engine: Engine, now: datetime) -> list[str]:
    """Every breach with what was entered of it, and whom to tell until when; that they were listed is entered."""

    def lines(db: Connection) -> list[str]:
        _enter(db, "breach list", now, TrailDeed.LOOKED)
        return [line for one in breaches.every(db) for line in _lines(db, one, now)] or ["No breach is entered."]

    return retrying(engine, lines)


def _lines(db: Connection, one: Breach, now: datetime) -> Iterator[str]:
    state = f"closed {_moment(one.closed_at)}" if one.closed_at else "open"
    yield f"{one.id}  found {_moment(one.found_at)}, {state}: {one.what}"
    for scope in breaches.scopes(db, one.id):
        yield f"   {_scope(db, scope)}"
    for who in BreachTold:
        at = _told_at(one, who)
        if at is not None:
            yield f"   {CALLED[who]}: told {_moment(at)}"
        elif who in TERMS and one.closed_at is None:
            yield f"   {BreachTerm(one, who, one.found_at + TERMS[who]).line(now)}"


def _scope(db: Connection, scope: BreachScope) -> str:
    area = areas.get(db, scope.area_id) if scope.area_id is not None else None
    return f"{scope.kind} of {area.name if area else 'everybody'}, {_moment(scope.since)} to {_moment(scope.until)}"


def people_rows(engine: Engine, number: int, now: datetime) -> Iterator[tuple[str, ...]]:
    """A row, the first a header, for everybody whom a breach may have touched; no full number. NotMeant."""
    with reading(engine) as db:
        get(db, number)
        if not breaches.scopes(db, number):
            raise NotMeant(f"It is not said yet whom it touched: mshauri breach add {number}.")
    retrying(engine, lambda db: _enter(db, f"breach people {number}", now, TrailDeed.EXPORTED))
    with reading(engine) as db:
        yield HEADER
        for one in breaches.affected(db, number):
            yield _row(db, one)


def _row(db: Connection, one: Affected) -> tuple[str, ...]:
    ways = ", ".join(f"{way.channel} {masked(way.address)}" for way in addresses.of_person(db, one.id))
    return (one.tsc_number or one.local_id or f"id {one.id}", one.name, one.school or "", one.language, ways)
