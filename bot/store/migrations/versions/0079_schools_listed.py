"""Reviews that are late are kept of each school as well, so that schools are listed without a look at their pairs.

What is late follows from the calendar and the level of a school: all are counted anew when the one changes, and the
school when the other does.
"""

from alembic import op
from sqlalchemy import Column, Integer

revision = "0079"
down_revision = "0078"

BEGINNING = {"sqlite": "'1970-01-01 00:00:00.000000'", "postgresql": "'1970-01-01 00:00:00+00'"}


def upgrade() -> None:
    op.add_column("school_figures", Column("late", Integer, nullable=False, server_default="0"))
    dialect = op.get_bind().dialect.name
    start = BEGINNING[dialect]
    anew = f"UPDATE school_figures SET at = {start} WHERE at > {start}"  # noqa: S608 - our own words
    op.execute(anew)
    for change in ("INSERT", "UPDATE", "DELETE"):
        _trigger(dialect, f"figures_calendar_{change.lower()}", f"{change} ON calendar", anew)
    changed = "INSERT INTO school_changes (school_id) VALUES (NEW.id)"
    differs = " WHEN (OLD.level IS DISTINCT FROM NEW.level)"
    _trigger(dialect, "figures_areas_update", "UPDATE OF level ON areas", changed, differs)


def _trigger(dialect: str, name: str, change: str, body: str, when: str = "") -> None:
    if dialect == "sqlite":
        op.execute(f"CREATE TRIGGER {name} AFTER {change} FOR EACH ROW{when} BEGIN {body}; END")
        return
    op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; RETURN NULL; END $$")
    op.execute(f"CREATE TRIGGER {name} AFTER {change} FOR EACH ROW{when} EXECUTE FUNCTION {name}()")
