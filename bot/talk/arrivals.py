"""Messages that come at once are heard as they came, strangers' last, whichever thread brings them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Lock

from sqlalchemy import Engine

from bot.messages import Inbound

CROWD, CROWD_ON_POSTGRESQL = 3, 7
"""So many messages at once are heard before anybody is asked who they are from: there it puts them in order, here each
question costs a connection, and only keeps threads free."""
MOST_STRANGERS = 8
"""So many of people whom we do not know wait beyond that: the other threads of a process are for the others."""


class Crowded(Exception):
    """Too many write at once whom we do not know: nothing of this message is kept, its provider brings it again."""


@dataclass(eq=False)
class _Waiting:
    """A message that waits for its turn; the first of each line is being heard."""

    stranger: bool
    goes: Event = field(default_factory=Event)


_lines: dict[Hashable, list[_Waiting]] = {}
"""Who waits, by whose turn they wait for."""
_here: Counter[Engine] = Counter()
"""How many messages of each store are being heard, or wait."""
_strangers: Counter[Engine] = Counter()
"""How many of those that wait are known to be strangers'."""
_changing = Lock()


@contextmanager
def in_order(engine: Engine, inbound: Inbound, is_known: Callable[[], bool]) -> Iterator[None]:
    """The block, when all that came before from this address has been heard, lost races and all.

    PostgreSQL lets turns of one person in by the order in which they ask for the person's row, whichever process or
    address they come from. SQLite lets in whoever looks at the right moment, so there all of a process is one line: one
    turn at a time is all that it can do. `is_known` says whether the address is anybody's, and is asked only in a
    crowd: then strangers come last, and few of them at once. Crowded for the others.
    """
    with _counted(engine, is_known) as stranger:
        whose = (engine,) if engine.dialect.name == "sqlite" else (engine, inbound.channel.book, inbound.address)
        mine = _Waiting(stranger)
        with _changing:
            line = _lines.setdefault(whose, [])
            line.insert(_place(line, stranger=stranger), mine)
            line[0].goes.set()
        mine.goes.wait()
        try:
            yield
        finally:
            with _changing:
                line.pop(0)
                if line:
                    line[0].goes.set()
                else:
                    del _lines[whose]


def _place(line: list[_Waiting], *, stranger: bool) -> int:
    """Where the next one stands in line: before the strangers who wait, unless it is one."""
    before = (place for place, one in enumerate(line) if place and one.stranger and not stranger)
    return next(before, len(line))


def crowd_on(engine: Engine) -> int:
    """How many at once are a crowd there."""
    return CROWD if engine.dialect.name == "sqlite" else CROWD_ON_POSTGRESQL


@contextmanager
def _counted(engine: Engine, is_known: Callable[[], bool]) -> Iterator[bool]:
    """One more message is here; whether it is known to be a stranger's. Crowded where there are too many."""
    with _changing:
        crowd = _here[engine] >= crowd_on(engine)
        _here[engine] += 1
    stranger = False
    try:
        stranger = crowd and not is_known()
        with _changing:
            if stranger and _strangers[engine] >= MOST_STRANGERS:
                stranger = False
                raise Crowded
            _strangers[engine] += stranger
        yield stranger
    finally:
        with _changing:
            _less(_here, engine)
            if stranger:
                _less(_strangers, engine)


def _less(counted: Counter[Engine], engine: Engine) -> None:
    """One less; an engine of which nothing is here is forgotten."""
    counted[engine] -= 1
    if not counted[engine]:
        del counted[engine]
