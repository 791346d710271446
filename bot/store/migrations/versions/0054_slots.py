"""Who wants no list of the week's sessions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKey, Integer

revision = "0054"
down_revision = "0053"


def upgrade() -> None:
    op.create_table(
        "no_slots",
        Column("person_id", Integer, ForeignKey("people.id"), primary_key=True),
        Column("since", sa.DateTime(timezone=True), nullable=False),
    )
