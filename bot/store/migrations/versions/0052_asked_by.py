"""Who asked for the date of a meeting that the other has not agreed to."""

from alembic import op
from sqlalchemy import Column, Integer

revision = "0052"
down_revision = "0038"


def upgrade() -> None:
    op.add_column("sessions", Column("asked_by_id", Integer))
