"""Wrong PINs of strangers, counted apart from their owner's own; and who opened whose PIN again."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0022"
down_revision = "0021"

code, moment = sa.String(20), sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "guesses",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("channel", code, nullable=False),
        Column("address", Text, nullable=False),
        Column("made_at", moment, nullable=False),
    )
    op.create_index("ix_guesses_person_id_made_at", "guesses", ["person_id", "made_at"])
    op.create_index("ix_guesses_channel_address_made_at", "guesses", ["channel", "address", "made_at"])
    op.create_table(
        "unlocks",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("by_id", Integer, sa.ForeignKey("people.id")),
        Column("made_at", moment, nullable=False),
        Column("used_at", moment),
    )
    op.create_index("ix_unlocks_person_id", "unlocks", ["person_id"])
    which = sa.text("by_id IS NOT NULL")
    op.create_index("ix_unlocks_by_id", "unlocks", ["by_id"], sqlite_where=which, postgresql_where=which)
