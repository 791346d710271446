"""How many pairs named which need: counts by school and quarter, of nobody."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Date, ForeignKey, Integer, Text

revision = "0052"
down_revision = "0051"


def upgrade() -> None:
    op.create_table(
        "needs",
        Column("first", Date, primary_key=True),
        Column("school_id", Integer, ForeignKey("areas.id"), primary_key=True),
        Column("within_id", Integer, ForeignKey("areas.id"), primary_key=True),
        Column("level", sa.String(20), primary_key=True),
        Column("tag", Text, primary_key=True),
        Column("pairs", Integer, nullable=False),
    )
    op.create_index("ix_needs_school_id", "needs", ["school_id"])
    op.create_index("ix_needs_within_id", "needs", ["within_id"])
