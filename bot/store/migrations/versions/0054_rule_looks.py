"""When the clock asks a rule of everybody again, where that is dear and nothing comes before."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Text

revision = "0054"
down_revision = "0039"


def upgrade() -> None:
    op.create_table(
        "rule_looks",
        Column("rule", Text, primary_key=True),
        Column("at", sa.DateTime(timezone=True), nullable=False),
    )
