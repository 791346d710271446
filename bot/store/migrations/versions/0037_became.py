"""Whose a WhatsApp number is: the id of its account."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0033"


def upgrade() -> None:
    op.add_column("addresses", sa.Column("account", sa.Text))
