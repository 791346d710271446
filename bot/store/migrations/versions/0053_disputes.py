"""Disputes that an officer was asked to help settle."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKey, Integer

revision = "0053"
down_revision = "0052"

moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "disputes",
        Column("id", Integer, primary_key=True),
        Column("session_id", Integer, ForeignKey("sessions.id"), nullable=False),
        Column("version_id", Integer, nullable=False),
        Column("asked_by_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("asked_at", moment, nullable=False),
        Column("outcome", sa.String(20)),
        Column("noted_by_id", Integer, ForeignKey("people.id")),
        Column("noted_at", moment),
        sa.UniqueConstraint("session_id", "version_id"),
    )
    op.create_index("ix_disputes_asked_by_id", "disputes", ["asked_by_id"])
    which = sa.text("noted_by_id IS NOT NULL")
    op.create_index("ix_disputes_noted_by_id", "disputes", ["noted_by_id"], sqlite_where=which, postgresql_where=which)
