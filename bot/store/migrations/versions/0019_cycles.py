"""Cycles: the clock finds the pairs whose reviews fall due by the day that their cycle is counted from."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    day, which = sa.text("coalesce(cycle, start)"), sa.text("state = 'active'")
    op.create_index("ix_pairs_cycle", "pairs", [day], sqlite_where=which, postgresql_where=which)
