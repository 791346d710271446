"""Coming in: answers to the privacy notice, proposed matches, topics covered, and what a pair asks of its head."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Date, Integer, Text

revision = "0010"
down_revision = "0009"

code, token, moment = sa.String(20), sa.Text, sa.DateTime(timezone=True)  # a token is encrypted with the field keys


def upgrade() -> None:
    _consenting()
    _matching()
    _orienting()
    op.create_table(
        "requests",
        Column("id", Integer, primary_key=True),
        Column("pair_id", Integer, sa.ForeignKey("pairs.id"), nullable=False),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("kind", code, nullable=False),
        Column("reason", token),
        Column("made_at", moment, nullable=False),
        sa.UniqueConstraint("pair_id", "person_id", "kind"),
    )


def _consenting() -> None:
    op.create_table(
        "consents",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("answer", code, nullable=False),
        Column("version", Text, nullable=False),
        Column("language", Text, nullable=False),
        Column("channel", code, nullable=False),
        Column("shown", Text, nullable=False),
        Column("made_at", moment, nullable=False),
    )
    op.create_index("ix_consents_person_id", "consents", ["person_id"])
    enrolled = sa.text("state = 'enrolled'")
    op.create_index("ix_people_enrolled", "people", ["made_at"], sqlite_where=enrolled, postgresql_where=enrolled)


def _matching() -> None:
    op.create_table(
        "proposals",
        Column("id", Integer, primary_key=True),
        Column("mentor_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("mentee_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("head_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("made_at", moment, nullable=False),
        Column("mentor_answer", code),
        Column("mentor_at", moment),
        Column("mentee_answer", code),
        Column("mentee_at", moment),
        Column("reason", token),
    )
    for column in ("mentor_id", "mentee_id", "made_at"):
        op.create_index(f"ix_proposals_{column}", "proposals", [column])


def _orienting() -> None:
    op.create_table(
        "topics",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("topic", code, nullable=False),
        Column("day", Date, nullable=False),
        Column("by_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("orientation_id", Integer, sa.ForeignKey("orientations.id")),
        Column("made_at", moment, nullable=False),
        sa.UniqueConstraint("person_id", "topic"),
    )
    op.create_table(
        "refreshers",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("by_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("day", Date, nullable=False),
        Column("made_at", moment, nullable=False),
    )
    for column in ("person_id", "day"):
        op.create_index(f"ix_refreshers_{column}", "refreshers", [column])
