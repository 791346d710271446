"""Places: what was last said is kept with the address where it was said, a shared phone with its holder."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0020"
down_revision = "0019"

code, moment = sa.String(20), sa.DateTime(timezone=True)
GONE = {"people": ("place", "misses", "said_at"), "addresses": ("identified_at",), "drafts": ("said",)}


def upgrade() -> None:
    op.add_column("outbox", Column("place", Text))
    op.add_column("drafts", Column("sittings", Integer, nullable=False, server_default="0"))
    op.add_column("addresses", Column("place", Text))
    op.add_column("addresses", Column("misses", Integer, nullable=False, server_default="0"))
    op.add_column("addresses", Column("said_at", moment))
    op.add_column("addresses", Column("asked_at", moment))
    op.create_table(
        "holders",
        Column("channel", code, primary_key=True),
        Column("address", Text, primary_key=True),
        Column("person_id", Integer, sa.ForeignKey("people.id")),
        Column("identified_at", moment),
        Column("place", Text),
        Column("said_at", moment),
    )
    op.create_index("ix_holders_person_id", "holders", ["person_id"])
    _keep()
    for table, columns in GONE.items():
        for column in columns:
            op.drop_column(table, column)


def _keep() -> None:
    """What was last said to somebody was said where the last message to them went."""
    op.execute(
        "UPDATE addresses SET place = people.place, misses = people.misses, said_at = people.said_at FROM people"
        " WHERE people.id = addresses.person_id AND people.place IS NOT NULL"
        " AND people.place NOT LIKE 'WhoIsThis%' AND people.place NOT LIKE 'Gate?%'"
        " AND addresses.id = (SELECT a.id FROM addresses AS a JOIN outbox ON outbox.address = a.address"
        " AND outbox.channel = a.channel AND outbox.person_id = a.person_id WHERE a.person_id = people.id"
        " ORDER BY outbox.id DESC LIMIT 1)"
    )
    op.execute(
        "INSERT INTO holders (channel, address, person_id, identified_at)"
        " SELECT channel, address, person_id, identified_at FROM addresses WHERE identified_at IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM addresses AS later WHERE later.channel = addresses.channel"
        " AND later.address = addresses.address AND (later.identified_at > addresses.identified_at"
        " OR (later.identified_at = addresses.identified_at AND later.id > addresses.id)))"
    )
