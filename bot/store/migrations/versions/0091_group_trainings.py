"""Who was trained without a name: how many of each kind, by which office, when and where."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Date, ForeignKey, Integer, Text

revision = "0091"
down_revision = "0090"


def upgrade() -> None:
    op.create_table(
        "group_trainings",
        Column("id", Integer, primary_key=True),
        Column("area_id", Integer, nullable=False),  # 0: the nation, which is no area
        Column("by_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("day", Date, nullable=False),
        Column("place", Text, nullable=False),  # encrypted with the field keys
        Column("kind", sa.String(20), nullable=False),
        Column("count", Integer, nullable=False),
        Column("made_at", sa.DateTime(timezone=True), nullable=False),
        Column("seal", Text),
    )
    op.create_index("ix_group_trainings_area_id_day", "group_trainings", ["area_id", "day"])
    op.create_index("ix_group_trainings_by_id", "group_trainings", ["by_id"])
