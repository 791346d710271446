"""Why a notice was not said when it was opened, or not at all."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    op.add_column("notices", Column("became", sa.String(20)))
