"""When the clock looks at each pair again; whatever may bring a prompt forward sets its look back to the beginning."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Integer

revision = "0046"
down_revision = "0045"

BEGINNING = {"sqlite": "'1970-01-01 00:00:00.000000'", "postgresql": "'1970-01-01 00:00:00+00'"}
NEXT_NIGHT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f000', NEW.said_at, '+12 hours')",
    "postgresql": "NEW.said_at + interval '12 hours'",
}
"""What was said by day is silence on the next school day at the earliest."""
OF_PERSON = (
    "SELECT id FROM pairs WHERE mentor_id = {row}.person_id UNION ALL "
    "SELECT id FROM pairs WHERE mentee_id = {row}.person_id"
)
OF_AREA = "SELECT pairs.id FROM pairs JOIN roles AS of ON of.person_id = pairs.mentee_id WHERE of.area_id = {row}."
ITS_PAIR = "pair_id = {row}.pair_id"
ITS_SESSIONS = "pair_id = (SELECT pair_id FROM sessions WHERE id = {row}.session_id)"
ITS_PERSONS = f"pair_id IN ({OF_PERSON})"
THEIR_OWN = ITS_PERSONS.replace("{row}.person_id", "{row}.id")
EVERY_CHANGE = ("INSERT", "UPDATE", "DELETE")
OF_A_PAIR = (
    "sessions",
    "plans",
    "documents",
    "reviews",
    "feedbacks",
    "assessments",
    "statements",
    "closings",
    "fits",
    "supports",
)
CHANGES = (
    *((table, EVERY_CHANGE, "", ITS_PAIR) for table in OF_A_PAIR),
    ("pairs", ("UPDATE",), "", "pair_id = {row}.id"),
    ("versions", EVERY_CHANGE, "", ITS_SESSIONS),
    ("people", ("UPDATE OF prompt_hour, muted_at, state",), "", THEIR_OWN),
    ("addresses", ("INSERT", "UPDATE OF person_id", "DELETE"), "", ITS_PERSONS),
    ("roles", EVERY_CHANGE, "", f"{ITS_PERSONS} OR pair_id IN ({OF_AREA}area_id)"),
    ("areas", ("UPDATE OF level, parent_id",), "", f"pair_id IN ({OF_AREA}id)"),
    ("notices", ("UPDATE OF cause",), "NEW.cause <> OLD.cause", ITS_PERSONS),
)
"""Of which table what change, when, means that which pairs must be looked at at once.

A look that is due already is written anew all the same: so no clock looks before this change can be seen.
"""


def upgrade() -> None:
    op.create_table(
        "looks",
        Column("pair_id", Integer, sa.ForeignKey("pairs.id", ondelete="CASCADE"), primary_key=True),
        Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_looks_at", "looks", ["at"])
    dialect = op.get_bind().dialect.name
    beginning = BEGINNING[dialect]
    op.execute(f"INSERT INTO looks (pair_id, at) SELECT id, {beginning} FROM pairs")  # noqa: S608 - our own words
    one_more = f"INSERT INTO looks (pair_id, at) VALUES (NEW.id, {beginning})"  # noqa: S608 - the same
    _trigger(dialect, "looks_begin", "INSERT", "pairs", "", one_more)
    for number, (table, changes, when, which) in enumerate(CHANGES):
        for change in changes:
            word = change.split()[0]
            these = which.format(row="OLD" if word == "DELETE" else "NEW")
            again = f"UPDATE looks SET at = {beginning} WHERE {these}"  # noqa: S608 - the same
            _trigger(dialect, f"looks_{table}_{number}_{word.lower()}", change, table, when, again)
    for word in EVERY_CHANGE:  # a calendar has many rows, and all pairs go by it
        every = f"UPDATE looks SET at = {beginning} WHERE at > {beginning}"  # noqa: S608 - the same
        _trigger(dialect, f"looks_calendar_{word.lower()}", word, "calendar", "", every)
    night, whose = NEXT_NIGHT[dialect], ITS_PERSONS.format(row="NEW")
    asked = f"UPDATE looks SET at = {night} WHERE at > {night} AND {whose}"  # noqa: S608 - the same
    is_log = "NEW.cause LIKE 'log:%' AND NEW.said_at IS NOT NULL"
    _trigger(dialect, "looks_asked", "UPDATE OF said_at", "notices", is_log, asked)


def _trigger(dialect: str, name: str, change: str, table: str, when: str, body: str) -> None:
    condition = f" WHEN ({when})" if when else ""
    if dialect == "sqlite":
        op.execute(f"CREATE TRIGGER {name} AFTER {change} ON {table} FOR EACH ROW{condition} BEGIN {body}; END")
        return
    op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; RETURN NULL; END $$")
    op.execute(f"CREATE TRIGGER {name} AFTER {change} ON {table} FOR EACH ROW{condition} EXECUTE FUNCTION {name}()")
