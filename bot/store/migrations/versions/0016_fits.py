"""What each of a pair answers privately after the first session."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Integer

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "fits",
        Column("id", Integer, primary_key=True),
        Column("pair_id", Integer, sa.ForeignKey("pairs.id"), nullable=False),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("answer", sa.Text, nullable=False),  # encrypted with the field keys
        Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("pair_id", "person_id"),
    )
