"""LOCK: whose messages are shown only after their PIN, and since when."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.add_column("people", sa.Column("locked_at", sa.DateTime(timezone=True)))
