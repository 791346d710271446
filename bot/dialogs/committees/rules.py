"""Who is in a committee."""

from __future__ import annotations

import re

_BETWEEN = re.compile(r"[,;&\n]|\b(?:and|na)\b", re.IGNORECASE)


def names(members: str) -> list[str]:
    """The members by name, as they were written."""
    return [name for part in _BETWEEN.split(members) if (name := part.strip(" ."))]
