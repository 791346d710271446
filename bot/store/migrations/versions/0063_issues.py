"""Emerging issues of offices, and how each was resolved."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Date, ForeignKey, Integer, Text

revision = "0063"
down_revision = "0062"

sealed, moment = sa.Text, sa.DateTime(timezone=True)  # sealed is encrypted with the field keys


def upgrade() -> None:
    op.create_table(
        "issues",
        Column("id", Integer, primary_key=True),
        Column("area_id", Integer, ForeignKey("areas.id"), nullable=False),
        Column("role", sa.String(20), nullable=False),
        Column("by_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("words", sealed, nullable=False),
        Column("owner", sa.String(20), nullable=False),
        Column("due", Date),
        Column("made_at", moment, nullable=False),
        Column("outcome", sealed),
        Column("resolved_by_id", Integer, ForeignKey("people.id")),
        Column("resolved_at", moment),
        Column("seal", Text),
    )
    op.create_index("ix_issues_area_id", "issues", ["area_id"])
    op.create_index("ix_issues_by_id", "issues", ["by_id"])
    which = sa.text("resolved_by_id IS NOT NULL")
    op.create_index(
        "ix_issues_resolved_by_id", "issues", ["resolved_by_id"], sqlite_where=which, postgresql_where=which
    )
