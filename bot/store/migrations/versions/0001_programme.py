"""The programme's first tables: the organisation and its people, pairs and their sessions, and what records say."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Boolean, Column, Date, Integer, Text, Time

revision = "0001"
down_revision = None

code, token, moment = sa.String(20), sa.Text, sa.DateTime(timezone=True)  # a token is encrypted with the field keys


def upgrade() -> None:
    _organisation()
    _people()
    _pairs()
    _records()


def _organisation() -> None:
    op.create_table(
        "areas",
        Column("id", Integer, primary_key=True),
        Column("kind", code, nullable=False),
        Column("name", Text, nullable=False),
        Column("code", Text, unique=True),
        Column("level", code),
        Column("parent_id", Integer, sa.ForeignKey("areas.id")),
    )
    op.create_index("ix_areas_parent_id", "areas", ["parent_id"])
    op.create_index("ix_areas_kind_name", "areas", ["kind", "name"])
    op.create_table(
        "calendar",
        Column("id", Integer, primary_key=True),
        Column("year", Integer, nullable=False),
        Column("level", code, nullable=False),
        Column("kind", code, nullable=False),
        Column("name", Text, nullable=False),
        Column("first", Date, nullable=False),
        Column("last", Date, nullable=False),
        sa.UniqueConstraint("year", "level", "kind", "name"),
    )


def _people() -> None:
    op.create_table(
        "people",
        Column("id", Integer, primary_key=True),
        Column("tsc_number", Text, unique=True),
        Column("local_id", Text, unique=True),
        Column("name", Text, nullable=False),
        Column("language", Text, nullable=False),
        Column("state", code, nullable=False),
        Column("employment", code),
        Column("subject", Text),
        Column("prompt_hour", Time),
        Column("muted_at", moment),
        Column("pin_hash", Text),
        Column("pin_tries", Integer, nullable=False, server_default="0"),
        Column("made_at", moment, nullable=False),
        Column("place", Text),
        Column("misses", Integer, nullable=False, server_default="0"),
        Column("said_at", moment),
    )
    op.create_table(
        "addresses",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("channel", code, nullable=False),
        Column("address", Text, nullable=False),
        Column("rank", Integer, nullable=False),
        Column("verified_at", moment),
        Column("dead_at", moment),
        Column("identified_at", moment),
        Column("made_at", moment, nullable=False),
        sa.UniqueConstraint("channel", "address", "person_id"),
    )
    op.create_index("ix_addresses_person_id", "addresses", ["person_id"])
    op.create_table(
        "roles",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("role", code, nullable=False),
        Column("area_id", Integer, sa.ForeignKey("areas.id")),
        Column("since", Date, nullable=False),
        Column("until", Date),
        sa.UniqueConstraint("person_id", "role", "area_id", "since"),
    )
    op.create_index("ix_roles_area_id_role", "roles", ["area_id", "role"])


def _pairs() -> None:
    op.create_table(
        "pairs",
        Column("id", Integer, primary_key=True),
        Column("mentor_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("mentee_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("kind", code, nullable=False),
        Column("start", Date, nullable=False),
        Column("state", code, nullable=False),
        Column("made_at", moment, nullable=False),
        sa.UniqueConstraint("mentor_id", "mentee_id", "start"),
    )
    op.create_index("ix_pairs_mentee_id", "pairs", ["mentee_id"])
    op.create_table(
        "plans",
        Column("id", Integer, primary_key=True),
        Column("pair_id", Integer, sa.ForeignKey("pairs.id"), nullable=False),
        Column("number", Integer, nullable=False),
        Column("objectives", token, nullable=False),
        Column("venue", Text),
        Column("hour", Time),
        Column("approved_at", moment),
        sa.UniqueConstraint("pair_id", "number"),
    )
    op.create_table(
        "sessions",
        Column("id", Integer, primary_key=True),
        Column("pair_id", Integer, sa.ForeignKey("pairs.id"), nullable=False),
        Column("number", Integer, nullable=False),
        Column("day", Date, nullable=False),
        Column("hour", Time),
        Column("venue", Text),
        Column("scheduled", Boolean, nullable=False),
        Column("objectives", token),
        Column("missed_reason", Text),
        Column("missed_words", token),
        Column("moved_from", Date),
        Column("settled", Boolean, nullable=False, server_default=sa.false()),
        sa.UniqueConstraint("pair_id", "number"),
    )


def _records() -> None:
    op.create_table(
        "versions",
        Column("id", Integer, primary_key=True),
        Column("session_id", Integer, sa.ForeignKey("sessions.id"), nullable=False),
        Column("number", Integer, nullable=False),
        Column("day", Text, nullable=False),
        Column("venue", Text, nullable=False),
        Column("objectives", token, nullable=False),
        Column("areas", token, nullable=False),
        Column("plan", token, nullable=False),
        Column("looked_back", token, nullable=False),
        Column("author_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("made_at", moment, nullable=False),
        Column("hash", Text, nullable=False),
        Column("refused_at", moment),
        sa.UniqueConstraint("session_id", "number"),
        sqlite_autoincrement=True,  # the number of a version that was taken back is never given again
    )
    op.create_table(
        "notes",
        Column("id", Integer, primary_key=True),
        Column("session_id", Integer, sa.ForeignKey("sessions.id"), nullable=False),
        Column("author_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("words", token, nullable=False),
        Column("made_at", moment, nullable=False),
    )
    op.create_index("ix_notes_session_id", "notes", ["session_id"])
