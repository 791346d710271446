"""Annex V as supervisors sign it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text

revision = "0043"
down_revision = "0042"

sealed, moment = sa.Text, sa.DateTime(timezone=True)  # sealed is encrypted with the field keys


def upgrade() -> None:
    op.create_table(
        "evaluations",
        Column("id", Integer, primary_key=True),
        Column("area_id", Integer, ForeignKey("areas.id"), nullable=False),
        Column("by_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("day", sa.Date, nullable=False),
        Column("rows", sealed, nullable=False),
        *(Column(name, Text, nullable=False) for name in ("name", "number", "designation")),
        Column("made_at", moment, nullable=False),
        Column("channel", sa.String(20), nullable=False),
        Column("address", Text, nullable=False),
        Column("method", sa.String(20), nullable=False),
        Column("language", Text, nullable=False),
        Column("hash", Text, nullable=False),
        Column("seal", Text),
    )
    op.create_index("ix_evaluations_area_id_day", "evaluations", ["area_id", "day"])
    op.create_index("ix_evaluations_by_id", "evaluations", ["by_id"])
