"""Pairs that prepare: an index of them alone, so that the clock does not look through all pairs for their papers."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0026"


def upgrade() -> None:
    which = sa.text("state = 'preparing'")
    op.create_index("ix_pairs_preparing", "pairs", ["made_at"], sqlite_where=which, postgresql_where=which)
