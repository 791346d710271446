"""How the databases find rows: nothing that grows is read from end to end."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, select, text

from bot.store.tables import metadata

REFERENCES = [column for table in metadata.sorted_tables for column in table.columns if column.foreign_keys]


def plan(db: Connection, statement: str) -> str:
    """What the database means to do, where it takes an index if it has one."""
    if db.dialect.name == "sqlite":
        return "\n".join(str(row[3]) for row in db.execute(text(f"EXPLAIN QUERY PLAN {statement}")))
    db.execute(text("SET LOCAL enable_seqscan = off"))
    return "\n".join(str(row[0]) for row in db.execute(text(f"EXPLAIN {statement}")))


def test_every_foreign_key_is_found_by_an_index(store: Engine) -> None:
    """An officer's page, a deletion that takes rows along and a screen of USSD all look rows up by one."""
    with store.begin() as db:
        for column in REFERENCES:
            statement = (
                select(column.table.c[column.name])
                .where(column == 1)
                .compile(db, compile_kwargs={"literal_binds": True})
            )
            found = plan(db, str(statement))
            assert "SEARCH" in found or "Index Cond" in found, f"{column}: {found}"
