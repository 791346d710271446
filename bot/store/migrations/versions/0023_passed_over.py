"""Passed over: what failed and stopped nobody else is counted by its name."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "passed_over",
        Column("what", Text, primary_key=True),
        Column("count", Integer, nullable=False),
        Column("last_at", sa.DateTime(timezone=True), nullable=False),
    )
