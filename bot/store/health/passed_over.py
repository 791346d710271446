"""What failed and was passed over, so that it stopped nobody else: by name, how often; none of anybody's words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Column, Connection, Integer, Table, Text, select

from bot.log import where
from bot.store.base import Moment, metadata, put
from bot.store.engine import may_pass

passed_over = Table(
    "passed_over",
    metadata,
    Column("what", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("last_at", Moment, nullable=False),
)

_note = put(passed_over, "last_at", counting="count")

Done = TypeVar("Done")

_TOGETHER = "together"

log = logging.getLogger(__name__)


def passing_over(db: Connection, what: str, now: datetime, work: Callable[[], Done], otherwise: Done) -> Done:
    """What `work` answers; where it fails, what it did is undone, logged and counted, and `otherwise` is answered.

    A lost race or a database that is away is raised: that is no fault of what was done, and another try will mend it.
    """
    if _TOGETHER in db.__dict__:
        return work()
    try:
        with db.begin_nested():
            return work()
    except Exception as fault:
        if may_pass(fault):
            raise
        note(db, what, fault, now)
        return otherwise


@contextmanager
def together(db: Connection) -> Iterator[None]:
    """Meanwhile nothing is passed over: where anything fails, all of it does, and is done again one by one.

    That spares those who are many the two statements that each of them would need to fail alone.
    """
    db.__dict__[_TOGETHER] = True
    try:
        yield
    finally:
        del db.__dict__[_TOGETHER]


def note(db: Connection, what: str, fault: Exception, now: datetime) -> None:
    """`what` (“rule review”, “page Signed”) was passed over because of this."""
    log.error("%s is passed over: %s", what, where(fault))
    _note.run(db, what=what, count=1, last_at=now)


def counts(db: Connection) -> dict[str, int]:
    """How often each was passed over, ever."""
    found = select(passed_over.c.what, passed_over.c.count).order_by(passed_over.c.what)
    return {row.what: row[1] for row in db.execute(found)}
