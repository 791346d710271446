"""ERASE at the desk."""

from __future__ import annotations

from datetime import date

from bot.dialogs.correcting import deeds as requests
from bot.dialogs.correcting.pages import RequestSent
from bot.dialogs.desk import Asking, NotFound, NotOpen, Prepared
from bot.dialogs.erasing import deeds
from bot.dialogs.erasing.pages import CanBeErased, DataErased, EraseData, ErasedNow
from bot.dialogs.handlers import does, facts
from bot.dialogs.mydata.shared import own_pin
from bot.dialogs.refusals import PinNeeded
from bot.forms.dialog import Dialog
from bot.store import certificates, pairs
from bot.store.pairs import PairState
from bot.store.rights import data_requests
from bot.store.rights.data_requests import AboutData, RequestedData
from bot.store.rights.held import Kind
from bot.store.rights.terms import terms


@facts
def can_be_erased(asking: Asking, at: EraseData) -> Prepared:
    """What is kept, and until when."""
    own_pin(asking)
    ends = [deeds.ends(asking.db, pair) for pair in pairs.pairs_of(asking.db, asking.who.id, tuple(PairState))]
    issued = [one.issued_on for one in certificates.of_person(asking.db, asking.who.id)]
    return Prepared(CanBeErased(_until(Kind.RECORD, ends), _until(Kind.CERTIFICATES, issued)))


def _until(kind: Kind, days: list[date]) -> int:
    """The year until which this is kept; 0 where there is none of it."""
    return terms().kept[kind].after(max(days)).year if days else 0


@does(EraseData.erase)
def erase(asking: Asking, at: EraseData) -> Dialog:
    """What may go goes, with the PIN."""
    if not asking.proved:
        raise PinNeeded
    return DataErased(request=deeds.erase(asking.db, asking.who.id, asking.now))


@does(EraseData.rest)
def rest(asking: Asking, at: EraseData) -> Dialog:
    """A data officer decides on what the law keeps."""
    number = requests.ask(asking.db, asking.who.id, RequestedData.ERASURE, AboutData.REST, None, asking.now)
    return RequestSent(request=number)


@facts
def erased(asking: Asking, at: DataErased) -> Prepared:
    found = data_requests.get(asking.db, at.request)
    if found is None:
        raise NotOpen
    if found.person_id != asking.who.id:
        raise NotFound
    return Prepared(ErasedNow(found.reference))
