"""Annex IV: the mentor's feedback form, with its signature."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Integer

revision = "0015"
down_revision = "0014"

code, token, moment = sa.String(20), sa.Text, sa.DateTime(timezone=True)  # a token is encrypted with the field keys


def upgrade() -> None:
    op.create_table(
        "feedbacks",
        Column("id", Integer, primary_key=True),
        Column("pair_id", Integer, sa.ForeignKey("pairs.id"), nullable=False),
        Column("mentor_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("quarter", Integer, nullable=False),
        Column("scheduled", Integer, nullable=False),
        Column("covered", Integer, nullable=False),
        Column("answers", token, nullable=False),
        Column("saved_at", moment, nullable=False),
        Column("channel", code, nullable=False),
        Column("address", sa.Text, nullable=False),
        Column("method", code, nullable=False),
        Column("language", sa.Text, nullable=False),
        Column("hash", sa.Text, nullable=False),
    )
    op.create_index("ix_feedbacks_pair_id_quarter", "feedbacks", ["pair_id", "quarter"])
    op.create_index("ix_feedbacks_mentor_id", "feedbacks", ["mentor_id"])
