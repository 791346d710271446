"""The figures of each school as they were counted last, and of which school something has changed since."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Integer

revision = "0066"
down_revision = "0065"

PEOPLE = ("mentors", "mentees", "matched", "heads_trained", "mentors_trained", "pairs", "coaching")
MET = (
    "planned",
    "held",
    "signed",
    "six_due",
    "six_done",
    "quarter_due",
    "quarter_done",
    "was_planned",
    "was_held",
)
BEGINNING = {"sqlite": "'1970-01-01 00:00:00.000000'", "postgresql": "'1970-01-01 00:00:00+00'"}
OF_MENTEE = "SELECT area_id FROM roles WHERE role = 'mentee' AND person_id = "
OF_PAIR = f"{OF_MENTEE}(SELECT mentee_id FROM pairs WHERE id = {{row}}.pair_id)"  # noqa: S608 - our own words
COUNTS = "role IN ('mentor', 'mentee', 'head')"
OF_PERSON = f"SELECT area_id FROM roles WHERE {COUNTS} AND person_id = {{row}}.person_id"  # noqa: S608 - the same
HERE = f"SELECT {{row}}.area_id WHERE {{row}}.{COUNTS}"
"""One school more than `OF_PERSON` finds where the role is gone, or is another's now."""
CHANGES = (
    ("sessions", "day scheduled held_at agreed_at", (OF_PAIR,)),
    ("pairs", "state start cycle kind mentor_id mentee_id", (f"{OF_MENTEE}{{row}}.mentee_id",)),
    ("reviews", "saved_at", (OF_PAIR,)),
    ("trainings", "kind day", (OF_PERSON,)),
    ("roles", "person_id role area_id since until", (OF_PERSON, HERE)),
)
"""Of which table what changes the figures of which schools."""


def upgrade() -> None:
    op.create_table(
        "school_figures",
        Column("school_id", Integer, sa.ForeignKey("areas.id", ondelete="CASCADE"), primary_key=True),
        Column("at", sa.DateTime(timezone=True), nullable=False),
        Column("shares", sa.Boolean, nullable=False),
        *(Column(name, Integer, nullable=False, server_default="0") for name in (*PEOPLE, *MET)),
    )
    op.create_index("ix_school_figures_at", "school_figures", ["at"])
    op.create_table(
        "school_changes",
        Column("id", Integer, primary_key=True),
        Column("school_id", Integer, nullable=False),
    )
    op.create_index("ix_school_changes_school_id", "school_changes", ["school_id"])
    dialect = op.get_bind().dialect.name
    what = f"SELECT id, {BEGINNING[dialect]}, false FROM areas"  # noqa: S608 - the same
    begun = f"INSERT INTO school_figures (school_id, at, shares) {what}"
    op.execute(f"{begun} WHERE kind = 'institution'")
    _trigger(dialect, "figures_begin", "INSERT", "areas", f"{begun} WHERE id = NEW.id AND kind = 'institution'")
    for table, columns, schools in CHANGES:
        differs = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in columns.split())
        _mark(dialect, table, "INSERT", schools, ("NEW",))
        _mark(dialect, table, f"UPDATE OF {columns.replace(' ', ', ')}", schools, ("OLD", "NEW"), differs)
        _mark(dialect, table, "DELETE", schools, ("OLD",))


def _mark(
    dialect: str, table: str, change: str, schools: tuple[str, ...], rows: tuple[str, ...], when: str = ""
) -> None:
    found = " UNION ".join(dict.fromkeys(school.format(row=row) for school in schools for row in rows))
    body = f"INSERT INTO school_changes (school_id) {found}"
    _trigger(dialect, f"figures_{table}_{change.split()[0].lower()}", change, table, body, when)


def _trigger(dialect: str, name: str, change: str, table: str, body: str, when: str = "") -> None:
    condition = f" WHEN ({when})" if when else ""
    if dialect == "sqlite":
        op.execute(f"CREATE TRIGGER {name} AFTER {change} ON {table} FOR EACH ROW{condition} BEGIN {body}; END")
        return
    op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; RETURN NULL; END $$")
    op.execute(f"CREATE TRIGGER {name} AFTER {change} ON {table} FOR EACH ROW{condition} EXECUTE FUNCTION {name}()")
