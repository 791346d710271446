"""A report of the nation: its area is 0, which is no row of the areas."""

import sqlalchemy as sa
from alembic import op

revision = "0078"
down_revision = "0077"
NAMES = {"fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"}


def upgrade() -> None:
    keys = sa.inspect(op.get_bind()).get_foreign_keys("reports")
    name = next(one["name"] for one in keys if one["constrained_columns"] == ["area_id"])
    with op.batch_alter_table("reports", reflect_kwargs={"resolve_fks": False}, naming_convention=NAMES) as reports:
        reports.drop_constraint(name or "fk_reports_area_id_areas", type_="foreignkey")
