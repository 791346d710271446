"""Between sessions: what the two of a pair write to each other."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Integer

revision = "0006"
down_revision = "0005"

code, token, moment = sa.String(20), sa.Text, sa.DateTime(timezone=True)  # a token is encrypted with the field keys


def upgrade() -> None:
    op.create_table(
        "letters",
        Column("id", Integer, primary_key=True),
        Column("pair_id", Integer, sa.ForeignKey("pairs.id"), nullable=False),
        Column("from_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("kind", code, nullable=False),
        Column("about", token),
        Column("words", token, nullable=False),
        Column("answers_id", Integer, sa.ForeignKey("letters.id")),
        Column("made_at", moment, nullable=False),
        Column("read_at", moment),
        Column("taken_back_at", moment),
    )
    op.create_index("ix_letters_pair_id_id", "letters", ["pair_id", "id"])
    op.create_index("ix_letters_from_id_id", "letters", ["from_id", "id"])
