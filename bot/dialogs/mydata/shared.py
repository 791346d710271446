"""What is one's own alone is shown, and done, only after one's PIN."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotFound, PinFirst
from bot.dialogs.locking.rules import is_open
from bot.store.rights import data_requests
from bot.store.rights.data_requests import DataRequest


def own_pin(asking: Asking) -> None:
    """Their PIN was given here just now, or is asked first: whoever holds the phone is not yet its owner."""
    if not asking.proved and not is_open(asking.passed_at, asking.now):
        raise PinFirst("")


def own_request(asking: Asking, request_id: int) -> DataRequest:
    """A request of theirs. NotFound for another's."""
    found = data_requests.get(asking.db, request_id)
    if found is None or found.person_id != asking.who.id:
        raise NotFound
    return found
