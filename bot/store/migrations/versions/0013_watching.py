"""Watching: what came in and was made lately is found by its time."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_index("ix_inbox_received_at", "inbox", ["received_at"])
    op.create_index("ix_outbox_made_at", "outbox", ["made_at"])
