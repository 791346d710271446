"""Who trained somebody, and where."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0051"
down_revision = "0050"


def upgrade() -> None:
    with op.batch_alter_table("trainings") as trainings:  # SQLite adds a foreign key only to a table made anew
        trainings.add_column(Column("by_id", Integer))
        trainings.add_column(Column("place", Text))
        trainings.create_foreign_key("fk_trainings_by_id_people", "people", ["by_id"], ["id"])
    which = sa.text("by_id IS NOT NULL")
    op.create_index("ix_trainings_by_id", "trainings", ["by_id"], sqlite_where=which, postgresql_where=which)
