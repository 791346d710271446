"""Goals between the plans; and what became of a notice is found without looking through the whole outbox."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Integer

revision = "0012"
down_revision = "0011"

code, token, moment = sa.String(20), sa.Text, sa.DateTime(timezone=True)  # a token is encrypted with the field keys


def upgrade() -> None:
    op.create_table(
        "goals",
        Column("id", Integer, primary_key=True),
        Column("pair_id", Integer, sa.ForeignKey("pairs.id"), nullable=False),
        Column("by_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("owner", code, nullable=False),
        Column("words", token, nullable=False),
        Column("criterion", token, nullable=False),
        Column("due", sa.Date, nullable=False),
        Column("proposed_at", moment, nullable=False),
        Column("agreed_at", moment),
    )
    op.create_index("ix_goals_pair_id", "goals", ["pair_id"])
    op.create_index("ix_outbox_notice_id", "outbox", ["notice_id"])
