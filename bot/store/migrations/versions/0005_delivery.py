"""Delivery: numbers for what is sent, indexes for what waits, failures of an address, until when a prompt counts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Integer

revision = "0005"
down_revision = "0004"

INDEXES = (
    ("ix_outbox_waiting", ["channel", "kind", "id"], "state = 'waiting'"),
    ("ix_outbox_expires", ["expires_at"], "state = 'waiting' AND expires_at IS NOT NULL"),
    ("ix_outbox_held", ["lease_until"], "state = 'sending'"),
    ("ix_outbox_failed", ["id"], "state IN ('failed', 'unknown')"),
)


def upgrade() -> None:
    op.add_column("addresses", Column("failures", Integer, nullable=False, server_default="0"))
    op.add_column("notices", Column("until", sa.DateTime(timezone=True)))
    for name, columns, which in INDEXES:
        op.create_index(name, "outbox", columns, sqlite_where=sa.text(which), postgresql_where=sa.text(which))
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE SEQUENCE outbox_seq")
        op.execute("SELECT setval('outbox_seq', (SELECT coalesce(max(seq), 0) + 1 FROM outbox), false)")
