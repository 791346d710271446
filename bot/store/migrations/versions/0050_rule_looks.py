"""When the clock asks a rule of everybody again, where that is dear and nothing comes before."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Text

revision = "0050"
down_revision = "0049"


def upgrade() -> None:
    op.create_table(
        "rule_looks",
        Column("rule", Text, primary_key=True),
        Column("at", sa.DateTime(timezone=True), nullable=False),
    )
