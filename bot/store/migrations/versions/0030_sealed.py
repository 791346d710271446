"""Sealed: rows that nothing else tells apart get a seal; why a pair was closed or stood still is confidential."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Text

from bot.store.keys.vault import vault_of

revision = "0030"
down_revision = "0029"

SEALED = (
    "assessments",
    "attachments",
    "decisions",
    "drafts",
    "feedbacks",
    "goals",
    "letters",
    "notes",
    "outbox",
    "pauses",
    "proposals",
    "remarks",
    "statements",
)
"""Rows that were there before have none: they are known by their id."""


def upgrade() -> None:
    for table in SEALED:
        op.add_column(table, Column("seal", Text))
    _confide("closings", "pair_id")
    _confide("pauses", "pair_id || '|' || by_id || '|' || id")


def _confide(table: str, known: str) -> None:
    """Why: no code of twenty letters any more, but sealed for its row."""
    with op.batch_alter_table(table, reflect_kwargs={"resolve_fks": False}) as batch:
        batch.alter_column("why", type_=Text(), existing_type=sa.String(20), existing_nullable=False)
    db = op.get_bind()
    rows = sa.table(table, sa.column("id"), sa.column("why"))
    for row_id, row, why in db.execute(sa.select(rows.c.id, sa.literal_column(known), rows.c.why)).all():
        sealed = vault_of(db.dialect).seal(why.encode(), f"{table}.why {row}")
        db.execute(sa.update(rows).where(rows.c.id == row_id).values(why=sealed))
