"""Learning communities, and who takes part."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Boolean, Column, ForeignKey, Integer, Text

revision = "0073"
down_revision = "0072"


def upgrade() -> None:
    op.create_table(
        "plcs",
        Column("id", Integer, primary_key=True),
        Column("by_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("area_id", Integer, ForeignKey("areas.id"), nullable=False),
        Column("at", sa.DateTime(timezone=True), nullable=False),
        Column("place", Text, nullable=False),
        Column("topic", Text, nullable=False),
        Column("called", Boolean, nullable=False),
        Column("action", Text),
        Column("made_at", sa.DateTime(timezone=True), nullable=False),
        Column("seal", Text),
    )
    for column in ("at", "by_id", "area_id"):
        op.create_index(f"ix_plcs_{column}", "plcs", [column])
    op.create_table(
        "plc_people",
        Column("id", Integer, primary_key=True),
        Column("plc_id", Integer, ForeignKey("plcs.id"), nullable=False),
        Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("comes", Boolean),
        Column("attended", Boolean),
        Column("uses", Text),
        sa.UniqueConstraint("plc_id", "person_id"),
    )
    op.create_index("ix_plc_people_person_id", "plc_people", ["person_id"])
