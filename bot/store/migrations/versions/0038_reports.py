"""Reports of schools and offices, each with its figures as they were when it was sent."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Date, Integer, Text

revision = "0038"
down_revision = "0037"

code, moment = sa.String(20), sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "reports",
        Column("id", Integer, primary_key=True),
        Column("area_id", Integer, sa.ForeignKey("areas.id"), nullable=False),
        Column("role", code, nullable=False),
        Column("kind", code, nullable=False),
        Column("first", Date, nullable=False),
        Column("last", Date, nullable=False),
        Column("version", Integer, nullable=False),
        Column("by_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("figures", Text, nullable=False),
        Column("words", Text),
        Column("made_at", moment, nullable=False),
        Column("state", code, nullable=False),
        Column("answered_by_id", Integer, sa.ForeignKey("people.id")),
        Column("answered_at", moment),
        Column("answer", Text),
        Column("seal", Text),
        sa.UniqueConstraint("area_id", "role", "kind", "first", "version"),
    )
    op.create_index("ix_reports_by_id", "reports", ["by_id"])
    which = sa.text("answered_by_id IS NOT NULL")
    op.create_index(
        "ix_reports_answered_by_id", "reports", ["answered_by_id"], sqlite_where=which, postgresql_where=which
    )
