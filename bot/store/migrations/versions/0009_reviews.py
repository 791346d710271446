"""A review that was asked in the place of another one: both are closed, and the record says so."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    with op.batch_alter_table("reviews") as reviews:
        reviews.add_column(sa.Column("merged_into", sa.Integer))
        reviews.create_foreign_key("fk_reviews_merged_into_reviews", "reviews", ["merged_into"], ["id"])
