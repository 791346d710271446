"""Before when a notice that waits is worth no look; forgotten when what decides about its hours changes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column

revision = "0047"
down_revision = "0046"

OF_AREA = "person_id IN (SELECT person_id FROM roles WHERE area_id = NEW.id)"
CHANGES = (
    ("people", "UPDATE OF prompt_hour, muted_at", "person_id = NEW.id"),
    ("roles", "INSERT", "person_id = NEW.person_id"),
    ("roles", "UPDATE", "person_id = NEW.person_id"),
    ("areas", "UPDATE OF level", OF_AREA),
    ("calendar", "INSERT", "true"),
    ("calendar", "UPDATE", "true"),
    ("calendar", "DELETE", "true"),
)
"""What change of which table brings whose notices forward."""


def upgrade() -> None:
    op.add_column("notices", Column("not_before", sa.DateTime(timezone=True)))
    waits = sa.text("state = 'waiting'")
    op.create_index("ix_notices_not_before", "notices", ["not_before"], sqlite_where=waits, postgresql_where=waits)
    dialect = op.get_bind().dialect.name
    for table, change, whose in CHANGES:
        name = f"not_before_{table}_{change.split()[0].lower()}"
        body = (
            "UPDATE notices SET not_before = NULL"  # noqa: S608 - our own words
            f" WHERE state = 'waiting' AND not_before IS NOT NULL AND {whose}"
        )
        if dialect == "sqlite":
            op.execute(f"CREATE TRIGGER {name} AFTER {change} ON {table} FOR EACH ROW BEGIN {body}; END")
            continue
        function = f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
        op.execute(f"{function} $$ BEGIN {body}; RETURN NULL; END $$")
        op.execute(f"CREATE TRIGGER {name} AFTER {change} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
