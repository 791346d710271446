"""Which offices appoint a committee, and who is in one."""

from __future__ import annotations

import re

from bot.store.people.roles import Role

APPOINTING = (Role.CD, Role.RD)
"""“The Regional Directors, and County Directors … appoint a technical committee” (II 1.2 iii)."""
_BETWEEN = re.compile(r"[,;&\n]|\b(?:and|na)\b", re.IGNORECASE)


def names(members: str) -> list[str]:
    """The members by name, as they were written."""
    return [name for part in _BETWEEN.split(members) if (name := part.strip(" ."))]
