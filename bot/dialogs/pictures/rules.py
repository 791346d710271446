"""Why somebody is told of a picture."""

from __future__ import annotations

from bot.store.cause import Cause


class FiledByForm(Cause, written="filed:{attachment}"):
    """A picture went to the session whose form it shows."""

    attachment: int
