"""What went each night because its time was over; which pairs are emptied, and who is not named any more."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Date, Integer, Text

revision = "0059"
down_revision = "0058"

moment = sa.DateTime(timezone=True)
ONLY_ADDED = "the trail is only added to"
LOOKED_AT = "coalesce((SELECT max(after) FROM retention_runs WHERE name = 'trail'), 0)"
"""The entries up to which a night's run has looked: of these some are older than the trail is kept."""


def upgrade() -> None:
    op.create_table(
        "retention_runs",
        Column("id", Integer, primary_key=True),
        Column("name", Text, nullable=False),
        Column("night", Date, nullable=False),
        Column("after", Integer, nullable=False),
        Column("gone", Integer, nullable=False),
        Column("held", Integer, nullable=False),
        Column("done_at", moment),
        sa.UniqueConstraint("name", "night"),
    )
    op.create_index("ix_retention_runs_night", "retention_runs", ["night"])
    which = sa.text("done_at IS NULL")
    op.create_index("ix_retention_runs_open", "retention_runs", ["id"], sqlite_where=which, postgresql_where=which)
    op.add_column("pairs", Column("emptied_at", moment))
    op.add_column("people", Column("anonymised_at", moment))
    for table, column in (("pairs", "emptied_at"), ("people", "anonymised_at")):
        which = sa.text(f"{column} IS NULL")
        op.create_index(f"ix_{table}_kept", table, ["id"], sqlite_where=which, postgresql_where=which)
    _old_entries_go()


def _old_entries_go() -> None:
    """What is older than the trail is kept may go from it, and nothing else."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER trail_no_delete")
        op.execute(
            f"CREATE TRIGGER trail_no_delete BEFORE DELETE ON trail WHEN OLD.id > {LOOKED_AT}"
            f" BEGIN SELECT RAISE(ABORT, '{ONLY_ADDED}'); END"
        )
        return
    op.execute("DROP TRIGGER trail_no_change ON trail")
    op.execute("CREATE TRIGGER trail_no_update BEFORE UPDATE ON trail EXECUTE FUNCTION only_added()")
    op.execute(
        "CREATE FUNCTION only_old_entries_go() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN IF OLD.id > {LOOKED_AT} THEN RAISE EXCEPTION '{ONLY_ADDED}'; END IF; RETURN OLD; END $$"
    )
    op.execute(
        "CREATE TRIGGER trail_no_delete BEFORE DELETE ON trail FOR EACH ROW EXECUTE FUNCTION only_old_entries_go()"
    )
