"""The end of a pair: pauses, closings, self-assessments, heads' statements, ITSD's decisions, certificates."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Date, ForeignKey, Integer

revision = "0007"
down_revision = "0006"

code, token, moment = sa.String(20), sa.Text, sa.DateTime(timezone=True)  # a token is encrypted with the field keys


def upgrade() -> None:
    op.add_column("pairs", Column("cycle", Date))
    _standing_still()
    _assessing()
    _deciding()
    _certifying()


def _standing_still() -> None:
    op.create_table(
        "pauses",
        Column("id", Integer, primary_key=True),
        Column("pair_id", Integer, ForeignKey("pairs.id"), nullable=False),
        Column("why", code, nullable=False),
        Column("since", Date, nullable=False),
        Column("by_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("made_at", moment, nullable=False),
        Column("until", Date),
        Column("ended_by_id", Integer, ForeignKey("people.id")),
    )
    op.create_index("ix_pauses_pair_id", "pauses", ["pair_id"])
    op.create_table(
        "closings",
        Column("id", Integer, primary_key=True),
        Column("pair_id", Integer, ForeignKey("pairs.id"), nullable=False),
        Column("why", code, nullable=False),
        Column("of", code),
        Column("day", Date, nullable=False),
        Column("served", Integer, nullable=False),
        Column("by_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("made_at", moment, nullable=False),
        sa.UniqueConstraint("pair_id"),
    )


def _assessing() -> None:
    op.create_table(
        "assessments",
        Column("id", Integer, primary_key=True),
        Column("pair_id", Integer, ForeignKey("pairs.id"), nullable=False),
        Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("due", Date, nullable=False),
        Column("answers", token, nullable=False),
        Column("by_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("saved_at", moment, nullable=False),
        sa.UniqueConstraint("pair_id", "person_id", "due"),
    )
    op.create_table(
        "statements",
        Column("id", Integer, primary_key=True),
        Column("pair_id", Integer, ForeignKey("pairs.id"), nullable=False),
        Column("due", Date, nullable=False),
        Column("verdict", code, nullable=False),
        Column("excused", Integer, nullable=False),
        Column("words", token),
        Column("training", Integer),
        Column("by_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("made_at", moment, nullable=False),
        Column("channel", code, nullable=False),
        Column("address", sa.Text, nullable=False),
        Column("method", code, nullable=False),
        Column("returned_at", moment),
    )
    op.create_index("ix_statements_pair_id", "statements", ["pair_id"])
    op.create_index("ix_statements_made_at", "statements", ["made_at"])
    op.create_index("ix_assessments_saved_at", "assessments", ["saved_at"])


def _deciding() -> None:
    op.create_table(
        "decisions",
        Column("id", Integer, primary_key=True),
        Column("pair_id", Integer, ForeignKey("pairs.id"), nullable=False),
        Column("decided", code, nullable=False),
        Column("words", token),
        Column("by_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("made_at", moment, nullable=False),
        Column("answer", token),
        Column("answered_by_id", Integer, ForeignKey("people.id")),
        Column("answered_at", moment),
    )
    op.create_index("ix_decisions_pair_id", "decisions", ["pair_id"])


def _certifying() -> None:
    op.create_table(
        "serials",
        Column("year", Integer, primary_key=True, autoincrement=False),
        Column("last", Integer, nullable=False),
    )
    op.create_table(
        "certificates",
        Column("id", Integer, primary_key=True),
        Column("number", sa.Text, nullable=False),
        Column("pair_id", Integer, ForeignKey("pairs.id"), nullable=False),
        Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("role", code, nullable=False),
        Column("since", Date, nullable=False),
        Column("until", Date, nullable=False),
        Column("approver_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("reason", token),
        Column("issued_on", Date, nullable=False),
        Column("made_at", moment, nullable=False),
        Column("awarded_on", Date),
        Column("awarded_by_id", Integer, ForeignKey("people.id")),
        sa.UniqueConstraint("number"),
        sa.UniqueConstraint("pair_id", "person_id"),
    )
    op.create_index("ix_certificates_person_id", "certificates", ["person_id"])
