"""Plans as each side writes them, the papers that both sign, and what each prepared alone."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Boolean, Column, Integer

revision = "0011"
down_revision = "0010"

code, token, moment = sa.String(20), sa.Text, sa.DateTime(timezone=True)  # a token is encrypted with the field keys


def upgrade() -> None:
    with op.batch_alter_table("plans") as plans:  # SQLite adds a foreign key only to a table made anew
        plans.add_column(Column("author_id", Integer))
        plans.add_column(Column("answers", token))
        plans.add_column(Column("made_at", moment))
        plans.create_foreign_key("fk_plans_author_id_people", "people", ["author_id"], ["id"])
    op.create_table(
        "preparations",
        Column("id", Integer, primary_key=True),
        Column("pair_id", Integer, sa.ForeignKey("pairs.id"), nullable=False),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("kind", code, nullable=False),
        Column("answers", token, nullable=False),
        Column("saved_at", moment, nullable=False),
        Column("shared_at", moment),
        sa.UniqueConstraint("pair_id", "person_id", "kind"),
    )
    op.create_table(
        "documents",
        Column("id", Integer, primary_key=True),
        Column("pair_id", Integer, sa.ForeignKey("pairs.id"), nullable=False),
        Column("kind", code, nullable=False),
        Column("of_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("number", Integer, nullable=False),
        Column("wording", sa.Text, nullable=False),
        Column("text", token, nullable=False),
        Column("hash", sa.Text, nullable=False),
        Column("made_at", moment, nullable=False),
        sa.UniqueConstraint("pair_id", "kind", "of_id", "number"),
    )
    op.create_index("ix_documents_pair_id", "documents", ["pair_id"])
    op.create_table(
        "document_readings",
        Column("id", Integer, primary_key=True),
        Column("document_id", Integer, sa.ForeignKey("documents.id"), nullable=False),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("first_at", moment, nullable=False),
        sa.UniqueConstraint("document_id", "person_id"),
    )
    _signatures()


def _signatures() -> None:
    op.create_table(
        "document_signatures",
        Column("id", Integer, primary_key=True),
        Column("document_id", Integer, sa.ForeignKey("documents.id"), nullable=False),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("role", code, nullable=False),
        Column("made_at", moment, nullable=False),
        Column("channel", code, nullable=False),
        Column("address", sa.Text, nullable=False),
        Column("method", code, nullable=False),
        Column("hash", sa.Text, nullable=False),
        Column("language", sa.Text, nullable=False),
        Column("read", Boolean, nullable=False),
        Column("shown", token),
        Column("inbox_id", Integer, sa.ForeignKey("inbox.id", ondelete="SET NULL")),
        Column("seen_by_id", Integer, sa.ForeignKey("people.id")),
        sa.UniqueConstraint("document_id", "person_id"),
    )
