"""The technical committees of counties and regions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Date, ForeignKey, Integer, Text

revision = "0090"
down_revision = "0084"


def upgrade() -> None:
    op.create_table(
        "committees",
        Column("id", Integer, primary_key=True),
        Column("area_id", Integer, ForeignKey("areas.id"), nullable=False),
        Column("by_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("day", Date, nullable=False),
        Column("members", Text, nullable=False),  # encrypted with the field keys
        Column("made_at", sa.DateTime(timezone=True), nullable=False),
        Column("seal", Text),
    )
    op.create_index("ix_committees_area_id", "committees", ["area_id"])
    op.create_index("ix_committees_by_id", "committees", ["by_id"])
