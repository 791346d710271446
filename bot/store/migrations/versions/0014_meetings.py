"""Around a meeting: who came late, the picture of the paper form, whether the goals were met."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Integer

revision = "0014"
down_revision = "0013"

code, token, moment = sa.String(20), sa.Text, sa.DateTime(timezone=True)  # a token is encrypted with the field keys


def upgrade() -> None:
    op.create_table(
        "lateness",
        Column("id", Integer, primary_key=True),
        Column("session_id", Integer, sa.ForeignKey("sessions.id"), nullable=False),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("by_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("made_at", moment, nullable=False),
        sa.UniqueConstraint("session_id", "person_id", "by_id"),
    )
    op.create_table(
        "attachments",
        Column("id", Integer, primary_key=True),
        Column("session_id", Integer, sa.ForeignKey("sessions.id"), nullable=False),
        Column("by_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("kind", sa.Text, nullable=False),
        Column("channel", code, nullable=False),
        Column("reference", token, nullable=False),
        Column("made_at", moment, nullable=False),
    )
    op.create_index("ix_attachments_session_id", "attachments", ["session_id"])
    op.create_table(
        "goals_met",
        Column("id", Integer, primary_key=True),
        Column("session_id", Integer, sa.ForeignKey("sessions.id"), nullable=False),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("marks", token, nullable=False),
        Column("made_at", moment, nullable=False),
        sa.UniqueConstraint("session_id", "person_id"),
    )
    op.add_column("inbox", Column("files", token))
