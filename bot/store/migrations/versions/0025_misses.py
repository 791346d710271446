"""Misses: what was not understood is counted by month, language and question."""

from alembic import op
from sqlalchemy import Column, Date, Integer, Text

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.create_table(
        "misses",
        Column("month", Date, primary_key=True),
        Column("language", Text, primary_key=True),
        Column("question", Text, primary_key=True),
        Column("count", Integer, nullable=False),
    )
