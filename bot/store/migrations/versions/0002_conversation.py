"""The conversation's first tables: what we heard, forms begun, signatures given by message, and what we will say."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Boolean, Column, Integer, Text

revision = "0002"
down_revision = "0001"

code, token, moment = sa.String(20), sa.Text, sa.DateTime(timezone=True)  # a token is encrypted with the field keys


def upgrade() -> None:
    _hearing()
    _speaking()
    _clockwork()


def _hearing() -> None:
    op.create_table(
        "inbox",
        Column("id", Integer, primary_key=True),
        Column("channel", code, nullable=False),
        Column("address", Text, nullable=False),
        Column("provider_id", Text, nullable=False),
        Column("person_id", Integer, sa.ForeignKey("people.id")),
        Column("text", token, nullable=False),
        Column("press", Text),
        Column("media", Text),
        Column("received_at", moment, nullable=False),
        Column("failed", Text),
        sa.UniqueConstraint("channel", "provider_id"),
    )
    op.create_index("ix_inbox_channel_address_id", "inbox", ["channel", "address", "id"])
    op.create_table(
        "drafts",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("form", Text, nullable=False),
        Column("about", Text),
        Column("answers", token, nullable=False),
        Column("said", Text, nullable=False),
        Column("state", code, nullable=False),
        Column("opened_at", moment, nullable=False),
        Column("touched_at", moment, nullable=False),
        Column("inbox_id", Integer, sa.ForeignKey("inbox.id", ondelete="SET NULL")),
    )
    op.create_index("ix_drafts_person_id_state", "drafts", ["person_id", "state"])
    op.create_table(
        "signatures",
        Column("id", Integer, primary_key=True),
        Column("version_id", Integer, sa.ForeignKey("versions.id"), nullable=False),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("role", code, nullable=False),
        Column("made_at", moment, nullable=False),
        Column("channel", code, nullable=False),
        Column("address", Text, nullable=False),
        Column("method", code, nullable=False),
        Column("hash", Text, nullable=False),
        Column("language", Text, nullable=False),
        Column("read", Boolean, nullable=False),
        Column("shown", token),
        Column("inbox_id", Integer, sa.ForeignKey("inbox.id", ondelete="SET NULL")),
        sa.UniqueConstraint("version_id", "person_id"),
    )


def _speaking() -> None:
    op.create_table(
        "notices",
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, sa.ForeignKey("people.id"), nullable=False),
        Column("place", Text, nullable=False),
        Column("cause", Text, nullable=False, unique=True),
        Column("kind", code, nullable=False),
        Column("made_at", moment, nullable=False),
        Column("state", code, nullable=False),
        Column("said_at", moment),
    )
    op.create_index("ix_notices_person_id_said_at", "notices", ["person_id", "said_at"])
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix_notices_waiting", "notices", ["person_id", "id"], sqlite_where=waiting, postgresql_where=waiting
    )
    op.create_table(
        "outbox",
        Column("id", Integer, primary_key=True),
        Column("channel", code, nullable=False),
        Column("address", Text, nullable=False),
        Column("person_id", Integer, sa.ForeignKey("people.id")),
        Column("notice_id", Integer, sa.ForeignKey("notices.id")),
        Column("inbox_id", Integer, sa.ForeignKey("inbox.id", ondelete="SET NULL")),
        Column("kind", code, nullable=False),
        Column("body", token, nullable=False),
        Column("template", Text),
        Column("segments", Integer),
        Column("state", code, nullable=False),
        Column("attempts", Integer, nullable=False, server_default="0"),
        Column("due_at", moment, nullable=False),
        Column("expires_at", moment),
        Column("lease_until", moment),
        Column("worker", Text),
        Column("provider_id", Text),
        Column("error", Text),
        Column("made_at", moment, nullable=False),
        Column("sent_at", moment),
        Column("seq", Integer, unique=True),
    )
    op.create_index("ix_outbox_channel_address_made_at", "outbox", ["channel", "address", "made_at"])
    op.create_index("ix_outbox_channel_provider_id", "outbox", ["channel", "provider_id"])
    is_open = sa.text("state IN ('waiting', 'sending')")
    for name, columns in (
        ("ix_outbox_open_address", ["channel", "address", "id"]),
        ("ix_outbox_open_person", ["person_id", "id"]),
    ):
        op.create_index(name, "outbox", columns, sqlite_where=is_open, postgresql_where=is_open)


def _clockwork() -> None:
    op.create_table(
        "lines",
        Column("channel", code, primary_key=True),
        Column("tat", moment),
        Column("blocked_until", moment),
        Column("stopped", Text),
    )
    op.create_table(
        "beats",
        Column("name", Text, primary_key=True),
        Column("at", moment, nullable=False),
    )
