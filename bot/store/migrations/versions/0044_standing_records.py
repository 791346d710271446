"""Where each session's record stands, on the session itself and kept by the database: figures look no further."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column

revision = "0044"
down_revision = "0043"

moment = sa.DateTime(timezone=True)
STANDS = """
UPDATE sessions SET
  held_at = (SELECT min(made_at) FROM versions WHERE session_id = sessions.id),
  agreed_at = (
    SELECT CASE WHEN refused_at IS NULL AND (SELECT count(*) FROM signatures WHERE version_id = versions.id) >= 2
      THEN (SELECT max(made_at) FROM signatures WHERE version_id = versions.id) END
    FROM versions WHERE session_id = sessions.id ORDER BY number DESC LIMIT 1)
"""
OF_VERSION = "id = (SELECT session_id FROM versions WHERE id = {row}.version_id)"
WHEN = {
    "versions": (("INSERT", "NEW"), ("UPDATE OF refused_at", "NEW"), ("DELETE", "OLD")),
    "signatures": (("INSERT", "NEW"), ("DELETE", "OLD")),
}


def upgrade() -> None:
    op.add_column("sessions", Column("held_at", moment))
    op.add_column("sessions", Column("agreed_at", moment))
    op.execute(STANDS)
    columns = ["pair_id", "day", "scheduled", "held_at", "agreed_at"]
    op.create_index("ix_sessions_figures", "sessions", columns)
    for table, changes in WHEN.items():
        for change, row in changes:
            which = f"id = {row}.session_id" if table == "versions" else OF_VERSION.format(row=row)
            _trigger(
                f"{table}_{change.split()[0].lower()}_stands", f"AFTER {change} ON {table}", f"{STANDS} WHERE {which}"
            )


def _trigger(name: str, when: str, does: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE TRIGGER {name} {when} BEGIN {does}; END")
        return
    op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {does}; RETURN NULL; END $$")
    op.execute(f"CREATE TRIGGER {name} {when} FOR EACH ROW EXECUTE FUNCTION {name}()")
