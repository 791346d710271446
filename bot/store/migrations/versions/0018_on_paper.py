"""Signatures and approvals on paper, for people who are not in the chat: which head has seen them."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    for table in ("signatures", "plans"):
        with op.batch_alter_table(table) as batch:
            batch.add_column(
                Column("seen_by_id", Integer, ForeignKey("people.id", name=f"fk_{table}_seen_by_id_people"))
            )
