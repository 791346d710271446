"""Messages that come at once are heard in the order in which they came, whichever thread brings them."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import Event, Lock

from sqlalchemy import Engine

from bot.messages import Inbound

_lines: dict[Hashable, deque[Event]] = {}
"""Who waits, by whose turn they wait for; the first of each line is being heard."""
_changing = Lock()


@contextmanager
def in_order(engine: Engine, inbound: Inbound) -> Iterator[None]:
    """The block, when all that came before from this address has been heard, lost races and all.

    PostgreSQL lets turns of one person in by the order in which they ask for the person's row, whichever process or
    address they come from. SQLite lets in whoever looks at the right moment, so there all of a process is one line: one
    turn at a time is all that it can do.
    """
    whose = (engine,) if engine.dialect.name == "sqlite" else (engine, inbound.channel.book, inbound.address)
    mine = Event()
    with _changing:
        line = _lines.setdefault(whose, deque())
        line.append(mine)
        line[0].set()
    mine.wait()
    try:
        yield
    finally:
        with _changing:
            line.popleft()
            if line:
                line[0].set()
            else:
                del _lines[whose]
