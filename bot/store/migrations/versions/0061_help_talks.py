"""Talks of somebody who asked for a person with whoever is on duty."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String

revision = "0061"
down_revision = "0059"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "help_talks",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("helper_id", Integer, ForeignKey("people.id")),
        Column("made_at", moment, nullable=False),
        Column("waits_since", moment, nullable=False),
        Column("passed_on_at", moment),
        Column("taken_at", moment),
        Column("touched_at", moment, nullable=False),
        Column("ended_at", moment),
        Column("how", String(20)),
    )
    is_open = sa.text("ended_at IS NULL")
    for name, whose in (("asked", "person_id"), ("helped", "helper_id")):
        op.create_index(
            f"ix_help_talks_{name}", "help_talks", [whose], unique=True, sqlite_where=is_open, postgresql_where=is_open
        )
    op.create_index("ix_help_talks_open", "help_talks", ["id"], sqlite_where=is_open, postgresql_where=is_open)
    op.create_index("ix_help_talks_person_id", "help_talks", ["person_id"])
    taken = sa.text("helper_id IS NOT NULL")
    op.create_index("ix_help_talks_helper_id", "help_talks", ["helper_id"], sqlite_where=taken, postgresql_where=taken)
    op.create_index("ix_help_talks_taken_at", "help_talks", ["taken_at"])
    op.create_table(
        "help_words",
        Column("id", Integer, primary_key=True),
        Column("talk_id", Integer, ForeignKey("help_talks.id"), nullable=False),
        Column("from_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("inbox_id", Integer, ForeignKey("inbox.id", ondelete="CASCADE"), nullable=False),
        Column("made_at", moment, nullable=False),
    )
    op.create_index("ix_help_words_talk_id_id", "help_words", ["talk_id", "id"])
    op.create_index("ix_help_words_from_id", "help_words", ["from_id"])
    op.create_index("ix_help_words_inbox_id", "help_words", ["inbox_id"])
