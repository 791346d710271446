"""Looks for somebody's words in everything that a store keeps, sealed or not."""

from __future__ import annotations

from sqlalchemy import Connection, select

from bot.store.tables import metadata


def found(db: Connection, words: str) -> dict[str, set[int]]:
    """The columns in which these words stand, opened, as “table.column”, with how each row is numbered."""
    at: dict[str, set[int]] = {}
    for table in metadata.sorted_tables:
        for row in db.execute(select(table)).mappings():
            for name, value in row.items():
                if words in _text(value):
                    at.setdefault(f"{table.name}.{name}", set()).add(next(iter(row.values())))
    return at


def _text(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)
