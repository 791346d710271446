"""Of coaching pairs what was planned and held four weeks before is kept as well, and their late reviews."""

from alembic import op
from sqlalchemy import Column, Integer

revision = "0084"
down_revision = "0083"

BEGINNING = {"sqlite": "'1970-01-01 00:00:00.000000'", "postgresql": "'1970-01-01 00:00:00+00'"}


def upgrade() -> None:
    for name in ("was_planned", "was_held", "late"):
        op.add_column("school_figures", Column(f"coaching_{name}", Integer, nullable=False, server_default="0"))
    dialect = op.get_bind().dialect.name
    op.execute(f"UPDATE school_figures SET at = {BEGINNING[dialect]}")  # noqa: S608 - all are counted anew
