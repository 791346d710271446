"""Supervision's tables: orientation and training, reviews, remarks of directors, heads asked for help, PIN by phone."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Date, Integer

revision = "0003"
down_revision = "0002"

code, token, moment = sa.String(20), sa.Text, sa.DateTime(timezone=True)  # a token is encrypted with the field keys


def upgrade() -> None:
    _preparing()
    _reviewing()
    _helping()
    op.add_column("addresses", Column("passed_at", moment))
    op.add_column("notices", Column("reason", code))
    op.create_index("ix_sessions_day", "sessions", ["day"])  # the clock looks at all pairs, by day
    op.create_index("ix_versions_made_at", "versions", ["made_at"])
    is_open = sa.text("state = 'open'")
    op.create_index("ix_drafts_open_touched", "drafts", ["touched_at"], sqlite_where=is_open, postgresql_where=is_open)


def _preparing() -> None:
    op.create_table(
        "orientations",
        Column("id", Integer, primary_key=True),
        Column("area_id", Integer, sa.ForeignKey("areas.id"), nullable=False),
        Column("day", Date, nullable=False),
        Column("by_id", Integer, sa.ForeignKey("people.id")),
        Column("made_at", moment, nullable=False),
        sa.UniqueConstraint("area_id", "day"),
    )
    op.create_table(
        "trainings",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("kind", code, nullable=False),
        Column("day", Date, nullable=False),
        Column("made_at", moment, nullable=False),
        sa.UniqueConstraint("person_id", "kind", "day"),
    )


def _reviewing() -> None:
    op.create_table(
        "reviews",
        Column("id", Integer, primary_key=True),
        Column("pair_id", Integer, sa.ForeignKey("pairs.id"), nullable=False),
        Column("quarter", Integer, nullable=False),
        Column("kind", code, nullable=False),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("due", Date, nullable=False),
        Column("answers", token, nullable=False),
        Column("saved_at", moment, nullable=False),
        Column("shared_at", moment),
        sa.UniqueConstraint("pair_id", "quarter", "kind", "person_id"),
    )


def _helping() -> None:
    op.create_table(
        "remarks",
        Column("id", Integer, primary_key=True),
        Column("from_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("to_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("words", token, nullable=False),
        Column("made_at", moment, nullable=False),
    )
    op.create_index("ix_remarks_to_id", "remarks", ["to_id"])
    op.create_table(
        "supports",
        Column("id", Integer, primary_key=True),
        Column("pair_id", Integer, sa.ForeignKey("pairs.id"), nullable=False),
        Column("session_id", Integer, sa.ForeignKey("sessions.id"), nullable=False),
        Column("asked_at", moment, nullable=False),
        Column("answer", code),
        Column("answered_at", moment),
        sa.UniqueConstraint("session_id"),
    )
    op.create_index("ix_supports_pair_id", "supports", ["pair_id"])
