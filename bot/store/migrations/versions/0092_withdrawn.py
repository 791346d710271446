"""A proposed match may be taken back before it is answered."""

import sqlalchemy as sa
from alembic import op

revision = "0092"
down_revision = "0091"


def upgrade() -> None:
    op.add_column("proposals", sa.Column("withdrawn_at", sa.DateTime(timezone=True)))
