"""What became of each message, step by step, with its price; the segments that people send; whose a number is."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    op.add_column("addresses", Column("account", Text))
    op.add_column("outbox", Column("price", Integer))
    op.add_column("inbox", Column("segments", Integer))
    op.create_table(
        "steps",
        Column("id", Integer, primary_key=True),
        Column("message_id", Integer, sa.ForeignKey("outbox.id", ondelete="CASCADE"), nullable=False),
        Column("step", sa.String(20), nullable=False),
        Column("at", sa.DateTime(timezone=True), nullable=False),
        Column("said", Text),
    )
    op.create_index("ix_steps_message_id", "steps", ["message_id"])
