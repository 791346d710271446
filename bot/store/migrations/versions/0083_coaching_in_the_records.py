"""What a coaching pair made and used stands in the record of each session; what a coachee released, with the review."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Text

revision = "0083"
down_revision = "0081"


def upgrade() -> None:
    op.add_column("versions", Column("made", Text))
    op.add_column("versions", Column("resources", Text))
    op.add_column("reviews", Column("released_at", sa.DateTime(timezone=True)))
    op.drop_index("ix_cycle_notes_pair_id_day", "cycle_notes")
    op.drop_index("ix_cycle_notes_by_id", "cycle_notes")
    op.drop_table("cycle_notes")
