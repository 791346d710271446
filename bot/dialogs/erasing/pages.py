"""ERASE: what can be erased at once, what the law keeps and until when, and who decides on that."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Do, Go, Page
from bot.forms.saying import Style
from bot.forms.words import If
from bot.language import _


@dataclass(frozen=True)
class CanBeErased:
    """What the law keeps: until when the record of the last pair, and the certificate; 0 where there is none."""

    record: int
    certificate: int


class EraseData(Page[CanBeErased]):
    """What can be erased (requirement D325); what is kept says until when, by the table of retention."""

    behind_pin = True
    keyword = _("ERASE")
    pin_for = _(
        "to erase optional details, messages, letters, notes, pictures and drafts. This cannot be undone."
        " Reply 0 to leave it"
    )
    text = (
        _("I can erase now: optional details, messages, letters, notes, pictures, drafts."),
        If(
            Fact("record"),
            _("Kept by law as TSC record until {record}: sessions, signatures, reviews."),
            _("Kept by law as TSC record while you are in TIMEC: name, TSC no., school."),
        ),
        If(Fact("certificate"), _("Certificate: until {certificate}.")),
    )
    asks = Style.LIST

    erase = Do(_("erase now"), pinned=True)
    rest = Do(_("officer decides rest"), synonyms=("officer", "afisa"))
    leave = Go(_("leave it"), lambda: EraseLeft, synonyms=("no", "hapana"))


@dataclass(frozen=True)
class ErasedNow:
    """The number of it."""

    reference: str


class DataErased(Page[ErasedNow]):
    """The receipt, and who can be asked if that will not do; whether something is on hold is never told."""

    request: int

    behind_pin = False
    ends = True
    text = (
        _("Erased. Ref {reference}."),
        _("What is still in use goes as soon as it can."),
        _("Not satisfied? Office of the Data Protection Commissioner, www.odpc.go.ke"),
    )


class EraseLeft(Page[NoFacts]):
    """Nothing was done."""

    text = _("Nothing is erased. MYDATA shows what we hold.")
