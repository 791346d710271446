"""Lessons that coaches observe."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Date, ForeignKey, Integer, Text

revision = "0071"
down_revision = "0068"


def upgrade() -> None:
    op.create_table(
        "observations",
        Column("id", Integer, primary_key=True),
        Column("pair_id", Integer, ForeignKey("pairs.id"), nullable=False),
        Column("by_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("day", Date, nullable=False),
        Column("stage", sa.String(20), nullable=False),
        Column("version", Integer, nullable=False),
        Column("scores", Text, nullable=False),
        Column("made_at", sa.DateTime(timezone=True), nullable=False),
        Column("read_at", sa.DateTime(timezone=True)),
        Column("taken_back_at", sa.DateTime(timezone=True)),
        Column("seal", Text),
    )
    op.create_index("ix_observations_pair_id_day", "observations", ["pair_id", "day"])
    op.create_index("ix_observations_by_id", "observations", ["by_id"])
