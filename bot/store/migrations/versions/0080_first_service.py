"""Since when somebody has taught, where an office or a head has said so."""

from alembic import op
from sqlalchemy import Column, Date

revision = "0080"
down_revision = "0079"


def upgrade() -> None:
    op.add_column("people", Column("first_service", Date))
