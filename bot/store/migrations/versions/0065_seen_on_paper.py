"""Who has seen a review, an Annex IV or an Annex V signed on paper."""

from alembic import op
from sqlalchemy import Column, Integer

revision = "0065"
down_revision = "0064"


def upgrade() -> None:
    for table in ("reviews", "feedbacks", "evaluations"):
        op.add_column(table, Column("seen_by_id", Integer))
