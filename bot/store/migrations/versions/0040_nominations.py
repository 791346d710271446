"""Nominations, enrolments with their category, what people tell of themselves for matching, how many mentors take."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text

revision = "0040"
down_revision = "0039"

sealed, moment = sa.Text, sa.DateTime(timezone=True)  # sealed is encrypted with the field keys
waits = sa.text("answer IS NULL")


def upgrade() -> None:
    op.create_table(
        "nominations",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("area_id", Integer, ForeignKey("areas.id"), nullable=False),
        Column("by_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("called", Text, nullable=False),
        Column("source", Text, nullable=False),
        Column("criteria", Text, nullable=False),
        Column("made_at", moment, nullable=False),
        Column("answer", sa.String(20)),
        Column("answered_at", moment),
    )
    op.create_index("ix_nominations_waiting", "nominations", ["made_at"], sqlite_where=waits, postgresql_where=waits)
    op.create_table(
        "enrolments",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("area_id", Integer, ForeignKey("areas.id"), nullable=False),
        Column("by_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("called", Text, nullable=False),
        Column("category", sealed, nullable=False),
        Column("reason", sealed, nullable=False),
        Column("made_at", moment, nullable=False),
        Column("answer", sa.String(20)),
        Column("answered_at", moment),
        Column("seal", Text),
    )
    op.create_table(
        "personal",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
        *(Column(name, sealed) for name in ("gender", "disability", "religion", "same_gender")),
        Column("made_at", moment, nullable=False),
        Column("seal", Text),
    )
    op.create_table(
        "capacities",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("most", Integer, nullable=False),
        Column("free_on", sa.Date),
        Column("made_at", moment, nullable=False),
    )
    for table, columns in (
        ("nominations", ("area_id", "by_id", "person_id")),
        ("enrolments", ("area_id", "by_id", "person_id")),
        ("personal", ("person_id",)),
        ("capacities", ("person_id",)),
    ):
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])
