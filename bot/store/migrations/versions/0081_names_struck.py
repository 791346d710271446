"""When a learner's name was struck from a signed text, and by what that name is known again."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Text

revision = "0081"
down_revision = "0080"


def upgrade() -> None:
    for table in ("versions", "feedbacks"):
        op.add_column(table, Column("struck_at", sa.DateTime(timezone=True)))
    op.add_column("data_requests", Column("struck", Text))
