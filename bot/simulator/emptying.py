"""Empties a demo's tables, so that it can begin anew: also the trail, which the database otherwise lets nobody do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Table, delete, text

from bot.store.tables import metadata


def empty(db: Connection, chosen: Callable[[Table], bool] = lambda _table: True) -> None:
    """Takes every row out of these tables, those first that refer to others."""
    with _unlocked(db):
        for table in reversed(metadata.sorted_tables):
            if chosen(table):
                db.execute(delete(table))


@contextmanager
def _unlocked(db: Connection) -> Iterator[None]:
    """The trail may be emptied meanwhile."""
    if db.dialect.name == "postgresql":
        db.execute(text("ALTER TABLE trail DISABLE TRIGGER USER"))
        yield
        db.execute(text("ALTER TABLE trail ENABLE TRIGGER USER"))
        return
    locks = db.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'trail'")).all()
    for name, _sql in locks:
        db.execute(text(f"DROP TRIGGER {name}"))
    yield
    for _name, sql in locks:
        db.execute(text(sql))
