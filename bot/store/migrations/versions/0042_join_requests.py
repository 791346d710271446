"""Strangers who ask a school's head to be let in."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text

revision = "0042"
down_revision = "0041"

sealed, moment = sa.Text, sa.DateTime(timezone=True)  # sealed is encrypted with the field keys


def upgrade() -> None:
    op.create_table(
        "join_requests",
        Column("id", Integer, primary_key=True),
        Column("area_id", Integer, ForeignKey("areas.id"), nullable=False),
        Column("channel", sa.String(20), nullable=False),
        Column("address", Text, nullable=False),
        Column("name", sealed, nullable=False),
        Column("number", sealed),
        Column("made_at", moment, nullable=False),
        Column("answer", sa.String(20)),
        Column("answered_at", moment),
        Column("seal", Text),
    )
    op.create_index("ix_join_requests_area_id", "join_requests", ["area_id"])
    op.create_index("ix_join_requests_channel_address", "join_requests", ["channel", "address"])
