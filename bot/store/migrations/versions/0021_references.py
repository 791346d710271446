"""References: an index that begins with every foreign key, so that nothing is sought through a whole table."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

ALWAYS = {
    "assessments": ("person_id", "by_id"),
    "attachments": ("by_id",),
    "certificates": ("approver_id",),
    "closings": ("by_id",),
    "decisions": ("by_id",),
    "document_readings": ("person_id",),
    "document_signatures": ("person_id",),
    "documents": ("of_id",),
    "fits": ("person_id",),
    "goals": ("by_id",),
    "goals_met": ("person_id",),
    "lateness": ("person_id", "by_id"),
    "notes": ("author_id",),
    "pauses": ("by_id",),
    "preparations": ("person_id",),
    "proposals": ("head_id",),
    "refreshers": ("by_id",),
    "remarks": ("from_id",),
    "requests": ("person_id",),
    "reviews": ("person_id",),
    "signatures": ("person_id",),
    "statements": ("by_id",),
    "topics": ("by_id",),
    "versions": ("author_id",),
}
SOMETIMES = {
    "certificates": ("awarded_by_id",),
    "decisions": ("answered_by_id",),
    "document_signatures": ("inbox_id", "seen_by_id"),
    "drafts": ("inbox_id",),
    "inbox": ("person_id",),
    "letters": ("answers_id",),
    "orientations": ("by_id",),
    "outbox": ("person_id", "inbox_id"),
    "pauses": ("ended_by_id",),
    "plans": ("author_id", "seen_by_id"),
    "reviews": ("merged_into",),
    "signatures": ("inbox_id", "seen_by_id"),
    "topics": ("orientation_id",),
}


def upgrade() -> None:
    for table, columns in ALWAYS.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])
    for table, columns in SOMETIMES.items():
        for column in columns:
            which = sa.text(f"{column} IS NOT NULL")
            op.create_index(f"ix_{table}_{column}", table, [column], sqlite_where=which, postgresql_where=which)
