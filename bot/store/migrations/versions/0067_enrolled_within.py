"""In which sub-county a mentee was enrolled: counts of a quarter stay what they are when a school comes to another."""

from alembic import op
from sqlalchemy import Column, Integer

revision = "0067"
down_revision = "0066"


def upgrade() -> None:
    op.add_column("enrolments", Column("within_id", Integer))
    op.execute(
        "UPDATE enrolments SET within_id = ("
        "SELECT CASE WHEN above.kind = 'sub_county' THEN above.id ELSE above.parent_id END"
        " FROM areas AS own JOIN areas AS above ON above.id = own.parent_id WHERE own.id = enrolments.area_id)"
    )
