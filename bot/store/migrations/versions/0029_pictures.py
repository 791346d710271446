"""Pictures of the paper form: what they show is kept here, and not only how their provider names them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Integer

revision = "0029"
down_revision = "0028"

sealed, moment = sa.Text, sa.DateTime(timezone=True)  # sealed is encrypted with the field keys


def upgrade() -> None:
    for column in (
        Column("type", sa.Text),
        Column("content", sealed),
        Column("tries", Integer, nullable=False, server_default="0"),
        Column("next_at", moment),
    ):
        op.add_column("attachments", column)
    op.execute("UPDATE attachments SET next_at = made_at")  # what its provider still has is fetched
    which = sa.text("next_at IS NOT NULL")
    op.create_index("ix_attachments_next_at", "attachments", ["next_at"], sqlite_where=which, postgresql_where=which)
