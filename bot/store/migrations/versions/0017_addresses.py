"""Codes that link another phone or chat, numbers that an account has left, and addresses in doubt."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0017"
down_revision = "0016"

code, moment = sa.String(20), sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("addresses", Column("doubted_at", moment))
    op.create_table(
        "links",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("code_hash", Text, nullable=False),
        Column("channel", code),
        Column("address", Text),
        Column("made_at", moment, nullable=False),
        Column("expires_at", moment, nullable=False),
        Column("used_at", moment),
        Column("tries", Integer, nullable=False, server_default="0"),
    )
    for columns in (["code_hash"], ["channel", "address"], ["person_id", "made_at"]):
        op.create_index(f"ix_links_{'_'.join(columns)}", "links", columns)
    op.create_table(
        "moves",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("channel", code, nullable=False),
        Column("address", Text, nullable=False),
        Column("made_at", moment, nullable=False),
        Column("disputed_at", moment),
    )
    op.create_index("ix_moves_channel_address", "moves", ["channel", "address"])
    op.create_index("ix_moves_person_id", "moves", ["person_id"])
