"""Complaints, and what was done in each."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKey, Integer

revision = "0055"
down_revision = "0054"

moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "cases",
        Column("id", Integer, primary_key=True),
        Column("complainant_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("area_id", Integer, ForeignKey("areas.id")),
        Column("about", sa.Text, nullable=False),
        Column("words", sa.Text, nullable=False),
        Column("recipient_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("role", sa.String(20), nullable=False),
        Column("seat_id", Integer, ForeignKey("areas.id")),
        Column("passed_to_id", Integer, ForeignKey("people.id")),
        Column("state", sa.String(20), nullable=False),
        Column("opened_at", moment, nullable=False),
        Column("owed_since", moment),
        Column("reminded_at", moment),
        Column("closed_at", moment),
        Column("seal", sa.Text),
    )
    op.create_table(
        "case_steps",
        Column("id", Integer, primary_key=True),
        Column("case_id", Integer, ForeignKey("cases.id"), nullable=False),
        Column("kind", sa.String(20), nullable=False),
        Column("by_id", Integer, ForeignKey("people.id")),
        Column("words", sa.Text),
        Column("made_at", moment, nullable=False),
        Column("seal", sa.Text),
    )
    for table, column in (("cases", "complainant_id"), ("cases", "recipient_id"), ("case_steps", "case_id")):
        op.create_index(f"ix_{table}_{column}", table, [column])
    for table, column in (
        ("cases", "area_id"),
        ("cases", "seat_id"),
        ("cases", "passed_to_id"),
        ("case_steps", "by_id"),
    ):
        which = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_{table}_{column}", table, [column], sqlite_where=which, postgresql_where=which)
    is_open = sa.text("closed_at IS NULL")
    op.create_index("ix_cases_open_owed_since", "cases", ["owed_since"], sqlite_where=is_open, postgresql_where=is_open)
    passed_on = sa.text("closed_at IS NULL AND passed_to_id IS NOT NULL")
    op.create_index("ix_cases_passed_on", "cases", ["id"], sqlite_where=passed_on, postgresql_where=passed_on)
