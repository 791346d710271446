"""Tries: what a stranger's message tried is written with it, so that no limit depends on what else they wrote."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.add_column("inbox", sa.Column("tries", sa.String(20)))
    which = sa.text("tries IS NOT NULL")
    columns = ["channel", "address", "tries", "received_at"]
    op.create_index("ix_inbox_tries", "inbox", columns, sqlite_where=which, postgresql_where=which)
