"""What a mentor drafts of a plan before there is a mentee."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text

revision = "0064"
down_revision = "0063"

sealed, moment = sa.Text, sa.DateTime(timezone=True)  # sealed is encrypted with the field keys


def upgrade() -> None:
    op.create_table(
        "plan_drafts",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("answers", sealed, nullable=False),
        Column("made_at", moment, nullable=False),
        Column("pair_id", Integer, ForeignKey("pairs.id")),
        Column("seal", Text),
    )
    op.create_index("ix_plan_drafts_person_id", "plan_drafts", ["person_id"])
    which = sa.text("pair_id IS NOT NULL")
    op.create_index("ix_plan_drafts_pair_id", "plan_drafts", ["pair_id"], sqlite_where=which, postgresql_where=which)
