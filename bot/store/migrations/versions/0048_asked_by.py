"""Who asked for the date of a meeting that the other has not agreed to."""

from alembic import op
from sqlalchemy import Column, Integer

revision = "0048"
down_revision = "0047"


def upgrade() -> None:
    op.add_column("sessions", Column("asked_by_id", Integer))
