"""The trail: who looked at or changed what is not their own; the database itself lets nobody change an entry."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0031"
down_revision = "0030"

code, moment = sa.String(20), sa.DateTime(timezone=True)
ONLY_ADDED = "the trail is only added to"


def upgrade() -> None:
    op.create_table(
        "trail",
        Column("id", Integer, primary_key=True),
        Column("at", moment, nullable=False),
        Column("by_id", Integer, sa.ForeignKey("people.id")),
        Column("role", code, nullable=False),
        Column("deed", code, nullable=False),
        Column("what", Text, nullable=False),
        Column("data", Text, nullable=False),
        Column("pair_id", Integer, sa.ForeignKey("pairs.id")),
        Column("session_id", Integer),
        Column("person_id", Integer, sa.ForeignKey("people.id")),
        Column("area_id", Integer, sa.ForeignKey("areas.id")),
        Column("before", Text, nullable=False),
        Column("hash", Text, nullable=False),
        sa.UniqueConstraint("before"),
        sa.UniqueConstraint("hash"),
    )
    op.create_index("ix_trail_at", "trail", ["at"])
    for column in ("by_id", "pair_id", "person_id", "area_id"):
        which = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_trail_{column}", "trail", [column], sqlite_where=which, postgresql_where=which)
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER trail_no_{change.lower()} BEFORE {change} ON trail"
                f" BEGIN SELECT RAISE(ABORT, '{ONLY_ADDED}'); END"
            )
    else:
        op.execute(
            "CREATE FUNCTION only_added() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{ONLY_ADDED}'; END $$"
        )
        op.execute("CREATE TRIGGER trail_no_change BEFORE UPDATE OR DELETE ON trail EXECUTE FUNCTION only_added()")
