"""MYDATA at the desk: all of it behind its owner's PIN."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.dialogs.desk import Asking, Prepared
from bot.dialogs.handlers import does, facts
from bot.dialogs.mydata import deeds
from bot.dialogs.mydata.deeds import NOT_BY_SMS, CopiedTable
from bot.dialogs.mydata.pages import (
    COUNTED,
    CopiedFile,
    CopiedInWords,
    CopyCodeGiven,
    DataAnywhere,
    DataElsewhere,
    DataForMachines,
    DataInParts,
    DataToRead,
    HeldCounts,
    HeldOfMe,
    MyData,
)
from bot.dialogs.mydata.shared import own_pin, own_request
from bot.forms.dialog import Dialog
from bot.forms.page import Picture
from bot.forms.saying import Said
from bot.language import segments, to_gsm7
from bot.messages import CAPABILITIES, Channel
from bot.reports.papers import held as files
from bot.store.rights.held import Kind
from bot.store.rights.terms import terms


@facts
def held(asking: Asking, at: MyData | DataElsewhere) -> Prepared:
    """What is held, in counts."""
    own_pin(asking)
    copied = deeds.copy_of(asking.db, asking.who.id)
    sizes = {one.name: len(one.rows) for one in copied}
    sizes["signed"] = sizes.get("signatures", 0) + sizes.get("document_signatures", 0)
    found = tuple(Said(text, {"count": sizes[name]}) for name, text in COUNTED.items() if sizes.get(name))
    plain = asking.channel is None or not CAPABILITIES[asking.channel].media
    sms = segments(to_gsm7(deeds.by_sms(copied, asking.who.language))).count if plain else 0
    months = str(terms().kept[Kind.MESSAGES].count)
    return Prepared(HeldOfMe(HeldCounts(found), _messages(copied), months, sms, asking.site))


def _messages(copied: Sequence[CopiedTable]) -> int:
    return sum(len(one.rows) for one in copied if one.name in ("inbox", "outbox"))


@does(MyData.sms)
def by_sms(asking: Asking, at: MyData) -> Dialog:
    return DataInParts(request=_given(asking, "CopyBySms"))


@does(MyData.pdf)
def as_pdf(asking: Asking, at: MyData) -> Dialog:
    return DataToRead(request=_given(asking, "CopyToRead"))


@does(MyData.machine)
def as_json(asking: Asking, at: MyData) -> Dialog:
    return DataForMachines(request=_given(asking, "CopyForMachines"))


@does(MyData.computer)
def anywhere(asking: Asking, at: MyData) -> Dialog:
    """A code; its earlier ones open nothing any more."""
    request = _given(asking, "CopyAnywhere")
    code, until = deeds.open_code(asking.db, asking.who.id, asking.now)
    return DataAnywhere(request=request, code=code, until=until.date())


def _given(asking: Asking, how: str) -> int:
    own_pin(asking)
    return deeds.copied(asking.db, asking.who.id, how, asking.now)


@facts
def in_parts(asking: Asking, at: DataInParts) -> Prepared:
    """The copy as one text, which the phone shows in parts."""
    own_pin(asking)
    copied = deeds.copy_of(asking.db, asking.who.id)
    rest = sum(len(one.rows) for one in copied if one.kind in NOT_BY_SMS)
    words = deeds.by_sms(copied, asking.who.language)
    return Prepared(CopiedInWords(own_request(asking, at.request).reference, words, rest))


@facts
def file(asking: Asking, at: DataToRead | DataForMachines) -> Prepared:
    """The copy as a file, drawn up when it is said."""
    own_pin(asking)
    reference = own_request(asking, at.request).reference
    carries = asking.channel is not None and CAPABILITIES[asking.channel].media
    takes_json = carries and asking.channel is not Channel.WHATSAPP  # which takes no file of that kind
    db, who, language, now = asking.db, asking.who.id, asking.who.language, asking.now
    if isinstance(at, DataToRead):
        document = Picture(lambda: files.to_read(db, who, language, now)) if carries else None
    else:
        document = Picture(lambda: files.for_machines(db, who, now)) if takes_json else None
    return Prepared(CopiedFile(reference, document, takes_json))


@facts
def code(asking: Asking, at: DataAnywhere) -> Prepared:
    """A code that has just been made."""
    site = asking.site.partition("://")[2] or asking.site
    until: date = at.until
    return Prepared(CopyCodeGiven(own_request(asking, at.request).reference, site, at.code, until))
