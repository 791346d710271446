"""What each person saved last, so that UNDO can take it back."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Integer

revision = "0008"
down_revision = "0007"

token, moment = sa.Text, sa.DateTime(timezone=True)  # a token is encrypted with the field keys


def upgrade() -> None:
    op.create_table(
        "saves",
        Column("person_id", Integer, sa.ForeignKey("people.id"), primary_key=True, autoincrement=False),
        Column("form", sa.Text, nullable=False),
        Column("about", sa.Text, nullable=False),
        Column("answers", token, nullable=False),
        Column("made", sa.Text, nullable=False),
        Column("before", token),
        Column("after", token),
        Column("saved_at", moment, nullable=False),
    )
