"""Outages: since when a line answers nobody, and when a message was last left without an answer."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"

moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("outbox", sa.Column("doubted_at", moment))
    for name in ("failing_since", "answered_at", "down_since", "up_at"):
        op.add_column("lines", sa.Column(name, moment))
    op.add_column("lines", sa.Column("failed", sa.Text))
