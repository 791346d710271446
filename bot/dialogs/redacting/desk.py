"""That a learner's name was struck, at the desk."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotFound, Prepared
from bot.dialogs.handlers import facts
from bot.dialogs.redacting.pages import NameStruck, StruckOn
from bot.store import pairs


@facts
def told(asking: Asking, at: NameStruck) -> Prepared:
    """To the two of the pair alone."""
    pair = pairs.get(asking.db, at.pair)
    if pair is None or asking.who.id not in (pair.mentor_id, pair.mentee_id):
        raise NotFound
    return Prepared(StruckOn(at.day))
