"""Until when what somebody is to be told is held back, because it may still change."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    op.add_column("notices", Column("held_until", sa.DateTime(timezone=True)))
