"""What a coach and a coachee did in a cycle: the Coaching Tool."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Date, ForeignKey, Integer, Text

revision = "0077"
down_revision = "0076"


def upgrade() -> None:
    op.create_table(
        "cycle_notes",
        Column("id", Integer, primary_key=True),
        Column("pair_id", Integer, ForeignKey("pairs.id"), nullable=False),
        Column("by_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("day", Date, nullable=False),
        Column("answers", Text, nullable=False),
        Column("made_at", sa.DateTime(timezone=True), nullable=False),
        Column("seal", Text),
    )
    op.create_index("ix_cycle_notes_pair_id_day", "cycle_notes", ["pair_id", "day"])
    op.create_index("ix_cycle_notes_by_id", "cycle_notes", ["by_id"])
