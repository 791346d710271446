"""Modules that people report as done."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Boolean, Column, ForeignKey, Integer, Text

revision = "0072"
down_revision = "0071"


def upgrade() -> None:
    op.create_table(
        "modules",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("module", Text, nullable=False),
        Column("level", Integer),
        Column("label", Text),
        Column("made_at", sa.DateTime(timezone=True), nullable=False),
        Column("coach_id", Integer, ForeignKey("people.id")),
        Column("confirmed", Boolean),
        Column("answered_at", sa.DateTime(timezone=True)),
        Column("taken_back_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_modules_person_id_id", "modules", ["person_id", "id"])
    which = sa.text("coach_id IS NOT NULL")
    op.create_index("ix_modules_coach_id", "modules", ["coach_id"], sqlite_where=which, postgresql_where=which)
