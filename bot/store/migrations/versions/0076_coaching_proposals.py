"""Whom a coach has chosen is asked as whom a head proposes: for which kind of pair."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column

revision = "0076"
down_revision = "0075"


def upgrade() -> None:
    op.add_column("proposals", Column("kind", sa.String(20), nullable=False, server_default="mentorship"))
