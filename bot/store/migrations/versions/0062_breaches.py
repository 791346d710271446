"""The register of breaches, and which entry of somebody was joined to which."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String, Text

revision = "0062"
down_revision = "0061"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "breaches",
        Column("id", Integer, primary_key=True),
        Column("what", Text, nullable=False),
        Column("found_at", moment, nullable=False),
        Column("made_at", moment, nullable=False),
        Column("controller_at", moment),
        Column("commissioner_at", moment),
        Column("people_at", moment),
        Column("closed_at", moment),
        Column("seal", Text),
    )
    op.create_table(
        "breach_scopes",
        Column("id", Integer, primary_key=True),
        Column("breach_id", Integer, ForeignKey("breaches.id"), nullable=False),
        Column("kind", String(20), nullable=False),
        Column("area_id", Integer, ForeignKey("areas.id")),
        Column("since", moment, nullable=False),
        Column("until", moment, nullable=False),
        Column("made_at", moment, nullable=False),
    )
    op.create_index("ix_breach_scopes_breach_id", "breach_scopes", ["breach_id"])
    there = sa.text("area_id IS NOT NULL")
    op.create_index(
        "ix_breach_scopes_area_id", "breach_scopes", ["area_id"], sqlite_where=there, postgresql_where=there
    )
    op.create_table(
        "doubles",
        Column("person_id", Integer, ForeignKey("people.id"), primary_key=True),
        Column("kept_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("made_at", moment, nullable=False),
    )
    op.create_index("ix_doubles_kept_id", "doubles", ["kept_id"])
