"""Who wants no line on Fridays."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKey, Integer

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    op.create_table(
        "no_fridays",
        Column("person_id", Integer, ForeignKey("people.id"), primary_key=True),
        Column("since", sa.DateTime(timezone=True), nullable=False),
    )
