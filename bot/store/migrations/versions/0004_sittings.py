"""Forms between two sittings, as the clock looks for them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    rests = sa.text("state = 'resting'")
    op.create_index("ix_drafts_resting_touched", "drafts", ["touched_at"], sqlite_where=rests, postgresql_where=rests)
