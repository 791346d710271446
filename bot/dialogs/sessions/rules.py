"""What a session record says, as fixed text: the text that both partners sign."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from datetime import date, timedelta

from bot.store.cause import Cause
from bot.store.sessions.versions import Written

LAYOUT, LAYOUT_COACHED = "session record 1", "session record 2"
"""First line of the signed text: the second where a coaching pair wrote what its session had besides the annexes. A
changed layout takes a new number, so that old hashes can still be checked.
"""


@dataclass(frozen=True)
class Record:
    """Annexes II and III of one session, each field in its canonical text; "" is a field left out.

    `made` and `resources` are of coaching pairs: what was modelled or made together, and what was used (D391, D268).
    """

    day: str
    venue: str
    objectives: str
    areas: str
    plan: str
    looked_back: str
    made: str = ""
    resources: str = ""

    @classmethod
    def of(cls, written: Written) -> Record:
        """The record that a stored version holds."""
        return cls(**{name: getattr(written, name) or "" for name in FIELDS})

    def canonical(self) -> str:
        """The text that is hashed: the layout's name, then each field's label with its lines indented by a tab.

        The indent keeps labels and contents apart, so no two records share a text.
        """
        coached = bool(self.made or self.resources)
        lines = [LAYOUT_COACHED if coached else LAYOUT]
        for name in FIELDS if coached else ANNEXES:
            lines.append(name)
            lines.extend(f"\t{line}" for line in getattr(self, name).split("\n") if line)
        return "\n".join(lines) + "\n"

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical text, 64 hex digits."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()


FIELDS: tuple[str, ...] = tuple(field.name for field in fields(Record))
ANNEXES = FIELDS[: FIELDS.index("made")]
"""Those of every pair."""

LATE_ENTRY = timedelta(days=30)
"""A record entered longer after its day than this is marked (requirement D110)."""


def entered_late(day: date, entered: date) -> bool:
    """Whether a record was first entered late; both days are kept with it."""
    return entered - day > LATE_ENTRY


def differences(old: Record, new: Record) -> tuple[str, ...]:
    """The names of the fields that `new` says otherwise, in the order of the form."""
    return tuple(name for name in FIELDS if getattr(old, name) != getattr(new, name))


class BothKept(Cause, written="kept:{version}"):
    """The other side keeps the version before this one."""

    version: int


@dataclass(frozen=True)
class Logged:
    """Where a record was written: the session, its number in the pair, and the version."""

    session_id: int
    number: int
    version_id: int
