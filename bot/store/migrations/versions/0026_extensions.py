"""Extensions: an index of them alone, so that the clock does not look through all pairs for those that have one."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    which = sa.text("verdict = 'extend'")
    op.create_index("ix_statements_extension", "statements", ["pair_id"], sqlite_where=which, postgresql_where=which)
