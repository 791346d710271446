"""Sharing meetings and notices to many: who was called, who has read it, who comes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Boolean, Column, Date, Integer, Text

revision = "0045"
down_revision = "0044"

moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "calls",
        Column("id", Integer, primary_key=True),
        Column("by_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("area_id", Integer, sa.ForeignKey("areas.id"), nullable=False),
        Column("day", Date),
        Column("place", Text),
        Column("words", Text),
        Column("made_at", moment, nullable=False),
        Column("came", Integer),
        Column("seal", Text),
    )
    op.create_table(
        "called",
        Column("id", Integer, primary_key=True),
        Column("call_id", Integer, sa.ForeignKey("calls.id"), nullable=False),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("read_at", moment),
        Column("comes", Boolean),
        sa.UniqueConstraint("call_id", "person_id"),
    )
    for table, column in (("calls", "by_id"), ("calls", "area_id"), ("called", "person_id")):
        op.create_index(f"ix_{table}_{column}", table, [column])
