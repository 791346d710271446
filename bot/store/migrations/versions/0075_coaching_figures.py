"""The figures of coaching pairs are kept beside those of mentorship; mentors and heads are coached as well."""

from alembic import op
from sqlalchemy import Column, Integer

revision = "0075"
down_revision = "0074"

ADDED = ("planned", "held", "signed", "six_due", "six_done", "quarter_due", "quarter_done")
BEGINNING = {"sqlite": "'1970-01-01 00:00:00.000000'", "postgresql": "'1970-01-01 00:00:00+00'"}
COUNTS = "role IN ('mentor', 'mentee', 'head', 'deputy')"
SERVES = f"SELECT area_id FROM roles WHERE {COUNTS} AND person_id = "  # noqa: S608 - our own words
OF_PAIR = f"{SERVES}(SELECT mentee_id FROM pairs WHERE id = {{row}}.pair_id)"  # noqa: S608 - the same
OF_PERSON = f"{SERVES}{{row}}.person_id"
HERE = f"SELECT {{row}}.area_id WHERE {{row}}.{COUNTS}"
CHANGES = (
    ("sessions", "day scheduled held_at agreed_at", (OF_PAIR,)),
    ("pairs", "state start cycle kind mentor_id mentee_id", (f"{SERVES}{{row}}.mentee_id",)),
    ("reviews", "saved_at", (OF_PAIR,)),
    ("roles", "person_id role area_id since until", (OF_PERSON, HERE)),
)
"""Of which table what changes the figures of which schools."""


def upgrade() -> None:
    op.execute("ALTER TABLE school_figures RENAME COLUMN coaching TO coaching_pairs")
    for name in ADDED:
        op.add_column("school_figures", Column(f"coaching_{name}", Integer, nullable=False, server_default="0"))
    dialect = op.get_bind().dialect.name
    op.execute(f"UPDATE school_figures SET at = {BEGINNING[dialect]}")  # noqa: S608 - all are counted anew
    for table, columns, schools in CHANGES:
        differs = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in columns.split())
        _mark(dialect, table, "INSERT", schools, ("NEW",))
        _mark(dialect, table, f"UPDATE OF {columns.replace(' ', ', ')}", schools, ("OLD", "NEW"), differs)
        _mark(dialect, table, "DELETE", schools, ("OLD",))


def _mark(
    dialect: str, table: str, change: str, schools: tuple[str, ...], rows: tuple[str, ...], when: str = ""
) -> None:
    found = " UNION ".join(dict.fromkeys(school.format(row=row) for school in schools for row in rows))
    _trigger(dialect, table, change, f"INSERT INTO school_changes (school_id) {found}", when)


def _trigger(dialect: str, table: str, change: str, body: str, when: str) -> None:
    """In place of the one that knew mentees only."""
    name, condition = f"figures_{table}_{change.split()[0].lower()}", f" WHEN ({when})" if when else ""
    if dialect == "sqlite":
        op.execute(f"DROP TRIGGER {name}")
        op.execute(f"CREATE TRIGGER {name} AFTER {change} ON {table} FOR EACH ROW{condition} BEGIN {body}; END")
        return
    op.execute(
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; RETURN NULL; END $$"
    )
