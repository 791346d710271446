"""By which instrument a coach rates; and what officers did to support schools."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Date, ForeignKey, Integer, Text

revision = "0074"
down_revision = "0073"


def upgrade() -> None:
    op.add_column("observations", Column("tool", sa.String(20), nullable=False, server_default="lesson"))
    op.create_table(
        "school_supports",
        Column("id", Integer, primary_key=True),
        Column("by_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("area_id", Integer, ForeignKey("areas.id"), nullable=False),
        Column("day", Date, nullable=False),
        Column("kind", Text, nullable=False),
        Column("mode", sa.String(20), nullable=False),
        Column("tools", Text, nullable=False),
        Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_school_supports_area_id_day", "school_supports", ["area_id", "day"])
    op.create_index("ix_school_supports_by_id", "school_supports", ["by_id"])
