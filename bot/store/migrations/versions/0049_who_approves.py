"""The ITSD officers are found by an index: the clock asks for them with every pair whose statement waits."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"


def upgrade() -> None:
    holds = sa.text("role = 'itsd' AND until IS NULL")
    op.create_index("ix_roles_itsd", "roles", ["person_id"], sqlite_where=holds, postgresql_where=holds)
