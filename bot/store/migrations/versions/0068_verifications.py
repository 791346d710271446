"""What the office above a school says to its Annex V; counties that show post-primary counts to their sub-counties."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text

revision = "0068"
down_revision = "0067"


def upgrade() -> None:
    op.create_table(
        "verifications",
        Column("id", Integer, primary_key=True),
        Column("evaluation_id", Integer, ForeignKey("evaluations.id"), nullable=False),
        Column("by_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("at", sa.DateTime(timezone=True), nullable=False),
        Column("name", Text, nullable=False),
        Column("number", Text, nullable=False),
        Column("role", sa.String(20), nullable=False),
        Column("words", Text),
        Column("hash", Text, nullable=False),
        Column("channel", sa.String(20), nullable=False),
        Column("address", Text, nullable=False),
        Column("method", sa.String(20), nullable=False),
        sa.UniqueConstraint("evaluation_id"),
    )
    op.create_index("ix_verifications_by_id", "verifications", ["by_id"])
    op.create_index("ix_evaluations_day", "evaluations", ["day"])
    op.add_column("areas", Column("shows_all", sa.Boolean, nullable=False, server_default=sa.false()))
