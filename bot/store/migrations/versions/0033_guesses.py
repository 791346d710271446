"""Guesses for a number that nobody has, and those that count to a lock; codes that somebody above approves."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0031"

moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("guesses") as guesses:
        guesses.alter_column("person_id", existing_type=sa.Integer(), nullable=True)
        guesses.add_column(sa.Column("own", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "resets",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id")),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("used_at", moment),
    )
    op.create_index("ix_resets_code_made_at", "resets", ["code", "made_at"])
    op.create_index("ix_resets_channel_address_made_at", "resets", ["channel", "address", "made_at"])
    which = sa.text("person_id IS NOT NULL")
    op.create_index("ix_resets_person_id", "resets", ["person_id"], sqlite_where=which, postgresql_where=which)
