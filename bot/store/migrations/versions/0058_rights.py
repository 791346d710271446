"""What people ask of their own data, the codes that open a copy, and the names that they had before."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Date, ForeignKey, Integer, String, Text

revision = "0058"
down_revision = "0055"

moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    _requests()
    op.create_table(
        "data_copies",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("code_hash", Text, nullable=False),
        Column("made_at", moment, nullable=False),
        Column("expires_at", moment, nullable=False),
        Column("used_at", moment),
        Column("tries", Integer, nullable=False, server_default="0"),
    )
    op.create_index("ix_data_copies_code_hash", "data_copies", ["code_hash"])
    op.create_index("ix_data_copies_person_id", "data_copies", ["person_id"])
    op.create_table(
        "former_names",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("name", Text, nullable=False),
        Column("until", moment, nullable=False),
    )
    op.create_index("ix_former_names_person_id", "former_names", ["person_id"])


def _requests() -> None:
    op.create_table(
        "data_requests",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
        Column("kind", String(20), nullable=False),
        Column("about", String(20)),
        Column("words", Text),
        Column("made_at", moment, nullable=False),
        Column("due", Date, nullable=False),
        Column("answer", String(20)),
        Column("answered_by_id", Integer, ForeignKey("people.id")),
        Column("answered_at", moment),
        Column("reply", Text),
        Column("left", sa.Boolean, nullable=False, server_default=sa.false()),
        Column("seal", Text),
    )
    op.create_index("ix_data_requests_person_id", "data_requests", ["person_id"])
    for name, column, condition in (
        ("waiting", "due", "answered_at IS NULL"),
        ("left", "id", '"left"'),
        ("answered_by_id", "answered_by_id", "answered_by_id IS NOT NULL"),
    ):
        which = sa.text(condition)
        there = sa.text(f"{condition} = 1") if name == "left" else which
        op.create_index(
            f"ix_data_requests_{name}", "data_requests", [column], sqlite_where=there, postgresql_where=which
        )
